import Vocabulary

/// A line of the index, as found.
public struct FoundPlace: Hashable, Sendable {
  /// What it is.
  public let kind: PlaceKind
  /// The street, village or site.
  public let name: String
  /// A house's number; empty for anything else.
  public let number: String
  /// The village or town; empty when unknown.
  public let town: String
  /// Where it is.
  public let point: Coordinate

  /// As one writes it: "Dorp 12, Wechelderzande".
  public var label: String {
    let house = number.isEmpty ? name : "\(name) \(number)"
    return town.isEmpty || town == name ? house : "\(house), \(town)"
  }
}

/// What a text may mean.
public enum Resolution: Hashable, Sendable {
  /// One place, with what was found for it; `nil` for a code or coordinates.
  case one(Coordinate, FoundPlace?)
  /// Several, the likeliest first; at most `AddressBook.most`.
  case several([FoundPlace])
  /// Nothing like it.
  case none
}

/// Finds places by what people type, without asking anybody.
public struct AddressBook: Sendable {
  private let map: StreetMap
  /// The longest list that is given.
  public static let most = 8
  /// The longest text that is looked for, in UTF-8 bytes.
  public static let textBytes = 200

  /// Reads the index of a map.
  public init(_ map: StreetMap) { self.map = map }

  /// An address, a street, a village, a site, a Plus Code (full, or short beside the map's middle)
  /// or coordinates in degrees ("51.26, 4.79").
  public func resolve(_ text: String) -> Resolution {
    guard text.utf8.count <= Self.textBytes else { return .none }
    let summary = map.summary
    let middle = Coordinate(
      latitude: (Int64(summary.southWest.latitude) + Int64(summary.northEast.latitude)) / 2,
      longitude: (Int64(summary.southWest.longitude) + Int64(summary.northEast.longitude)) / 2)
    if let point = Self.point(text, near: middle) { return .one(point, nil) }
    let readings = Wanted.readings(of: text)
    // Names as written before names begun before names with slips, however the number is read.
    for lines in [exact, begun, similar] {
      for wanted in readings {
        let found = pick(wanted, among: lines(wanted.name))
        if found.isSure, found.places.count == 1 {
          return .one(found.places[0].point, found.places[0])
        }
        if !found.places.isEmpty { return .several(Array(found.places.prefix(Self.most))) }
      }
    }
    return .none
  }

  /// A Plus Code or coordinates, for which no map is needed; nil for any other text.
  public static func point(_ text: String, near: Coordinate? = nil) -> Coordinate? {
    let plain = text.split(separator: " ").joined()
    if PlusCode.isFull(plain) { return PlusCode.decode(plain)?.centre }
    if let near, PlusCode.isShort(plain) {
      return PlusCode.recover(plain, near: near).flatMap { PlusCode.decode($0)?.centre }
    }
    let parts = text.split(whereSeparator: { $0 == "," || $0 == " " || $0 == ";" })
    guard parts.count == 2, let north = Double(parts[0]), let east = Double(parts[1]) else {
      return nil
    }
    return Coordinate(degreesNorth: north, east: east)
  }

  // Lines by name

  private func at(_ name: Int) -> Int { map.layout.namesAt + name * StreetMapLayout.nameBytes }
  private func folded(_ name: Int) -> Int { Int(map.word(at(name))) }
  private func firstLine(_ name: Int) -> Int { Int(map.word(at(name) + 16)) }
  private func lines(_ name: Int) -> Range<Int> {
    firstLine(name)..<(name + 1 < map.layout.names ? firstLine(name + 1) : map.layout.places)
  }

  func place(_ line: Int) -> FoundPlace {
    let name = at(firstName { firstLine($0) > line } - 1)
    let at = map.layout.placesAt + line * StreetMapLayout.placeBytes
    return FoundPlace(
      kind: PlaceKind(rawValue: UInt8(truncatingIfNeeded: map.word(name + 12))) ?? .site,
      name: map.text(Int(map.word(name + 4))), number: map.text(Int(map.word(at))),
      town: map.text(Int(map.word(name + 8))), point: map.coordinate(at: at + 4))
  }

  /// The first name that is `beyond` something; they are sorted, so that all after it are too.
  private func firstName(_ beyond: (Int) -> Bool) -> Int {
    var (low, high) = (0, map.layout.names)
    while low < high {
      let middle = (low + high) / 2
      if beyond(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Lines from the first name not before `start`, as long as names fit.
  private func lines(from start: String, while fits: (String) -> Bool) -> [Int] {
    var name = firstName { !map.text(folded($0)).utf8.lexicographicallyPrecedes(start.utf8) }
    var found: [Int] = []
    while name < map.layout.names, fits(map.text(folded(name))) {
      found += lines(name)
      name += 1
    }
    return found
  }

  private func exact(_ name: String) -> [Int] { lines(from: name) { $0 == name } }

  private func begun(_ name: String) -> [Int] {
    name.count < 3 ? [] : lines(from: name) { $0.hasPrefix(name) }
  }

  /// Lines whose name has fewest slips from `name`.
  private func similar(_ name: String) -> [Int] {
    let wanted = Array(name.utf8)
    var least = Folding.slips(in: wanted.count)
    guard least > 0 else { return [] }
    var found: [Int] = []
    var (last, slips) = (-1, Int.max)
    for index in 0..<map.layout.names {
      // The same in another town is compared once.
      if folded(index) != last {
        last = folded(index)
        slips = Folding.distance(Array(map.text(last).utf8), wanted, limit: least)
      }
      if slips < least {
        least = slips
        found = []
      }
      if slips <= least { found += lines(index) }
    }
    return found
  }

  // Choosing among them

  /// Those of the lines that fit; not sure when they are suggestions instead of what was asked.
  private func pick(
    _ wanted: Wanted, among lines: [Int]
  ) -> (places: [FoundPlace], isSure: Bool) {
    var found = lines.map(place)
    if !wanted.town.isEmpty {
      let slips = Folding.slips(in: wanted.town.utf8.count)
      let town = Array(wanted.town.utf8)
      found = found.filter {
        Folding.distance(Array(Folding.fold($0.town).utf8), town, limit: slips) <= slips
          || ($0.kind == .place && $0.town.isEmpty)
      }
    }
    if wanted.number.isEmpty {
      // A name without a number means the street, village or site, not each house in it.
      let whole = found.filter { $0.kind != .address }
      return (whole.isEmpty ? found : Self.ordered(whole), true)
    }
    let houses = found.filter { $0.kind == .address }
    let same = houses.filter { Folding.number($0.number) == wanted.number }
    if !same.isEmpty { return (same, true) }
    // No such number: the nearest numbers of that street are what was perhaps meant.
    let value = Self.value(wanted.number)
    let near = houses.enumerated().sorted { a, b in
      let (one, other) = (
        abs(Self.value(a.element.number) - value), abs(Self.value(b.element.number) - value)
      )
      return one != other ? one < other : a.offset < b.offset
    }.map(\.element)
    return (near.isEmpty ? found.filter { $0.kind == .street } : near, false)
  }

  /// Villages before streets before sites.
  private static func ordered(_ places: [FoundPlace]) -> [FoundPlace] {
    let rank: [PlaceKind: Int] = [.place: 0, .street: 1, .site: 2, .address: 3]
    return places.enumerated().sorted { a, b in
      let (one, other) = (rank[a.element.kind] ?? 9, rank[b.element.kind] ?? 9)
      return one != other ? one < other : a.offset < b.offset
    }.map(\.element)
  }

  private static func value(_ number: String) -> Int { Int(number.prefix { $0.isNumber }) ?? 0 }
}
