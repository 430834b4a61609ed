/// A point on the globe, in ten-millionths of a degree (about a centimetre), as OpenStreetMap
/// keeps them.
public struct Coordinate: Hashable, Sendable {
  /// North of the equator, −900,000,000 to 900,000,000.
  public let latitude: Int32
  /// East of Greenwich, −1,800,000,000 to 1,800,000,000.
  public let longitude: Int32

  /// Steps of a degree.
  public static let perDegree = 10_000_000.0

  /// Nil for a point that is not on the globe.
  public init?(latitude: Int64, longitude: Int64) {
    guard latitude.magnitude <= 900_000_000, longitude.magnitude <= 1_800_000_000 else {
      return nil
    }
    self.latitude = Int32(latitude)
    self.longitude = Int32(longitude)
  }

  /// Takes degrees; nil for what is not a point on the globe, infinities included.
  public init?(degreesNorth: Double, east: Double) {
    guard abs(degreesNorth) <= 90, abs(east) <= 180 else { return nil }
    latitude = Int32((degreesNorth * Self.perDegree).rounded())
    longitude = Int32((east * Self.perDegree).rounded())
  }

  init(uncheckedLatitude: Int32, longitude: Int32) {
    latitude = uncheckedLatitude
    self.longitude = longitude
  }

  /// False only for one that was taken unchecked.
  var isOnGlobe: Bool {
    latitude.magnitude <= 900_000_000 && longitude.magnitude <= 1_800_000_000
  }

  /// Degrees north of the equator.
  public var degreesNorth: Double { Double(latitude) / Self.perDegree }
  /// Degrees east of Greenwich.
  public var degreesEast: Double { Double(longitude) / Self.perDegree }

  /// Metres over the globe, as a sphere of 6,371,008.8 m: the shortest way there is.
  public func metres(to other: Coordinate) -> Double {
    SpherePoint(self).chord(to: SpherePoint(other)).metres
  }

  /// In metres.
  static let earthRadius = 6_371_008.8
}

/// A point as a place in space, on a sphere of radius 1: telling which of many is nearest takes no
/// sines any more once they are all known like this.
struct SpherePoint {
  private let x: Double
  private let y: Double
  private let z: Double

  init(_ point: Coordinate) {
    let north = Trigonometry.radians(point.degreesNorth)
    let east = Trigonometry.radians(point.degreesEast)
    let flat = Trigonometry.cosine(north)
    x = flat * Trigonometry.cosine(east)
    y = flat * Trigonometry.sine(east)
    z = Trigonometry.sine(north)
  }

  /// The straight line through the globe to another.
  func chord(to other: SpherePoint) -> Chord {
    let (x, y, z) = (x - other.x, y - other.y, z - other.z)
    return Chord(square: x * x + y * y + z * z)
  }
}

/// A straight line through the globe: the longer it is, the further over the globe.
struct Chord: Comparable {
  private let square: Double

  fileprivate init(square: Double) { self.square = square }

  /// The line under so many metres over the globe, at most halfway round it.
  init(metres: Double) {
    let half = Trigonometry.sine(metres / Coordinate.earthRadius / 2)
    square = 4 * half * half
  }

  /// Metres over the globe.
  var metres: Double {
    2 * Trigonometry.arcsine(square.squareRoot() / 2) * Coordinate.earthRadius
  }

  static func < (a: Chord, b: Chord) -> Bool { a.square < b.square }
}

/// Sine, cosine and arcsine from additions and products alone.
///
/// Why not the C library's: its last bit differs between machines, and the same extract must give
/// the same map, byte for byte, on each of them.
enum Trigonometry {
  static func radians(_ degrees: Double) -> Double { degrees * (Double.pi / 180) }

  /// Of an angle between −π and π.
  static func sine(_ angle: Double) -> Double {
    var x = angle
    if x > .pi / 2 { x = .pi - x }
    if x < -.pi / 2 { x = -.pi - x }
    return series(x, from: x, divisor: 2)
  }

  /// Of an angle between −π and π.
  static func cosine(_ angle: Double) -> Double {
    let x = abs(angle)
    return x > .pi / 2 ? -series(.pi - x, from: 1, divisor: 1) : series(x, from: 1, divisor: 1)
  }

  /// Taylor's series with eleven terms after the first: exact to the last bits below π/2.
  private static func series(_ x: Double, from first: Double, divisor: Double) -> Double {
    var term = first
    var sum = first
    var n = divisor
    let square = x * x
    for _ in 0..<11 {
      term = -term * square / (n * (n + 1))
      sum += term
      n += 2
    }
    return sum
  }

  /// Of a number between 0 and 1, by Newton's method on the sine.
  static func arcsine(_ value: Double) -> Double {
    let value = min(max(value, 0), 1)
    // Turning it round first keeps Newton's method away from the flat top of the sine. The bound is
    // above √½, or a value just below it would be turned round for ever.
    if value > 0.71 { return .pi / 2 - arcsine((1 - value * value).squareRoot()) }
    var angle = value
    for _ in 0..<4 { angle -= (sine(angle) - value) / cosine(angle) }
    return angle
  }
}
