import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Sealing
import Simulation
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Offers, requests and agreements")
struct ExchangeTests {
  /// Lena asks for a ride; Anna and Bram may answer.
  struct Scene {
    var dorp: TestNeighbourhood
    let lena: Signer
    let anna: Signer
    let bram: Signer
    let listing: UpdateID

    init(
      minutes: UInt32 = 60, gift: Bool = false, wanted: UInt32 = 1,
      side: WireListingSide = .request
    ) throws {
      dorp = try TestNeighbourhood()
      lena = try dorp.regisseur()
      anna = try dorp.resident("Anna", invitedBy: lena)
      bram = try dorp.resident("Bram", invitedBy: lena)
      listing = try dorp.accept(
        .listingPosted(dorp.listing(side, minutes: minutes, gift: gift, wanted: wanted)),
        by: anna, content: dorp.text("Rit naar het dienstencentrum"))
    }

    mutating func propose(by signer: Signer) throws -> UpdateID {
      try dorp.accept(dorp.proposal(on: listing), by: signer)
    }

    mutating func refused(_ kind: WireUpdate.OneOf_Kind, by signer: Signer) throws -> Refusal? {
      refusal(try dorp.submit(kind, by: signer))
    }

    func agreement(_ id: UpdateID) throws -> Agreement { try #require(dorp.views.agreement(id)) }
  }

  @Test("a ride asked, offered, agreed, stated and confirmed moves the minutes once")
  func wholePath() throws {
    var scene = try Scene()
    let agreement = try scene.propose(by: scene.bram)
    #expect(try scene.agreement(agreement).state == .proposed)
    try scene.dorp.accept(scene.dorp.yes(agreement), by: scene.anna)
    #expect(scene.dorp.views.listing(scene.listing)?.state(at: scene.dorp.now) == .filled)
    try scene.dorp.accept(scene.dorp.stated(agreement, 75), by: scene.bram)
    #expect(try scene.agreement(agreement).state == .stated)
    try scene.dorp.accept(scene.dorp.confirmed(agreement, 75), by: scene.anna)
    #expect(try scene.agreement(agreement).state == .settled)
    #expect(try scene.dorp.balance(of: scene.bram) == 75)
    #expect(try scene.dorp.balance(of: scene.anna) == -75)
    #expect(scene.dorp.views.sum == .zero)
    #expect(
      try scene.refused(scene.dorp.confirmed(agreement, 75), by: scene.anna) == .agreementNotOpen)
    #expect(scene.dorp.views.transfers.count == 1)
  }

  @Test("an offer moves the minutes to the one who offered")
  func offers() throws {
    var scene = try Scene(side: .offer)
    let agreement = try scene.propose(by: scene.bram)
    try scene.dorp.accept(scene.dorp.yes(agreement), by: scene.anna)
    try scene.dorp.accept(scene.dorp.stated(agreement, 30), by: scene.bram)
    try scene.dorp.accept(scene.dorp.confirmed(agreement, 30), by: scene.anna)
    #expect(try scene.dorp.balance(of: scene.anna) == 30)
  }

