import Vocabulary

/// A picture of what is in reach: the streets in grey, and those in reach in the colour of their
/// time. SVG 1.1, self-contained.
public enum ReachDrawing {
  private static let size = 900.0
  /// From near to far; told apart by lightness too, for whoever does not see the colours.
  private static let colours = ["#08306b", "#2171b5", "#41ab5d", "#fd8d3c", "#fdd049"]

  /// Draws a search. `title` is put above it; the attribution of OpenStreetMap always below.
  public static func svg(of reach: Surroundings, title: String) -> String {
    let frame = Frame(reach)
    var lines = [String](repeating: "", count: colours.count)
    var streets = ""
    if let map = reach.map {
      for node in nodes(of: map, in: frame) {
        for edge in map.edges(of: node) {
          let end = Int(map.edgeEnd(edge))
          // Both directions are one line.
          guard node < end || !map.edges(of: end).contains(where: { map.edgeEnd($0) == node })
          else { continue }
          let path = "M\(frame.place(map.point(node)))L\(frame.place(map.point(end)))"
          if let band = band(reach, UInt32(node), UInt32(end)) {
            lines[band] += path
          } else {
            streets += path
          }
        }
      }
    }
    return document(reach, title: title, frame: frame, streets: streets, lines: lines)
  }

  private static func document(
    _ reach: Surroundings, title: String, frame: Frame, streets: String, lines: [String]
  ) -> String {
    let height = size + 70
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(tenths(size)) \(tenths(height))" \
      font-family="sans-serif">
      <title>\(escaped(title))</title>
      <rect width="100%" height="100%" fill="#ffffff"/>
      <clipPath id="map"><rect width="\(tenths(size))" height="\(tenths(size))"/></clipPath>
      <g clip-path="url(#map)" fill="none" stroke-linecap="round">
      <path stroke="#d0d0d0" stroke-width="1.5" d="\(streets)"/>

      """
    for (colour, path) in zip(colours, lines).reversed() {
      text += "<path stroke=\"\(colour)\" stroke-width=\"3\" d=\"\(path)\"/>\n"
    }
    if reach.model == .crow {
      let radius = tenths(frame.pixels(metres: Frame.crowMetres(reach)))
      text += "<circle cx=\"\(tenths(size / 2))\" cy=\"\(tenths(size / 2))\" r=\"\(radius)\" "
      text += "stroke=\"\(colours[1])\" stroke-width=\"3\" stroke-dasharray=\"8 6\"/>\n"
    }
    let parts = frame.place(reach.origin).split(separator: " ")
    text += "<circle cx=\"\(parts[0])\" cy=\"\(parts.last ?? "0")\" r=\"7\" fill=\"#c00000\" "
    text += "stroke=\"#ffffff\" stroke-width=\"2\"/>\n</g>\n"
    text += label(10, size + 24, 18, title)
    for (band, colour) in colours.enumerated() where reach.model == .streets {
      let x = 10 + Double(band) * 110
      text += "<rect x=\"\(tenths(x))\" y=\"\(tenths(size + 36))\" width=\"16\" height=\"10\" "
      text += "fill=\"\(colour)\"/>\n"
      let seconds = reach.limit * Int64(band + 1) / Int64(colours.count) / 1_000
      text += label(x + 22, size + 46, 13, minutes(seconds))
    }
    return text + label(10, size + 63, 12, StreetMap.attribution) + "</svg>\n"
  }

  private static func minutes(_ seconds: Int64) -> String {
    seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s"
  }

  private static func label(_ x: Double, _ y: Double, _ size: Int, _ text: String) -> String {
    "<text x=\"\(tenths(x))\" y=\"\(tenths(y))\" font-size=\"\(size)\">\(escaped(text))</text>\n"
  }

  /// Which fifth of the time a stretch is reached in; nil when it is not.
  private static func band(_ reach: Surroundings, _ a: UInt32, _ b: UInt32) -> Int? {
    guard let one = reach.labels[a], let other = reach.labels[b], reach.limit > 0 else {
      return nil
    }
    let share = Int64(max(one.time, other.time)) * Int64(colours.count) / reach.limit
    return min(Int(share), colours.count - 1)
  }

  private static func nodes(of map: StreetMap, in frame: Frame) -> [Int] {
    (0..<map.layout.cells).lazy.map { map.cell($0) }
      .filter { frame.shows($0.centre) }.flatMap { Array(map.nodes(in: $0)) }
  }

  private static func escaped(_ text: String) -> String {
    var safe = ""
    for character in text {
      switch character {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      default: safe.append(character)
      }
    }
    return safe
  }

  /// A number with one decimal.
  static func tenths(_ value: Double) -> String {
    let tenths = Int64((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// The square of the globe that is drawn: flat, which a few kilometres nearly are.
  struct Frame {
    private let middle: Coordinate
    private let scale: Double
    private let narrow: Double
    private let half: Double

    init(_ reach: Surroundings) {
      middle = reach.origin
      narrow = max(Trigonometry.cosine(Trigonometry.radians(middle.degreesNorth)), 0.01)
      var furthest = 200.0
      if let map = reach.map, reach.model == .streets {
        for node in reach.labels.nodes {
          furthest = max(furthest, middle.metres(to: map.point(Int(node))))
        }
      } else {
        furthest = Self.crowMetres(reach)
      }
      half = min(furthest * 1.05, 500_000)
      scale = ReachDrawing.size / 2 / half
    }

    /// How far the crow gets, less its detour.
    static func crowMetres(_ reach: Surroundings) -> Double {
      let speed =
        reach.travel.means == .car
        ? min(reach.travel.speed, Means.carWithoutStreets) : reach.travel.speed
      let metres = Double(speed) * Double(reach.limit) / 3_600_000
      return max(metres * 100 / Double(reach.travel.means.detour), 1)
    }

    private static let metresPerDegree = 111_195.0

    private func offset(_ point: Coordinate) -> (east: Double, north: Double) {
      (
        (point.degreesEast - middle.degreesEast) * narrow * Self.metresPerDegree,
        (point.degreesNorth - middle.degreesNorth) * Self.metresPerDegree
      )
    }

    func shows(_ point: Coordinate) -> Bool {
      let offset = offset(point)
      return abs(offset.east) < half + 400 && abs(offset.north) < half + 400
    }

    func pixels(metres: Double) -> Double { metres * scale }

    /// "x y" in the picture.
    func place(_ point: Coordinate) -> String {
      let offset = offset(point)
      let centre = ReachDrawing.size / 2
      return tenths(centre + offset.east * scale) + " " + tenths(centre - offset.north * scale)
    }
  }
}
