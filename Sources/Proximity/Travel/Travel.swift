import Vocabulary

/// Somebody on the way: by what, and how fast.
public struct Travel: Hashable, Sendable {
  /// By what.
  public let means: Means
  /// Metres per hour on a good road; for a car the most it ever drives.
  public let speed: Int

  /// The usual speed unless another is given; nil for one outside `Means.speeds`.
  public init?(_ means: Means, speed: Int? = nil) {
    let speed = speed ?? means.usualSpeed
    guard Means.speeds.contains(speed) else { return nil }
    self.means = means
    self.speed = speed
  }

  /// By what, at its usual speed.
  public init(usual means: Means) {
    self.means = means
    speed = means.usualSpeed
  }

  /// What a stretch costs, in milliseconds, rounded up. Never less than the stretch at `speed`,
  /// and never more at a higher speed.
  @inline(__always)
  func cost(_ length: UInt32, _ passage: Passage) -> UInt32 {
    let milliseconds = Self.milliseconds(centimetres: Int64(length), at: speed(on: passage))
    return UInt32(clamping: milliseconds + Int64(passage.delay) * 1_000)
  }

  static func milliseconds(centimetres: Int64, at speed: Int) -> Int64 {
    (centimetres * 36_000 + Int64(speed) - 1) / Int64(speed)
  }

  /// Metres per hour on a stretch.
  private func speed(on passage: Passage) -> Int {
    if passage.has(Passage.ferry) { return min(speed, 10_000) }
    let surface = Surface(rawValue: passage.surface) ?? .bad
    switch means.network {
    case .bicycle:
      if passage.has(Passage.steps) { return min(speed, 1_500) }
      // Beside one's bicycle one walks.
      if passage.has(Passage.pushed) { return min(speed, 4_000) }
      return max(speed * surface.left / 100, 1)
    case .foot:
      return passage.has(Passage.steps) ? max(speed * 60 / 100, 1) : speed
    case .rollator:
      return max(speed * surface.left / 100, 1)
    case .car:
      return max(min(speed, Int(passage.carSpeed) * 1_000), 1)
    }
  }

  /// Metres per hour between a door and the nearest point of a street.
  var speedToStreet: Int { means == .car ? min(speed, 15_000) : speed }
}

/// How a time was found. Whoever shows a time says which.
public enum TravelModel: String, Sendable {
  /// Along the streets of the map.
  case streets
  /// As the crow flies, and a share more for the detour that streets make.
  case crow
}

/// How long, and how far.
public struct Journey: Hashable, Sendable {
  /// Milliseconds, not negative.
  public let milliseconds: Int64
  /// Metres travelled.
  public let metres: Int64
  /// How it was found.
  public let model: TravelModel

  /// Seconds, rounded up.
  public var seconds: Int64 { (milliseconds + 999) / 1_000 }

  /// Without streets: the shortest way over the globe and a detour of three tenths (cars: four).
  public static func crow(from: Coordinate, to: Coordinate, by travel: Travel) -> Journey {
    let centimetres = Int64((from.metres(to: to) * 100).rounded(.up)) * Int64(travel.means.detour)
    let speed =
      travel.means == .car ? min(travel.speed, Means.carWithoutStreets) : travel.speed
    return Journey(
      milliseconds: Travel.milliseconds(centimetres: (centimetres + 99) / 100, at: speed),
      metres: (centimetres + 9_999) / 10_000, model: .crow)
  }
}
