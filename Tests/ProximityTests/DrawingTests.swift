import Foundation
import Testing

import Vocabulary

@testable import Proximity

@Suite("A picture of what is in reach")
struct DrawingTests {
  @Test("it is well-formed, names its sources, and shows streets in reach and out of it")
  func drawn() throws {
    let map = try MadeVillage.usual().map()
    let reach = Surroundings(
      from: MadeVillage.point(0), by: Travel(usual: .bicycle), within: 60_000, on: map)
    let svg = ReachDrawing.svg(of: reach, title: "1 min from <Lindelaan> & \"so\"")
    #expect(isWellFormed(svg))
    #expect(svg.contains(StreetMap.attribution))
    #expect(svg.contains("&lt;Lindelaan&gt; &amp; &quot;so&quot;"))
    #expect(svg.contains("d=\"M") && svg.contains("12 s") && svg.contains("1 min"))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }

  @Test("without streets it draws how far the crow gets, and nothing else")
  func crow() throws {
    let here = try #require(Coordinate(degreesNorth: 51, east: 4))
    let reach = Surroundings(from: here, by: Travel(usual: .foot), within: 600_000, on: nil)
    let svg = ReachDrawing.svg(of: reach, title: "10 min")
    #expect(isWellFormed(svg) && svg.contains("stroke-dasharray"))
    #expect(!svg.contains("d=\"M"))
  }

  private func isWellFormed(_ text: String) -> Bool {
    var open: [String] = []
    let elements = text.split(separator: "<").dropFirst().map { $0.prefix { $0 != ">" } }
    for element in elements where !element.hasPrefix("?") && !element.hasSuffix("/") {
      let name = String(element.drop { $0 == "/" }.prefix { !$0.isWhitespace })
      if element.hasPrefix("/") {
        guard open.popLast() == name else { return false }
      } else {
        open.append(name)
      }
    }
    return open.isEmpty
      && text.split(separator: "\"", omittingEmptySubsequences: false).count % 2 == 1
  }
}
