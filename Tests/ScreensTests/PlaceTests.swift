import Exchange
import Screens
import Testing
import Vocabulary

@Suite("Places as people read them")
struct PlaceTests {
  private func text(_ line: AgreementLine) -> String {
    AgreementsScreen(agreements: [line]).text(on: Fixture.page(.english))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("who comes reads where, with the map's makers named, until the agreement has ended")
  func place() {
    let open = text(Fixture.agreement(.agreed, place: Fixture.place))
    #expect(open.contains("Vlimmersebaan 12, Wechelderzande (9F367Q7Q+2X)"))
    #expect(open.contains("© OpenStreetMap contributors, ODbL"))
    let plain = PlaceLine(code: "9F367Q7Q+2X", words: "", isFromMap: false)
    #expect(!text(Fixture.agreement(.agreed, place: plain)).contains("OpenStreetMap"))
    #expect(!text(Fixture.agreement(.settled, place: Fixture.place)).contains("Vlimmersebaan"))
  }

  @Test("who is visited reads how to share, or that it was shared, in one line")
  func sharing() {
    let id = Fixture.update(9).short
    #expect(
      text(Fixture.agreement(.agreed, iHelp: false, sharing: .open))
        .contains("gebuur place share \(id)"))
    let shared = text(Fixture.agreement(.agreed, iHelp: false, sharing: .shared))
    #expect(shared.contains("knows your address") && !shared.contains("place share"))
    #expect(!text(Fixture.agreement(.agreed)).contains("address"))
  }

  @Test("the address on this device comes with the area that others see")
  func home() {
    let screen = PlaceScreen(home: Fixture.place)
    let said = screen.text(on: Fixture.page(.english))
    #expect(said.contains("9F367Q7Q+2X") && said.contains("9F367Q7Q+\n"))
    #expect(said.contains("© OpenStreetMap contributors, ODbL"))
    #expect(
      PlaceScreen(home: nil).text(on: Fixture.page(.dutch)).contains("gebuur plaats zet"))
  }
}