  @Test("a counter statement stands until the other side confirms that very number")
  func counter() throws {
    var scene = try Scene()
    let agreement = try scene.propose(by: scene.bram)
    try scene.dorp.accept(scene.dorp.yes(agreement), by: scene.anna)
    try scene.dorp.accept(scene.dorp.stated(agreement, 90), by: scene.bram)
    try scene.dorp.accept(scene.dorp.stated(agreement, 60), by: scene.anna)
    #expect(
      try scene.refused(scene.dorp.confirmed(agreement, 90), by: scene.bram) == .minutesDiffer)
    #expect(try scene.agreement(agreement).state == .disputed)
    try scene.dorp.accept(scene.dorp.confirmed(agreement, 60), by: scene.bram)
    #expect(try scene.dorp.balance(of: scene.bram) == 60)
    #expect(scene.dorp.views.sum == .zero)
  }

  @Test("both sides stating the same number settles without a confirmation")
  func equalStatements() throws {
    var scene = try Scene()
    let agreement = try scene.propose(by: scene.bram)
    try scene.dorp.accept(scene.dorp.yes(agreement), by: scene.anna)
    try scene.dorp.accept(scene.dorp.stated(agreement, 45), by: scene.anna)
    try scene.dorp.accept(scene.dorp.stated(agreement, 45), by: scene.bram)
    #expect(try scene.dorp.balance(of: scene.bram) == 45)
  }

  @Test("a gift carries no minutes and touches no account")
  func gifts() throws {
    var scene = try Scene(gift: true)
    let agreement = try scene.propose(by: scene.bram)
    try scene.dorp.accept(scene.dorp.yes(agreement), by: scene.anna)
    #expect(
      try scene.refused(scene.dorp.stated(agreement, 10), by: scene.bram) == .giftWithMinutes)
    try scene.dorp.accept(scene.dorp.stated(agreement, 0), by: scene.bram)
    try scene.dorp.accept(scene.dorp.confirmed(agreement, 0), by: scene.anna)
    #expect(try scene.agreement(agreement).state == .settled)
    #expect(scene.dorp.views.transfers.isEmpty)
  }

  @Test("each step is refused to who may not take it, with its own reason")
  func refusals() throws {
    var scene = try Scene()
    let dorp = scene.dorp
    let (anna, bram, lena, listing) = (scene.anna, scene.bram, scene.lena, scene.listing)
    #expect(try scene.refused(dorp.proposal(on: listing), by: anna) == .listingYours)
    let ghost = try #require(UpdateID([UInt8](repeating: 9, count: 32)))
    #expect(try scene.refused(dorp.proposal(on: ghost), by: bram) == .listingUnknown)
    let agreement = try scene.propose(by: bram)
    #expect(try scene.refused(dorp.proposal(on: listing), by: bram) == .alreadyProposed)
    #expect(try scene.refused(dorp.yes(agreement), by: bram) == .notYoursToAccept)
    #expect(try scene.refused(dorp.yes(agreement), by: lena) == .agreementNotYours)
    #expect(try scene.refused(dorp.yes(ghost), by: anna) == .agreementUnknown)
    #expect(try scene.refused(dorp.stated(agreement, 10), by: bram) == .notAgreedYet)
    try scene.dorp.accept(dorp.yes(agreement), by: anna)
    #expect(try scene.refused(dorp.yes(agreement), by: anna) == .agreementNotOpen)
    #expect(try scene.refused(dorp.proposal(on: listing), by: lena) == .listingFilled)
    #expect(try scene.refused(dorp.confirmed(agreement, 10), by: anna) == .nothingStated)
    #expect(try scene.refused(dorp.stated(agreement, 0), by: bram) == .minutesOutOfRange)
    let week = UInt32(Limits.minutesPerAgreement)
    #expect(try scene.refused(dorp.stated(agreement, week + 1), by: bram) == .minutesOutOfRange)
    try scene.dorp.accept(dorp.stated(agreement, 10), by: bram)
    #expect(try scene.refused(dorp.confirmed(agreement, 10), by: bram) == .ownStatement)
    #expect(try scene.refused(dorp.confirmed(agreement, 11), by: anna) == .minutesDiffer)
  }

  @Test("declining does not wipe out what the other side stated; one's own claim may be taken back")
  func decliningStated() throws {
    var scene = try Scene()
    let agreement = try scene.propose(by: scene.bram)
    try scene.dorp.accept(scene.dorp.yes(agreement), by: scene.anna)
    try scene.dorp.accept(scene.dorp.stated(agreement, 90), by: scene.bram)
    #expect(try scene.refused(scene.dorp.no(agreement), by: scene.anna) == .statedAlready)
    try scene.dorp.accept(scene.dorp.stated(agreement, 1), by: scene.anna)
    #expect(try scene.refused(scene.dorp.no(agreement), by: scene.anna) == .statedAlready)
    #expect(try scene.agreement(agreement).state == .disputed)

    var other = try Scene()
    let claim = try other.propose(by: other.bram)
    try other.dorp.accept(other.dorp.yes(claim), by: other.anna)
    try other.dorp.accept(other.dorp.stated(claim, 90), by: other.bram)
    try other.dorp.accept(other.dorp.no(claim), by: other.bram)
    #expect(try other.agreement(claim).state == .declined)
  }

  @Test("answers to somebody's listings do not use up that person's own agreements")
  func othersAnswers() throws {
    var scene = try Scene()
    _ = try scene.propose(by: scene.bram)
    #expect(scene.dorp.views.openAgreements(by: try #require(scene.anna.resident)) == 0)
    #expect(scene.dorp.views.openAgreements(by: try #require(scene.bram.resident)) == 1)
  }

  @Test("declining frees the place and ends the agreement")
  func declining() throws {
    var scene = try Scene()
    let agreement = try scene.propose(by: scene.bram)
    try scene.dorp.accept(scene.dorp.yes(agreement), by: scene.anna)
    try scene.dorp.accept(scene.dorp.no(agreement), by: scene.bram)
    #expect(try scene.agreement(agreement).state == .declined)
    #expect(scene.dorp.views.listing(scene.listing)?.state(at: scene.dorp.now) == .open)
    #expect(
      try scene.refused(scene.dorp.stated(agreement, 10), by: scene.bram) == .agreementNotOpen)
    let again = try scene.propose(by: scene.bram)
    #expect(again != agreement)
  }

  @Test("a request for two helpers takes two, and not a third")
  func severalHelpers() throws {
    var scene = try Scene(wanted: 2)
    let third = try scene.dorp.resident("Cis", invitedBy: scene.lena)
    let one = try scene.propose(by: scene.bram)
    let two = try scene.propose(by: scene.lena)
    let three = try scene.propose(by: third)
    try scene.dorp.accept(scene.dorp.yes(one), by: scene.anna)
    try scene.dorp.accept(scene.dorp.yes(two), by: scene.anna)
    #expect(try scene.refused(scene.dorp.yes(three), by: scene.anna) == .listingFilled)
    // Each to their own minutes, and in any order.
    try scene.dorp.accept(scene.dorp.stated(two, 50), by: scene.lena)
    try scene.dorp.accept(scene.dorp.stated(one, 30), by: scene.bram)
    try scene.dorp.accept(scene.dorp.confirmed(one, 30), by: scene.anna)
    #expect(try scene.dorp.account(scene.lena).balance == .zero)
    try scene.dorp.accept(scene.dorp.confirmed(two, 50), by: scene.anna)
    #expect(scene.dorp.views.transfer(one)?.total == Minutes(30))
    #expect(scene.dorp.views.transfer(two)?.total == Minutes(50))
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(30))
    #expect(try scene.dorp.account(scene.lena).given == Minutes(50))
    #expect(try scene.dorp.account(scene.anna).balance == Minutes(-80))
    #expect(scene.dorp.views.agreement(three)?.state == .proposed)
  }

  @Test("a withdrawn or expired listing takes nobody, and only its author withdraws it")
  func withdrawal() throws {
    var scene = try Scene()
    var withdrawal = WireListingWithdrawn()
    withdrawal.listing = Data(scene.listing.array)
    let take = WireUpdate.OneOf_Kind.listingWithdrawn(withdrawal)
    #expect(try scene.refused(take, by: scene.bram) == .listingNotYours)
    var later = scene
    later.dorp.now = later.dorp.now + .days(15)
    #expect(
      try later.refused(later.dorp.proposal(on: later.listing), by: later.bram) == .listingClosed)
    try scene.dorp.accept(take, by: scene.anna)
    #expect(
      try scene.refused(scene.dorp.proposal(on: scene.listing), by: scene.bram) == .listingClosed)
    #expect(try scene.refused(take, by: scene.anna) == .listingClosed)
  }

  @Test("listing facts outside their ranges are refused with the field's name")
  func ranges() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let cases: [(Refusal, (inout WireListingPosted) -> Void)] = [
      (.minutesOutOfRange, { $0.minutes = 0 }),
      (.minutesOutOfRange, { $0.minutes = .max }),
      (.giftWithMinutes, { $0.gift = true }),
      (.fieldOutOfRange, { $0.category = .UNRECOGNIZED(77) }),
      (.fieldOutOfRange, { $0.area = "Dorp 12" }),
      (.fieldOutOfRange, { $0.reach = .addressed }),
      (.fieldOutOfRange, { $0.wanted = 0 }),
      (.fieldOutOfRange, { $0.wanted = 51 }),
      (
        .fieldOutOfRange,
        {
          $0.starts = 10; $0.ends = 5
        }
      ),
      (.fieldOutOfRange, { $0.side = .unspecified }),
      (.expiryOutOfRange, { $0.expires = 0 }),
      (.expiryOutOfRange, { $0.expires = .max }),
    ]
    for (expected, spoil) in cases {
      var facts = dorp.listing()
      spoil(&facts)
      let outcome = try dorp.submit(.listingPosted(facts), by: lena, content: dorp.text("x"))
      #expect(refusal(outcome) == expected)
    }
  }
}
