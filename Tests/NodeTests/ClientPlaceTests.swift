import ArgumentParser
import NodeRuntime
import Proximity
import Screens
import Sealing
import Testing
import Updates
import Vocabulary
import WireFormat

@testable import ResidentClient

@Suite("Places from a terminal")
struct ClientPlaceTests {
  /// Two streets; a "Dorp 12" in each of two villages.
  private static let streets = """
    <?xml version='1.0' encoding='UTF-8'?><osm version="0.6">
    <node id="1" lat="51.2600" lon="4.7890"/><node id="2" lat="51.2620" lon="4.7910"/>
    <node id="3" lat="51.2640" lon="4.7930"/><node id="4" lat="51.2560" lon="4.7850"/>
    \(house(5, "51.2615", "4.7905", "Vlimmersebaan", "12", "Wechelderzande"))
    \(house(6, "51.2598", "4.7889", "Dorp", "12", "Wechelderzande"))
    \(house(7, "51.2561", "4.7851", "Dorp", "12", "Gierle"))
    <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/>\(road("Vlimmersebaan"))</way>
    <way id="2"><nd ref="4"/><nd ref="1"/>\(road("Dorp"))</way></osm>
    """

  private static func house(
    _ id: Int, _ north: String, _ east: String, _ street: String, _ number: String, _ town: String
  ) -> String {
    """
    <node id="\(id)" lat="\(north)" lon="\(east)"><tag k="addr:street" v="\(street)"/>\
    <tag k="addr:housenumber" v="\(number)"/><tag k="addr:city" v="\(town)"/></node>
    """
  }

  private static func road(_ name: String) -> String {
    "<tag k=\"highway\" v=\"residential\"/><tag k=\"name\" v=\"\(name)\"/>"
  }

  private static func lay(_ village: ClientVillage) throws {
    try village.directory.replaceMap(MapImport.map(of: ArraySource(Array(streets.utf8))))
  }

  private static let home = "Vlimmersebaan 12, Wechelderzande"
  private static let code = PlusCode.encode(latitude: 51.2615, longitude: 4.7905) ?? ""
  private static let area = String(code.prefix(9))

  private func people(_ village: ClientVillage, _ names: String...) async throws {
    try await village.join("lena", with: village.founding)
    for name in names {
      let invitation = try await village.type("lena", "invite")["invitation"].string
      try await village.join(name, with: invitation)
    }
  }

