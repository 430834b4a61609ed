/// What the tags of a way say of who may travel it, in which direction, and how well.
///
/// Follows https://wiki.openstreetmap.org/wiki/OSM_tags_for_routing/Access_restrictions with the
/// Belgian defaults. Nil for a way nobody travels.
struct WayRules {
  let forward: Passage
  let backward: Passage
  /// The street's name, for the index.
  let name: String?
  /// Whether this stretch comes from a map of ours: nothing on it is reckoned anew.
  let isExact: Bool

  init?(_ tags: Tags) {
    if let exact = Self.exported(tags) {
      self = exact
      return
    }
    let isFerry = tags["route"] == "ferry"
    let highway = tags["highway"] ?? (isFerry ? "ferry" : "")
    guard let usual = Self.usual[highway], tags["area"] != "yes" || highway == "pedestrian"
    else { return nil }
    var passage = Passage()
    for kind in NetworkKind.allCases where Self.may(kind, usual, tags) {
      passage.access |= kind.bit
    }
    let walks = passage.allows(.foot)
    if !passage.allows(.bicycle), walks, Self.mayPush(tags) {
      passage.access |= NetworkKind.bicycle.bit | Passage.pushed
    }
    if tags["bicycle"] == "dismount", walks {
      passage.access |= NetworkKind.bicycle.bit | Passage.pushed
    }
    if highway == "steps" {
      passage.access |= Passage.steps
      passage.access &= ~NetworkKind.rollator.bit
    }
    if isFerry { passage.access |= Passage.ferry }
    let surface = Self.surface(tags, highway)
    passage.surface = surface.rawValue
    if surface == .bad || tags["wheelchair"] == "no" { passage.access &= ~NetworkKind.rollator.bit }
    if passage.allows(.car) { passage.carSpeed = Self.carSpeed(tags, highway) }
    guard passage.access & 0x0f != 0 else { return nil }
    let closed = Self.oneWay(tags, highway)
    forward = Self.without(closed.forward, passage)
    backward = Self.without(closed.backward, passage)
    name = isFerry ? nil : Named.clean(tags["name"])
    isExact = false
  }

  private init(exact forward: Passage, _ backward: Passage) {
    self.forward = forward
    self.backward = backward
    name = nil
    isExact = true
  }

  /// What `MapExport` wrote; nil for a way of OpenStreetMap's own.
  private static func exported(_ tags: Tags) -> WayRules? {
    let passages = [MapExport.forward, MapExport.backward].map { key in
      tags[key].map(Passage.init(exported:)) ?? Passage()
    }
    guard let forward = passages[0], let backward = passages[1],
      (forward.access | backward.access) & 0x0f != 0,
      tags[MapExport.forward] != nil || tags[MapExport.backward] != nil
    else { return nil }
    return WayRules(exact: forward, backward)
  }

  private static func without(_ closed: Set<NetworkKind>, _ passage: Passage) -> Passage {
    var left = passage
    for kind in closed { left.access &= ~kind.bit }
    if closed.contains(.car) { left.carSpeed = 0 }
    return left
  }

  /// Who uses a kind of way when no tag says otherwise: cyclists, walkers, cars.
  private static let usual: [String: (Bool, Bool, Bool)] = {
    var table: [String: (Bool, Bool, Bool)] = [:]
    for name in ["motorway", "motorway_link"] { table[name] = (false, false, true) }
    for name in ["trunk", "trunk_link", "primary", "secondary", "tertiary", "unclassified"] {
      table[name] = (true, true, true)
    }
    for name in ["primary_link", "secondary_link", "tertiary_link", "residential"] {
      table[name] = (true, true, true)
    }
    for name in ["living_street", "service", "road", "ferry"] { table[name] = (true, true, true) }
    for name in ["track", "bridleway", "path"] { table[name] = (name != "bridleway", true, false) }
    table["cycleway"] = (true, true, false)
    table["busway"] = (false, false, false)
    for name in ["footway", "pedestrian", "steps", "corridor", "platform"] {
      table[name] = (false, true, false)
    }
    return table
  }()

  private static let open: Set = ["yes", "designated", "permissive", "official", "destination"]
  private static let also: Set = ["customers", "delivery", "optional_sidepath"]
  private static let shut: Set = ["no", "private", "use_sidepath", "agricultural", "forestry"]

  private static func may(
    _ kind: NetworkKind, _ usual: (Bool, Bool, Bool), _ tags: Tags
  ) -> Bool {
    let (keys, fallback): ([String], Bool) =
      switch kind {
      case .bicycle: (["access", "vehicle", "bicycle"], usual.0)
      case .foot: (["access", "foot"], usual.1)
      case .rollator: (["access", "foot", "wheelchair"], usual.1)
      case .car: (["access", "vehicle", "motor_vehicle", "motorcar"], usual.2)
      }
    var verdict = fallback
    if tags["motorroad"] == "yes", kind != .car { verdict = false }
    // The most particular tag is the last of the list, and has the last word.
    for key in keys {
      guard let value = tags[key] else { continue }
      // "access=yes" opens no track for cars: only what was open stays so.
      if open.contains(value) || also.contains(value) {
        verdict = key == "access" || key == "vehicle" ? verdict || fallback : true
      } else if shut.contains(value) || value == "dismount" {
        verdict = false
      }
    }
    return verdict
  }

  private static func mayPush(_ tags: Tags) -> Bool {
    guard let bicycle = tags["bicycle"] else { return true }
    return bicycle == "dismount"
  }

  private static let surfaces: [String: Surface] = [
    "asphalt": .smooth, "paved": .smooth, "concrete": .smooth, "concrete:plates": .smooth,
    "chipseal": .smooth, "wood": .fair, "metal": .fair, "concrete:lanes": .fair,
    "paving_stones": .fair, "bricks": .fair, "compacted": .fair, "fine_gravel": .fair,
    "sett": .rough, "unhewn_cobblestone": .bad, "cobblestone": .rough, "gravel": .rough,
    "unpaved": .rough, "dirt": .rough, "ground": .rough, "earth": .rough, "grass_paver": .rough,
    "pebblestone": .rough, "woodchips": .rough, "grass": .bad, "sand": .bad, "mud": .bad,
    "rock": .bad, "stepping_stones": .bad,
  ]
  private static let smoothness: [String: Surface] = [
    "excellent": .smooth, "good": .smooth, "intermediate": .fair, "bad": .rough,
    "very_bad": .bad, "horrible": .bad, "very_horrible": .bad, "impassable": .bad,
  ]
  private static let grades: [String: Surface] = [
    "grade1": .smooth, "grade2": .fair, "grade3": .rough, "grade4": .rough, "grade5": .bad,
  ]

  private static func surface(_ tags: Tags, _ highway: String) -> Surface {
    let noted = tags["surface"].flatMap { surfaces[$0] }
    if let felt = tags["smoothness"].flatMap({ smoothness[$0] }) {
      return Surface(rawValue: max(felt.rawValue, noted?.rawValue ?? 0)) ?? felt
    }
    if let noted { return noted }
    if let grade = tags["tracktype"].flatMap({ grades[$0] }) { return grade }
    switch highway {
    case "track", "bridleway": return .rough
    case "path": return .fair
    default: return .smooth
    }
  }
}
