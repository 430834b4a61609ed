extension WayRules {
  /// Who may not go forward, and who not backward.
  static func oneWay(
    _ tags: Tags, _ highway: String
  ) -> (forward: Set<NetworkKind>, backward: Set<NetworkKind>) {
    let isRound = tags["junction"] == "roundabout" || tags["junction"] == "circular"
    let general = sense(
      tags["oneway"] ?? (isRound || highway.hasPrefix("motorway") ? "yes" : "no"))
    var cyclists = general
    if let own = tags["oneway:bicycle"] {
      cyclists = sense(own)
    } else if against(tags) {
      cyclists = 0
    }
    let cars = tags["oneway:motor_vehicle"].map(sense) ?? general
    let walkers = sense(tags["oneway:foot"] ?? "no")
    var closed: (forward: Set<NetworkKind>, backward: Set<NetworkKind>) = ([], [])
    for (kind, direction) in [
      (NetworkKind.bicycle, cyclists), (.car, cars), (.foot, walkers), (.rollator, walkers),
    ] {
      if direction > 0 { closed.backward.insert(kind) }
      if direction < 0 { closed.forward.insert(kind) }
    }
    return closed
  }

  /// 1: forward only, −1: backward only, 0: both ways.
  private static func sense(_ value: String) -> Int {
    switch value {
    case "yes", "true", "1": 1
    case "-1", "reverse": -1
    default: 0
    }
  }

  /// A cycleway against the traffic, in any of the ways it is written down.
  private static func against(_ tags: Tags) -> Bool {
    for key in ["cycleway", "cycleway:left", "cycleway:right", "cycleway:both"] {
      if let value = tags[key], value.hasPrefix("opposite") { return true }
    }
    for key in ["cycleway:left:oneway", "cycleway:right:oneway", "cycleway:both:oneway"] {
      if let value = tags[key], value == "no" || value == "-1" { return true }
    }
    return false
  }

  /// What a car makes of it, km/h: what is allowed, or usual, less what bends and corners take.
  static func carSpeed(_ tags: Tags, _ highway: String) -> UInt8 {
    let usual: Int =
      switch highway {
      case "motorway": 110
      case "motorway_link", "trunk": 80
      case "primary", "trunk_link": 65
      case "secondary", "primary_link": 60
      case "tertiary", "unclassified", "secondary_link", "tertiary_link": 45
      case "residential", "road": 30
      case "living_street", "service": 15
      case "ferry": 10
      default: 15
      }
    guard let most = limit(tags["maxspeed"]) else { return UInt8(usual) }
    let driven = most >= 70 ? most * 9 / 10 : most * 8 / 10
    return UInt8(min(max(min(driven, usual * 3 / 2), 5), 130))
  }

  /// `50`, `30 mph`, `walk`, `BE:urban`; nil for what says no number.
  private static func limit(_ text: String?) -> Int? {
    guard let text else { return nil }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if let number = Int(digits), number > 0, number < 1_000 {
      return text.hasSuffix("mph") ? number * 1_609 / 1_000 : number
    }
    if text == "walk" || text.hasSuffix(":living_street") { return 20 }
    if text.hasSuffix(":urban") { return 50 }
    if text.hasSuffix(":zone30") { return 30 }
    if text.hasSuffix(":rural") { return 70 }
    return text.hasSuffix(":motorway") ? 120 : nil
  }
}

/// What stands at a point of a street.
struct PointRules: Hashable {
  /// Bits of `NetworkKind`: who does not get through.
  var closed: UInt8 = 0
  /// Seconds it takes.
  var delay: UInt8 = 0

  /// Nil when nothing there hinders anybody.
  init?(_ tags: Tags) {
    if tags["highway"] == "traffic_signals" { delay = 10 }
    if let barrier = tags["barrier"] {
      let (shut, wait): ([NetworkKind], UInt8) =
        switch barrier {
        case "bollard", "block", "planter", "jersey_barrier": ([.car], 0)
        case "cycle_barrier", "chicane": ([.car], 10)
        case "gate", "lift_gate", "swing_gate", "sliding_gate": ([], 10)
        case "stile", "turnstile", "full-height_turnstile": ([.car, .bicycle, .rollator], 10)
        case "kissing_gate", "hampshire_gate": ([.car, .rollator], 15)
        case "horse_stile", "motorcycle_barrier", "bus_trap", "sump_buster": ([.car], 0)
        case "wall", "fence", "hedge", "debris", "log": ([.car, .bicycle, .rollator, .foot], 0)
        default: ([], 0)
        }
      delay += wait
      for kind in shut { closed |= kind.bit }
      judge(tags)
    }
    guard closed != 0 || delay != 0 else { return nil }
  }

  /// Access tags on the barrier itself have the last word.
  private mutating func judge(_ tags: Tags) {
    let keys: [NetworkKind: [String]] = [
      .bicycle: ["access", "vehicle", "bicycle"], .foot: ["access", "foot"],
      .rollator: ["access", "foot", "wheelchair"],
      .car: ["access", "vehicle", "motor_vehicle", "motorcar"],
    ]
    for kind in NetworkKind.allCases {
      for value in (keys[kind] ?? []).compactMap({ tags[$0] }) {
        switch value {
        case "no", "private": closed |= kind.bit
        case "yes", "designated", "permissive", "destination": closed &= ~kind.bit
        default: break
        }
      }
    }
  }
}