  @Test("Codes and coordinates need no map and no node; without a map an address is told so")
  func withoutStreets() async throws {
    try await ClientVillage.run { village in
      try await people(village)
      await #expect(throws: Setback(.noStreets)) {
        try await village.type("lena", "plaats", "zet", "Vlimmersebaan 12")
      }
      #expect(try await village.type("lena", "place")["home"] == .null)
      // Posting learns the neighbourhood's area: short codes are read beside it.
      try await village.type("lena", "vraag", "Rit", "--geschenk")
      try village.reach("lena", false)
      let short = String(Self.code.dropFirst(4))
      for typed in ["51.2615, 4.7905", Self.code, Self.code.lowercased(), short] {
        let kept = try await village.type("lena", "plaats", "zet", typed)
        #expect(kept["home"]["code"].string == Self.code, "\(typed)")
        #expect(kept["area"].string == Self.area && kept["attribution"] == .null)
      }
      for typed in ["9F367Q7Q", "9f36 7q7q+", "7Q7Q+"] {
        let coarse = try await village.type("lena", "place", "set", typed)
        #expect(coarse["home"]["code"].string == "9F367Q7Q+", "\(typed)")
      }
      for typed in ["9F000000+", " ", String(repeating: "a", count: 201)] {
        await #expect(throws: Setback(.areaUnreadable, typed)) {
          try await village.type("lena", "plaats", "zet", typed)
        }
      }
      await #expect(throws: Setback.self) {
        try await village.type("lena", "plaats", "zet", "Vlimmersebaan 12")
      }
    }
  }

  @Test("An address is found in spite of slips, a doubtful one gives a short list, others nothing")
  func streets() async throws {
    try await ClientVillage.run { village in
      try await people(village)
      try Self.lay(village)
      for typed in ["Vlimmersebaan 12", "vlimersebaan 12", "Vlimmersebaan 12, Wechelderzande"] {
        let kept = try await village.type("lena", "plaats", "zet", typed)
        #expect(kept["home"]["text"].string == Self.home, "\(typed)")
        #expect(kept["home"]["code"].string == Self.code)
        #expect(kept["attribution"].string == "© OpenStreetMap contributors, ODbL")
      }
      do {
        try await village.type("lena", "plaats", "zet", "Dorp 12")
        Issue.record("one of two was taken")
      } catch let setback as Setback {
        #expect(setback.fault == .placeAmbiguous && Ending(setback.fault) == .notFound)
        #expect(setback.subject.contains("Dorp 12, Gierle"))
        #expect(setback.subject.contains("Dorp 12, Wechelderzande"))
      }
      let sure = try await village.type("lena", "plaats", "zet", "Dorp 12, Girle")
      #expect(sure["home"]["text"].string == "Dorp 12, Gierle")
      await #expect(throws: Setback(.placeUnknown, "Qqqqqqqq 4")) {
        try await village.type("lena", "plaats", "zet", "Qqqqqqqq 4")
      }
      var question = WireAskPlace()
      question.text = String(repeating: "a", count: AddressBook.textBytes + 1)
      let context = village.context("lena")
      await #expect(throws: Refused(.tooLarge, "text")) { try await context.ask(.place(question)) }
      await context.leave()
    }
  }

  @Test("Of a place only its area is signed and sent; where exactly stays sealed on the device")
  func onlyTheArea() async throws {
    try await ClientVillage.run { village in
      try await people(village)
      try Self.lay(village)
      try await village.type("lena", "vraag", "Eerst", "--geschenk")
      try await village.type("lena", "plaats", "zet", "Dorp 12, Wechelderzande")
      let own = try await village.type("lena", "vraag", "Dan", "--plaats", "Vlimmersebaan 12")
      try await village.type("lena", "aanbod", "Thuis", "--geschenk")
      let areas = try await village.type("lena", "bord")["listings"]
      let home = PlusCode.encode(latitude: 51.2598, longitude: 4.7889, length: 8)
      var seen: [String: String] = [:]
      for at in 0..<areas.count { seen[areas[at]["text"].string] = areas[at]["area"].string }
      #expect(seen == ["Eerst": "9F367Q7Q+", "Dan": Self.area, "Thuis": home ?? ""])

      let context = village.context("lena")
      let places = context.home.places
      #expect(Files.names(in: places).count == 2)
      for name in Files.names(in: places) {
        #expect(PrivateFolder.isPrivateFile(places + "/" + name))
      }
      let listing = try #require(Base32.decode(own["id"].string).flatMap { UpdateID($0) })
      #expect(try context.knownPlace(of: listing)?.words == Self.home)
      #expect(try context.knownPlace()?.words == "Dorp 12, Wechelderzande")
      for file in Files.names(in: places) {
        let box = try #require(try Files.read(places + "/" + file))
        #expect(!box.contains(Array("Wechelderzande".utf8)))
        #expect(!box.contains(Array(Self.area.utf8.prefix(8))))
        #expect(SealedBox.open(box, with: ResidentIdentity.random().channel, for: .ownPlace) == nil)
      }
      let kept = try village.everythingKept()
      #expect(kept.contains(Array("Thuis".utf8)))
      #expect(!kept.contains(Array(Self.code.utf8)) && !kept.contains(Array("Dorp 12".utf8)))
      #expect(!kept.contains(Array("Vlimmersebaan".utf8)))
      try await village.type("lena", "plaats", "vergeet")
      #expect(Files.names(in: places).isEmpty)
      #expect(try await village.type("lena", "plaats")["home"] == .null)
    }
  }

  @Test("Across a border the address is read by who comes, after both said yes, and by nobody else")
  func acrossTheBorder() async throws {
    try await ClientVillage.run { here in
      try await ClientVillage.run { there in
        try await people(here, "anna")
        try await people(there, "cas")
        try Self.lay(here)
        let card = try await there.type("lena", "federatie", "kaart")["card"].string
        let letter = try await here.type("lena", "federatie", "stel-voor", card)["letter"].string
        try await there.type("lena", "federatie", "aanvaard", letter)
        let asked = try await here.type(
          "anna", "vraag", "Samen naar de markt", "--geschenk", "--bereik", "federatie",
          "--plaats", "Vlimmersebaan 12")["id"].string
        try await eventually("the request is on the other board") {
          try await there.type("cas", "bord")["listings"].count == 1
        }
        let agreement = try await there.type("cas", "aanvaard", asked)["id"].string
        try await eventually("the proposal has arrived") {
          try await here.type("anna", "afspraken")["agreements"].count == 1
        }
        await #expect(throws: Refused(.notAgreedYet)) {
          try await here.type("anna", "plaats", "deel", agreement)
        }
        #expect(try await there.type("cas", "afspraken")["agreements"][0]["place"] == .null)
        let yes = try await here.type("anna", "aanvaard", agreement)
        #expect(yes["place_shared"] == .bool(true))
        #expect(
          try await here.type("anna", "afspraken")["agreements"][0]["place_shared"] == .bool(true))
        try await eventually("the address has arrived") {
          try await there.type("cas", "afspraken")["agreements"][0]["place"] != .null
        }
        let place = try await there.type("cas", "afspraken")["agreements"][0]["place"]
        #expect(place["text"].string == Self.home && place["code"].string == Self.code)
        #expect(
          try await there.type("cas", "toon", agreement)["agreements"][0]["place"] == place)
        for village in [here, there] {
          let kept = try village.everythingKept()
          #expect(kept.contains(Array("Samen naar de markt".utf8)))
          #expect(!kept.contains(Array("Vlimmersebaan".utf8)))
          #expect(!kept.contains(Array(Self.code.utf8)))
        }
      }
    }
  }

  @Test("Who is visited shares, never silently and never for help by phone")
  func sharing() async throws {
    try await ClientVillage.run { village in
      try await people(village, "anna", "bram")
      func agree(_ words: String, _ more: [String], by owner: String, with other: String)
        async throws -> (id: String, yes: JSON)
      {
        let listing = try await village.say(owner, ["aanbod", words, "--geschenk"] + more)["id"]
        let id = try await village.type(other, "aanvaard", listing.string)["id"].string
        return (id, try await village.type(owner, "aanvaard", id))
      }
      func row(_ person: String, _ id: String) async throws -> JSON {
        try await village.type(person, "toon", id)["agreements"][0]
      }
      // An offer: the proposer is visited, and tells where in their own time.
      let visit = try await agree("Ik maai", [], by: "anna", with: "bram")
      #expect(visit.yes["place_shared"] == .bool(false))
      await #expect(throws: Setback(.noPlace)) {
        try await village.type("bram", "plaats", "deel", visit.id)
      }
      try await village.type("bram", "plaats", "deel", visit.id, "--plaats", Self.code)
      #expect(try await row("anna", visit.id)["place"]["code"].string == Self.code)
      #expect(try await row("bram", visit.id)["place_shared"] == .bool(true))
      // A later word counts.
      try await village.type("bram", "plaats", "zet", "51.2598, 4.7889")
      try await village.type("bram", "plaats", "deel", visit.id)
      #expect(try await row("anna", visit.id)["place"]["code"].string != Self.code)
      try await village.type("bram", "weiger", visit.id)
      #expect(try await row("anna", visit.id)["place"] == .null)

      let call = try await agree("Ik bel", ["--op-afstand"], by: "anna", with: "bram")
      await #expect(throws: Setback(.nobodyComes)) {
        try await village.type("bram", "plaats", "deel", call.id)
      }
      // A request: the asker is visited.
      let asked = try await village.type("bram", "vraag", "Gazon", "--geschenk")["id"].string
      let offered = try await village.type("anna", "aanvaard", asked)["id"].string
      let quiet = try await village.type("bram", "aanvaard", offered, "--zonder-plaats")
      #expect(quiet["place_shared"] == .bool(false))
      #expect(try await row("anna", offered)["place"] == .null)
      try await village.type("bram", "place", "share", offered)
      #expect(try await row("anna", offered)["place"] != .null)
      #expect(try await village.type("lena", "afspraken")["agreements"].count == 0)
    }
  }
}

extension ClientVillage {
  fileprivate func say(_ person: String, _ words: [String]) async throws -> JSON {
    let command = try #require(try GebuurCommand.parseAsRoot(words) as? any ClientCommand)
    let context = context(person)
    do {
      let json = try await command.screen(context).json
      await context.leave()
      return json
    } catch {
      await context.leave()
      throw error
    }
  }
}
