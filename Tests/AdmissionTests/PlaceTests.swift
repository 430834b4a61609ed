import Admission
import Exchange
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Where help is given")
struct PlaceTests {
  @Test("a party of an agreement says where, once both said yes; the last word counts")
  func shared() throws {
    var scene = try ExchangeTests.Scene()
    let agreement = try scene.propose(by: scene.bram)
    let yes = try scene.dorp.accept(scene.dorp.yes(agreement), by: scene.anna)
    #expect(try scene.agreement(agreement).acceptance == yes)
    let anna = try #require(scene.anna.resident)
    for byte in [1, 2] as [UInt8] {
      let said = try scene.dorp.accept(
        scene.dorp.place(agreement), by: scene.anna, content: scene.dorp.box(of: byte))
      let shared = SharedPlace(agreement: agreement, by: anna, update: said)
      #expect(scene.dorp.views.places[agreement] == [anna: shared])
    }
    #expect(scene.dorp.log.last?.entry.header.reach == .neighbourhood)
    try scene.dorp.accept(
      scene.dorp.place(agreement), by: scene.bram, content: scene.dorp.box())
    #expect(scene.dorp.views.places[agreement]?.count == 2)
  }

  @Test("before the yes, after the end, and by anybody else it is refused, each for its reason")
  func refusals() throws {
    var scene = try ExchangeTests.Scene()
    let agreement = try scene.propose(by: scene.bram)
    let box = scene.dorp.box()
    func refused(
      _ scene: inout ExchangeTests.Scene, by signer: Signer, of agreement: UpdateID,
      _ content: WireContent?
    ) throws -> Refusal? {
      refusal(try scene.dorp.submit(scene.dorp.place(agreement), by: signer, content: content))
    }
    let (anna, bram, lena) = (scene.anna, scene.bram, scene.lena)
    #expect(try refused(&scene, by: anna, of: agreement, box) == .notAgreedYet)
    try scene.dorp.accept(scene.dorp.yes(agreement), by: anna)
    #expect(try refused(&scene, by: lena, of: agreement, box) == .agreementNotYours)
    #expect(try refused(&scene, by: anna, of: UpdateID(bytes: .zero), box) == .agreementUnknown)
    for length in [0, Limits.placeBytes - 1, Limits.placeBytes + 1] {
      let other = scene.dorp.box(length)
      #expect(try refused(&scene, by: anna, of: agreement, other) == .badLength)
    }
    #expect(try refused(&scene, by: anna, of: agreement, nil) == .contentMissing)
    let clear = scene.dorp.text("Dorp 12")
    #expect(try refused(&scene, by: anna, of: agreement, clear) == .contentMissing)
    let no = try scene.dorp.submit(scene.dorp.stated(agreement, 10), by: anna, content: box)
    #expect(refusal(no) == .contentUnexpected)
    try scene.dorp.accept(scene.dorp.no(agreement), by: bram)
    #expect(try refused(&scene, by: anna, of: agreement, box) == .agreementNotOpen)
  }

  @Test("a yes without a key to seal for is refused")
  func sealKey() throws {
    var scene = try ExchangeTests.Scene()
    let agreement = try scene.propose(by: scene.bram)
    for length in [0, 31, 33] {
      let yes = WireUpdate.OneOf_Kind.agreementAccepted(
        .with {
          $0.agreement = Data(agreement.array)
          $0.sealKey = Data(repeating: 1, count: length)
        })
      #expect(try scene.refused(yes, by: scene.anna) == .badLength)
    }
  }

  @Test("across a border it goes to the other party's node and nowhere else, and is read there")
  func across() throws {
    var pair = try FederationTests.Pair()
    try pair.federate()
    let anna = try pair.here.resident("Anna", invitedBy: pair.lena)
    let tom = try pair.there.resident("Tom", invitedBy: pair.mieke)
    let listing = try pair.here.accept(
      .listingPosted(pair.here.listing(gift: true, reach: .federation)), by: anna,
      content: pair.here.text("Rit"))
    try pair.there.follow(pair.here)
    let agreement = try pair.there.accept(
      pair.there.proposal(on: listing, of: pair.here.node), by: tom)
    let entry = try #require(pair.there.log.last?.entry.hash)
    try pair.here.follow(pair.there)
    let early = try pair.there.submit(
      pair.there.place(agreement), by: tom, content: pair.there.box())
    #expect(refusal(early) == .notAgreedYet)
    try pair.here.accept(pair.here.yes(agreement, cites: entry), by: anna)
    try pair.here.accept(pair.here.place(agreement), by: anna, content: pair.here.box())
    let header = try #require(pair.here.log.last?.entry.header)
    #expect(header.reach == .addressed && header.audience == pair.there.node)
    try pair.there.follow(pair.here)
    let annaID = try #require(anna.resident)
    #expect(pair.there.views.places[agreement]?[annaID] != nil)
    #expect(pair.there.views.places == pair.here.views.places)
    #expect(pair.there.views.agreement(agreement) == pair.here.views.agreement(agreement))
  }
}
