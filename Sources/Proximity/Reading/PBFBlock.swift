/// The inside of one block of an `.osm.pbf`: a table of strings, and groups of nodes and ways.
struct PBFBlock {
  private let bytes: [UInt8]
  private var strings: [Range<Int>] = []
  private var groups: [Range<Int>] = []
  private var granularity: Int64 = 100
  private var latitudeOffset: Int64 = 0
  private var longitudeOffset: Int64 = 0

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    var reader = ProtobufReader(bytes)
    while let field = try reader.next() {
      switch field.number {
      case 1:
        var table = ProtobufReader(bytes, field.range)
        while let entry = try table.next() {
          if entry.number == 1 { strings.append(entry.range) }
        }
      case 2: groups.append(field.range)
      case 17: granularity = Int64(truncatingIfNeeded: field.value)
      case 19: latitudeOffset = Int64(bitPattern: field.value)
      case 20: longitudeOffset = Int64(bitPattern: field.value)
      default: break
      }
    }
    guard granularity > 0, granularity <= 1_000_000_000 else {
      throw MapFault.damaged(at: 0, what: "a granularity")
    }
  }

  func read(into visitor: inout some OSMVisitor) throws {
    for group in groups {
      var reader = ProtobufReader(bytes, group)
      while let field = try reader.next() {
        switch field.number {
        case 1 where visitor.wantsNodes: try node(field.range, &visitor)
        case 2 where visitor.wantsNodes: try dense(field.range, &visitor)
        case 3 where visitor.wantsWays: try way(field.range, &visitor)
        default: break
        }
      }
    }
  }

  private func text(_ index: UInt64) throws -> String {
    guard index < UInt64(strings.count) else { throw MapFault.damaged(at: 0, what: "a string") }
    return String(decoding: bytes[strings[Int(index)]], as: UTF8.self)
  }

  /// From the block's own steps to ten-millionths of a degree: its numbers are nanodegrees.
  private func point(_ latitude: Int64, _ longitude: Int64) throws -> Coordinate {
    func scaled(_ value: Int64, _ offset: Int64) -> Int64? {
      let (product, overflow) = value.multipliedReportingOverflow(by: granularity)
      let (sum, over) = product.addingReportingOverflow(offset)
      guard !overflow, !over, sum.magnitude < 1_000_000_000_000 else { return nil }
      return (sum + (sum < 0 ? -50 : 50)) / 100
    }
    guard let up = scaled(latitude, latitudeOffset), let round = scaled(longitude, longitudeOffset),
      let point = Coordinate(latitude: up, longitude: round)
    else { throw MapFault.damaged(at: 0, what: "a place that is not on the globe") }
    return point
  }

  private func dense(_ range: Range<Int>, _ visitor: inout some OSMVisitor) throws {
    var fields: [Int: Range<Int>] = [:]
    var reader = ProtobufReader(bytes, range)
    while let field = try reader.next() { fields[field.number] = field.range }
    var ids = ProtobufReader(bytes, fields[1] ?? 0..<0)
    var ups = ProtobufReader(bytes, fields[8] ?? 0..<0)
    var rounds = ProtobufReader(bytes, fields[9] ?? 0..<0)
    var noted = ProtobufReader(bytes, fields[10] ?? 0..<0)
    var (id, up, round): (Int64, Int64, Int64) = (0, 0, 0)
    while !ids.isAtEnd {
      id &+= try ids.signed()
      up &+= try ups.signed()
      round &+= try rounds.signed()
      // Pairs of keys and values, ended by a zero; read over unless somebody asks.
      let start = noted.at
      while !noted.isAtEnd, try noted.varint() != 0 { _ = try noted.varint() }
      let pairs = start..<noted.at
      try visitor.node(id, at: try point(up, round), tags: try tags(pairs))
    }
  }

  private func tags(_ pairs: Range<Int>) throws -> Tags {
    var tags = Tags()
    var reader = ProtobufReader(bytes, pairs)
    while !reader.isAtEnd {
      let key = try reader.varint()
      if key == 0 { break }
      tags.add(try text(key), try text(try reader.varint()))
    }
    return tags
  }

  private func tags(keys: Range<Int>, values: Range<Int>) throws -> Tags {
    var tags = Tags()
    var (first, second) = (ProtobufReader(bytes, keys), ProtobufReader(bytes, values))
    while !first.isAtEnd { tags.add(try text(try first.varint()), try text(try second.varint())) }
    return tags
  }

  private func node(_ range: Range<Int>, _ visitor: inout some OSMVisitor) throws {
    var reader = ProtobufReader(bytes, range)
    var (id, up, round): (UInt64, UInt64, UInt64) = (0, 0, 0)
    var (keys, values) = (0..<0, 0..<0)
    while let field = try reader.next() {
      switch field.number {
      case 1: id = field.value
      case 2: keys = field.range
      case 3: values = field.range
      case 8: up = field.value
      case 9: round = field.value
      default: break
      }
    }
    func plain(_ value: UInt64) -> Int64 {
      Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }
    try visitor.node(
      plain(id), at: try point(plain(up), plain(round)), tags: try tags(keys: keys, values: values))
  }

  private func way(_ range: Range<Int>, _ visitor: inout some OSMVisitor) throws {
    var reader = ProtobufReader(bytes, range)
    var id: UInt64 = 0
    var (keys, values, members) = (0..<0, 0..<0, 0..<0)
    while let field = try reader.next() {
      switch field.number {
      case 1: id = field.value
      case 2: keys = field.range
      case 3: values = field.range
      case 8: members = field.range
      default: break
      }
    }
    var nodes: [Int64] = []
    var last: Int64 = 0
    var list = ProtobufReader(bytes, members)
    while !list.isAtEnd {
      last &+= try list.signed()
      nodes.append(last)
    }
    try visitor.way(
      Int64(bitPattern: id), nodes: nodes, tags: try tags(keys: keys, values: values))
  }
}
