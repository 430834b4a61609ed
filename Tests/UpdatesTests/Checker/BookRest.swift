import Bookkeeping
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

extension BookLife {
  /// What the lies do not need: with it, every kind of update about hours was said.
  mutating func goOn() throws {
    let id = { (update: UpdateID) in Data(update.array) }
    let reason = WireContent.note("Omdat het zo was")
    try wechel.talk(with: &gierle)
    try wechel.say(
      .disputeResolved(.with { [disputed] in ($0.agreement, $0.minutes) = (id(disputed), 80) }),
      by: lena, content: reason)
    try wechel.say(.stated(disputedByLena, 90), by: anna)
    try wechel.sayDuties(byClock: true)  // silence: Bram's 45 minutes
    try wechel.say(
      .thanksSaid(.with { [ride] in $0.agreement = id(ride) }), by: anna, content: reason)

    let evi = try wechel.join("Evi", with: wechel.invite(by: lena))
    let about = Data(evi.resident?.array ?? [])
    try wechel.say(
      .limitsSet(.with { ($0.resident, $0.floor, $0.ceiling) = (about, -50, 50) }), by: lena,
      content: reason)
    // 20 to begin with: 50 of the 60 minutes fit, 30 of them new; the rest is the pot's.
    let helped = try wechel.help(bram, by: evi, stating: [.owner: 60, .proposer: 60])
    try wechel.say(
      .correctionProposed(.with { ($0.transfer, $0.minutes) = (id(helped), 40) }), by: evi,
      content: reason)
    let proposal = try wechel.entries.last.flatMap { try OpenedEntry($0).update?.id } ?? helped
    try wechel.say(.correctionAgreed(.with { $0.correction = id(proposal) }), by: bram)
    try wechel.say(.potOpened(.with { $0.pot = "feest" }), by: lena)
    try wechel.say(.potContributed(.with { ($0.pot, $0.minutes) = ("feest", 15) }), by: evi)
    try wechel.say(
      .potGranted(.with { ($0.pot, $0.resident, $0.minutes) = ("feest", about, 5) }), by: lena,
      content: reason)

    // Evi moves to Gierle, and takes her hours along; but first they go to nobody.
    let minutes = UInt32(clamping: wechel.balance(of: evi))
    let nobody = try gierle.device()
    try wechel.say(Village.given(minutes, to: nobody, in: gierle), by: evi)
    try wechel.talk(with: &gierle)
    let there = try gierle.join("Evi", with: gierle.invite(by: cas))
    try wechel.say(Village.given(minutes, to: there, in: gierle), by: evi)
    try wechel.talk(with: &gierle)
    try wechel.say(.residentLeft(.init()), by: evi)

    _ = try wechel.help(anna, by: bram, stating: [:])
    wechel.now = wechel.now + .days(61)
    try wechel.sayDuties(byClock: true)
    try wechel.talk(with: &gierle)
    // Taken back while the yes was on its way: Gierle says that it let go.
    let back = try wechel.give(1, from: bram, to: cas, in: gierle)
    try gierle.follow(wechel)
    try gierle.sayDuties()
    try wechel.say(.transferRecalled(.with { $0.transfer = id(back) }), by: bram)
    try wechel.sayDuties()
    try wechel.talk(with: &gierle)
  }
}

extension Village {
  func balance(of signer: Signer) -> Int64 {
    signer.resident.flatMap { views.account(.resident($0))?.balance.count } ?? 0
  }

  /// The kinds of update in this log, by their names.
  var kinds: Set<String> {
    get throws {
      Set(
        try entries.compactMap { entry in
          try OpenedEntry(entry).update?.kind.map { String("\($0)".prefix { $0 != "(" }) }
        })
    }
  }
}
