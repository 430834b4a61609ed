import Vocabulary

/// The rectangle on the globe that a code names.
public struct CodeArea: Hashable, Sendable {
  /// Southern edge, degrees.
  public let south: Double
  /// Western edge, degrees.
  public let west: Double
  /// Northern edge, degrees.
  public let north: Double
  /// Eastern edge, degrees.
  public let east: Double
  /// Digits that were read, padding not counted: 2 to 15.
  public let length: Int

  /// Its middle.
  public var centre: Coordinate? {
    Coordinate(
      degreesNorth: min((south + north) / 2, 90), east: min((west + east) / 2, 180))
  }
}

extension PlusCode {
  /// Steps of a degree of latitude at fifteen digits: 20³ for the pairs, 5⁵ for the grid.
  private static let north: Int64 = 8_000 * 3_125
  /// Steps of a degree of longitude: 20³, and 4⁵ for the grid.
  private static let east: Int64 = 8_000 * 1_024
  private static let pairs = 10
  private static let most = 15
  private static let plus = UInt8(ascii: "+")
  private static let zero = UInt8(ascii: "0")

  /// The code of `length` digits (2, 4, 6, 8, or 10 to 15; more counts as 15) for a point in
  /// degrees. Latitude is held to the poles, longitude goes round. Nil for another length, or for
  /// what is no number or beyond ±100,000 degrees.
  public static func encode(latitude: Double, longitude: Double, length: Int = 10) -> String? {
    guard let point = steps(latitude: latitude, longitude: longitude) else { return nil }
    return encode(latitudeSteps: point.latitude, longitudeSteps: point.longitude, length: length)
  }

  /// A point in the finest steps of a code, from the south pole and from the date line.
  static func steps(latitude: Double, longitude: Double) -> (latitude: Int64, longitude: Int64)? {
    guard abs(latitude) <= 100_000, abs(longitude) <= 100_000 else { return nil }
    // A decimal such as −39.962 has no exact binary form: what is within a millionth of a step of
    // the next one was meant to be that one.
    let up = Int64((latitude * Double(north) + 1e-6).rounded(.down)) + 90 * north
    let round = Int64((longitude * Double(east) + 1e-6).rounded(.down)) + 180 * east
    let turn = 360 * east
    return (min(max(up, 0), 180 * north - 1), ((round % turn) + turn) % turn)
  }

  static func encode(latitudeSteps: Int64, longitudeSteps: Int64, length: Int) -> String? {
    guard length >= 2, length >= pairs || length % 2 == 0 else { return nil }
    var (up, round) = (latitudeSteps, longitudeSteps)
    var code = [UInt8](repeating: zero, count: most)
    for at in stride(from: most - 1, through: pairs, by: -1) {
      code[at] = digits[Int(up % 5) * 4 + Int(round % 4)]
      up /= 5
      round /= 4
    }
    for at in stride(from: pairs - 2, through: 0, by: -2) {
      code[at] = digits[Int(up % 20)]
      code[at + 1] = digits[Int(round % 20)]
      up /= 20
      round /= 20
    }
    let kept = code.prefix(length)
    let padded = kept + [UInt8](repeating: zero, count: max(0, plusAt - kept.count))
    return String(
      decoding: padded.prefix(plusAt) + [plus] + padded.dropFirst(plusAt), as: UTF8.self)
  }

  /// The rectangle of a full code; nil for any other text. Digits beyond the fifteenth say nothing.
  public static func decode(_ code: String) -> CodeArea? {
    guard isFull(code) else { return nil }
    let values = code.utf8.compactMap { value(of: $0) }.prefix(most)
    var (up, round): (Int64, Int64) = (0, 0)
    var (high, wide) = (20 * north, 20 * east)
    for (at, value) in values.enumerated() {
      if at >= pairs {
        high /= 5
        wide /= 4
        up += Int64(value / 4) * high
        round += Int64(value % 4) * wide
      } else if at % 2 == 0 {
        if at > 0 { high /= 20 }
        up += Int64(value) * high
      } else {
        if at > 1 { wide /= 20 }
        round += Int64(value) * wide
      }
    }
    func degrees(_ steps: Int64, _ per: Int64, _ half: Double) -> Double {
      Double(steps - Int64(half) * per) / Double(per)
    }
    return CodeArea(
      south: degrees(up, north, 90), west: degrees(round, east, 180),
      north: degrees(up + high, north, 90), east: degrees(round + wide, east, 180),
      length: values.count)
  }

  /// Leaves out the leading digits that `near` gives back: two, four, six or eight of them. A code
  /// that cannot be shortened comes back whole; nil unless `code` is full and not padded.
  public static func shorten(_ code: String, near: Coordinate) -> String? {
    guard let area = decode(code), !code.utf8.contains(zero), let centre = area.centre
    else { return nil }
    let written = String(decoding: code.utf8.map(capital), as: UTF8.self)
    let apart = max(
      abs(centre.degreesNorth - near.degreesNorth), abs(centre.degreesEast - near.degreesEast))
    // 0.3 of a cell instead of half, so that a slightly different reference still works.
    for (left, cell) in [(8, 0.0025), (6, 0.05), (4, 1.0), (2, 20.0)] where apart < cell * 0.3 {
      return String(written.dropFirst(left))
    }
    return written
  }

  /// The full code nearest to `near` that a short one stands for; a full one comes back in
  /// capitals. Nil for what is not a code.
  public static func recover(_ code: String, near: Coordinate) -> String? {
    let written = code.utf8.map(capital)
    if isFull(code) { return String(decoding: written, as: UTF8.self) }
    guard isShort(code), let at = written.firstIndex(of: plus) else { return nil }
    let missing = plusAt - at
    let (lat, lng) = (near.degreesNorth, near.degreesEast)
    guard let here = encode(latitude: lat, longitude: lng),
      let area = decode(
        String(decoding: Array(here.utf8.prefix(missing)) + written, as: UTF8.self))
    else { return nil }
    let cells: [Int: Double] = [2: 20, 4: 1, 6: 0.05, 8: 0.0025]
    let cell = cells[missing] ?? 20
    var north = (area.south + area.north) / 2
    var east = (area.west + area.east) / 2
    if lat + cell / 2 < north, north - cell >= -90 {
      north -= cell
    } else if lat - cell / 2 > north, north + cell <= 90 {
      north += cell
    }
    if lng + cell / 2 < east {
      east -= cell
    } else if lng - cell / 2 > east {
      east += cell
    }
    return encode(latitude: north, longitude: east, length: area.length)
  }
}
