import Vocabulary

extension Means {
  /// Who follows the same streets as this one: an e-bike goes where a bicycle goes.
  var network: NetworkKind {
    switch self {
    case .bicycle, .eBike: .bicycle
    case .foot: .foot
    case .rollator: .rollator
    case .car: .car
    }
  }

  /// Usual speed in metres per hour; for a car the most it ever drives.
  public var usualSpeed: Int {
    switch self {
    case .bicycle: 15_000
    case .eBike: 20_000
    case .foot: 4_500
    case .rollator: 2_500
    case .car: 120_000
    }
  }

  /// Speeds that can be asked for, metres per hour.
  public static let speeds = 500...200_000

  /// How much longer the way is than the crow flies, in per cent, where no streets are known.
  /// Measured in European towns: about 1.3 for people, a little more for cars.
  var detour: Int { self == .car ? 140 : 130 }

  /// What a car makes of its speed between traffic lights, where no streets are known.
  static let carWithoutStreets = 35_000
}

/// The four networks of one map.
enum NetworkKind: Int, CaseIterable, Sendable {
  case bicycle = 0
  case foot = 1
  case rollator = 2
  case car = 3

  var bit: UInt8 { 1 << UInt8(rawValue) }
}

/// What one direction of a stretch of street is to who travels it: four bytes in the map.
struct Passage: Hashable, Sendable {
  /// Who may go: a bit for each `NetworkKind`, and the bits below.
  var access: UInt8 = 0
  /// How good it goes, and what is special about it.
  var surface: UInt8 = 0
  /// The speed a car makes, km/h; 0 where none may go.
  var carSpeed: UInt8 = 0
  /// Seconds lost on it, at a gate, a traffic light or a quay.
  var delay: UInt8 = 0

  /// Cyclists get off and walk.
  static let pushed: UInt8 = 1 << 4
  static let steps: UInt8 = 1 << 5
  static let ferry: UInt8 = 1 << 6

  func allows(_ kind: NetworkKind) -> Bool { access & kind.bit != 0 }
  func has(_ flag: UInt8) -> Bool { access & flag != 0 }
}

/// How well a wheel rolls: the order is from best to worst.
enum Surface: UInt8, CaseIterable, Sendable {
  case smooth = 0
  case fair = 1
  case rough = 2
  case bad = 3

  /// Per cent of the speed on a smooth road that is left, for one who rolls.
  var left: Int { [100, 90, 75, 55][Int(rawValue)] }
}
