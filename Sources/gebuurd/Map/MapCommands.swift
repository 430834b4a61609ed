import ArgumentParser
import Glibc
import NodeRuntime
import Proximity
import Vocabulary

/// Streets, addresses and travel times.
struct MapCommands: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "The streets around the neighbourhood: import them, look at them, ask how far.",
    discussion: """
      Example:
        gebuurd map import --directory ./node wechelderzande.osm.pbf
        gebuurd map time --directory ./node "Vlimmersebaan 12" 9F367Q6R+ --by e-bike
      Extracts of OpenStreetMap are at https://download.geofabrik.de, among other places.
      """,
    subcommands: [
      ImportMap.self, ExportMap.self, MapInfo.self, MapTime.self, MapReach.self,
    ])

  /// Runs `body`; a fault becomes one sentence that says what to do.
  static func faults<T>(_ path: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let fault as MapFault {
      throw MapFailure(description: "\(path) \(sentence(fault))")
    } catch let fault as FileFault {
      throw MapFailure(description: "\(fault.path): \(String(cString: strerror(fault.code))).")
    }
  }

  private static func sentence(_ fault: MapFault) -> String {
    switch fault {
    case .notOpenStreetMap: "is not an OpenStreetMap file (.osm.pbf, .osm or .osm.gz)."
    case .endsEarly(let at): "ends in the middle of something, at byte \(at). Download it again."
    case .damaged(let at, let what): "is damaged at byte \(at): \(what). Download it again."
    case .needs(let feature): "needs something this gebuurd cannot read: \(feature)."
    case .noStreets: "holds no streets."
    case .tooLarge(let what): "has too many \(what) for one map. Take a smaller extract."
    case .notAMap(let what):
      "is not a map of this gebuurd (\(what)). Import it again: gebuurd map import FILE."
    }
  }
}

/// A fault as the operator reads it.
struct MapFailure: Error, CustomStringConvertible {
  let description: String

  static func noMap(in directory: String) -> MapFailure {
    MapFailure(
      description: "There is no map in \(directory). Import one: gebuurd map import FILE.")
  }
}

/// By what, and how fast.
struct TravelOptions: ParsableArguments {
  @Option(help: "By what: \(Means.allCases.map(\.rawValue).joined(separator: ", ")).")
  var by = "bicycle"
  @Option(help: "Speed on a good road in km/h; for a car the most it drives. Usual by default.")
  var speed: Double?

  func validate() throws {
    guard Means(rawValue: by) != nil else { throw ValidationError("--by is not one of those") }
    guard travel != nil else { throw ValidationError("--speed must be 0.5 to 200 km/h") }
  }

  /// Nil for a speed out of range.
  var travel: Travel? {
    guard let means = Means(rawValue: by) else { return nil }
    guard let speed else { return Travel(usual: means) }
    guard speed > 0, speed < 1_000 else { return nil }
    return Travel(means, speed: Int((speed * 1_000).rounded()))
  }
}

/// A place somebody typed.
struct TypedPlace {
  let label: String
  let point: Coordinate

  init(_ text: String, on map: StreetMap?) throws {
    let known = map.map { AddressBook($0).resolve(text) }
    let plain = AddressBook.point(text)
    switch known {
    case .one(let point, let place):
      self.init(place?.label ?? text, point)
    case .several(let places):
      let list = places.map { "  \($0.label)" }.joined(separator: "\n")
      throw MapFailure(description: "\"\(text)\" may be several places. Which one?\n\(list)")
    case .some(.none), nil:
      guard let plain else {
        throw MapFailure(
          description: map == nil
            ? "Without a map only full Plus Codes and coordinates are understood. "
              + "Import one: gebuurd map import FILE."
            : "Nothing like \"\(text)\" is on the map. "
              + "A Plus Code or coordinates (51.26,4.79) work too.")
      }
      self.init(text, plain)
    }
  }

  private init(_ label: String, _ point: Coordinate) {
    self.label = label
    self.point = point
  }
}

/// A place as JSON.
struct PlaceReport: Encodable {
  let label: String
  let latitude: Double
  let longitude: Double
  let area: String?

  init(_ place: TypedPlace) {
    label = place.label
    latitude = place.point.degreesNorth
    longitude = place.point.degreesEast
    area = Cell(place.point).area?.code
  }
}
