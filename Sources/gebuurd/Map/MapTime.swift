import ArgumentParser
import NodeRuntime
import Proximity
import Vocabulary

/// How long it takes from one place to another.
struct MapTime: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time",
    abstract: "How long it takes from one place to another.",
    discussion: """
      Places are addresses, Plus Codes or coordinates. Examples:
        gebuurd map time --directory ./node "Vlimmersebaan 12" "Vlimmersebaan 3"
        gebuurd map time --directory ./node 9F367Q6R+ 51.2601,4.7902 --by foot --json
      Without a map it is as the crow flies with a usual detour, and the answer says so.
      """)

  @OptionGroup var place: DirectoryOption
  @Argument(help: "From where.") var from: String
  @Argument(help: "To where.") var to: String
  @OptionGroup var options: TravelOptions
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let directory = NodeDirectory(place.directory)
    let map = try MapCommands.faults(directory.map) { try directory.openMap() }
    guard let travel = options.travel else { return }
    let (start, end) = (try TypedPlace(from, on: map), try TypedPlace(to, on: map))
    let journey = Journey.between(start.point, end.point, by: travel, on: map)
    if json { return try Report.json(TimeReport(start, end, travel, journey)) }
    let time = "\(journey.seconds / 60) min \(journey.seconds % 60) s"
    print(
      "\(start.label) → \(end.label): \(time), \(journey.metres) m, by \(travel.means.rawValue)")
    switch journey.model {
    case .streets: print("Along the streets. \(StreetMap.attribution)")
    case .crow where map == nil: print("As the crow flies, with a usual detour: there is no map.")
    case .crow: print("As the crow flies, with a usual detour: no way along the streets is known.")
    }
  }
}

private struct TimeReport: Encodable {
  let from: PlaceReport
  let to: PlaceReport
  let by: String
  let kmh: Double
  let seconds: Int64
  let metres: Int64
  let model: String
  let attribution: String?

  init(_ from: TypedPlace, _ to: TypedPlace, _ travel: Travel, _ journey: Journey) {
    self.from = PlaceReport(from)
    self.to = PlaceReport(to)
    by = travel.means.rawValue
    kmh = Double(travel.speed) / 1_000
    seconds = journey.seconds
    metres = journey.metres
    model = journey.model.rawValue
    attribution = journey.model == .streets ? StreetMap.attribution : nil
  }
}

/// Everywhere within some minutes.
struct MapReach: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach",
    abstract: "Everywhere within some minutes, as areas (the nearest first) or as a picture.",
    discussion: """
      Examples:
        gebuurd map reach --directory ./node "Vlimmersebaan 12" --minutes 10
        gebuurd map reach --directory ./node "Vlimmersebaan 12" --minutes 10 --svg > reach.svg
      """)

  @OptionGroup var place: DirectoryOption
  @Argument(help: "From where.") var from: String
  @Option(help: "How many minutes, 1 to 360.") var minutes = 10
  @OptionGroup var options: TravelOptions
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print a picture as SVG.") var svg = false

  func validate() throws {
    guard (1...360).contains(minutes) else { throw ValidationError("--minutes must be 1 to 360") }
    guard !(json && svg) else { throw ValidationError("--json or --svg, not both") }
  }

  func run() throws {
    let directory = NodeDirectory(place.directory)
    let map = try MapCommands.faults(directory.map) { try directory.openMap() }
    guard let travel = options.travel else { return }
    let start = try TypedPlace(from, on: map)
    let reach = Surroundings(
      from: start.point, by: travel, within: Int64(minutes) * 60_000, on: map)
    let title = "\(minutes) min from \(start.label), by \(travel.means.rawValue)"
    if svg { return print(ReachDrawing.svg(of: reach, title: title), terminator: "") }
    let areas = reach.areas()
    if json { return try Report.json(ReachReport(start, travel, minutes, reach, areas)) }
    print(title)
    for (area, journey) in areas.sorted(by: { $0.journey.milliseconds < $1.journey.milliseconds }) {
      print("\(area.code)  \(journey.seconds / 60) min \(journey.seconds % 60) s")
    }
    switch reach.model {
    case .streets: print("\(areas.count) areas. \(StreetMap.attribution)")
    case .crow: print("No streets are known here: gebuurd map time tells a crow's time.")
    }
  }
}

private struct ReachReport: Encodable {
  struct Reached: Encodable {
    let area: String
    let seconds: Int64
    let metres: Int64
  }
  let from: PlaceReport
  let by: String
  let kmh: Double
  let minutes: Int
  let model: String
  let areas: [Reached]
  let attribution: String?

  init(
    _ from: TypedPlace, _ travel: Travel, _ minutes: Int, _ reach: Surroundings,
    _ areas: [(area: Area, journey: Journey)]
  ) {
    self.from = PlaceReport(from)
    by = travel.means.rawValue
    kmh = Double(travel.speed) / 1_000
    self.minutes = minutes
    model = reach.model.rawValue
    self.areas = areas.map {
      Reached(area: $0.area.code, seconds: $0.journey.seconds, metres: $0.journey.metres)
    }
    attribution = reach.model == .streets ? StreetMap.attribution : nil
  }
}
