import Foundation
import Testing

@testable import Proximity

@Suite("Finding a place by what people type")
struct AddressTests {
  let book: AddressBook

  init() throws { book = AddressBook(try MadeVillage.usual().map()) }

  private func label(_ text: String) -> String? {
    if case .one(_, let place) = book.resolve(text) { return place?.label }
    return nil
  }

  @Test(
    "an address is found however it is written",
    arguments: [
      "Lindelaan 12a", "lindelaan 12 A", "LINDELAAN 12a, Testdorp", "Lindelaan 12a 2275 Testdorp",
      "Lindeln 12a", "Lindelan 12a", "Lidnelaan 12a bus 3, testdrop",
    ])
  func written(_ text: String) { #expect(label(text) == "Lindelaan 12a, Testdorp") }

  @Test("marks, hyphens and abbreviations do not matter")
  func folded() {
    #expect(label("st. jansstr 3") == "Sint-Jansstraat 3, Testdorp")
    #expect(label("elodie jefstraat") == "Élodie & Jefstraat, Testdorp")
    #expect(Folding.fold("’s-Gravenstraße Øst") == "s gravenstrasse ost")
  }

  @Test("streets, villages and sites are found by name alone")
  func names() {
    #expect(label("Lindelaan") == "Lindelaan, Testdorp")
    #expect(label("Testdorp") == "Testdorp")
    #expect(label("ronde tafel") == nil)
    #expect(label("de ronde") == "De Ronde Tafel, Testdorp")
    #expect(label("enkelpad testdorp") == "Enkelpad, Testdorp")
  }

  @Test("a number that is not there gives its neighbours, never a guess")
  func suggestions() {
    guard case .several(let near) = book.resolve("Lindelaan 13") else {
      Issue.record("no list")
      return
    }
    #expect(near.map(\.number) == ["12a", "14"])
    guard case .several(let one) = book.resolve("Sint-Jansstraat 5") else {
      Issue.record("a guess")
      return
    }
    #expect(one.map(\.number) == ["3"])
  }

  @Test("codes and coordinates need no index")
  func codes() throws {
    let point = try #require(Coordinate(degreesNorth: 51.26, east: 4.79))
    #expect(AddressBook.point("51.26, 4.79") == point)
    #expect(AddressBook.point("51.26 4.79") == point)
    #expect(AddressBook.point("9F367Q6R+") == AddressBook.point("9f36 7q6r+"))
    #expect(AddressBook.point("95, 4") == nil && AddressBook.point("7Q6R+") == nil)
    #expect(AddressBook.point("nan, nan") == nil)
    if case .one(let near, nil) = book.resolve("2225+22") {
      #expect(near.metres(to: MadeVillage.point(7)) < 3_000)
    } else {
      Issue.record("a short code near the map was not found")
    }
  }

  @Test(
    "nonsense is nothing", arguments: ["", " ", ",", "12", "zzzzzzzz 4", "Lindelaan 12a, Gent"])
  func nothing(_ text: String) { #expect(book.resolve(text) == .none) }
}
