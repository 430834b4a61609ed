import Admission
import Bookkeeping
import Exchange
import Foundation
import GRDB
import Simulation
import Storage
import Testing
import Updates
import Vocabulary

@Suite("Rebuilt views")
struct RebuildTests {
  @Test("equal the live ones after any history", arguments: 1...8 as ClosedRange<UInt64>)
  func histories(seed: UInt64) throws {
    let village = try Village(seed: seed)
    var history = try History(village)
    try history.live(160)
    #expect(history.stored > 40 && history.refused > 10, "seed \(seed)")
    let verification = try village.store.verify()
    #expect(verification.passed, "seed \(seed): \(verification)")
    #expect(verification.logs.map(\.node) == [village.node])
  }

  @Test(
    "equal the live ones with a neighbour's log between", arguments: 1...4 as ClosedRange<UInt64>)
  func neighbours(seed: UInt64) throws {
    let here = try Village(seed: seed)
    let there = try Village(seed: seed &+ 500)
    var (one, other) = (try History(here), try History(there))
    try Pair.federate(here, one.regisseur, there, other.regisseur, nearby: seed % 2 == 0)
    try here.accept(here.clearingLimits(with: there.node, 500), by: one.regisseur)
    try there.accept(there.clearingLimits(with: here.node, 500), by: other.regisseur)
    one.neighbours = [(there.node, try #require(other.regisseur.resident))]
    other.neighbours = [(here.node, try #require(one.regisseur.resident))]
    for _ in 0..<6 {
      try one.live(25)
      try other.live(25)
      for (village, neighbour) in [(here, there), (there, here)] {
        try village.follow(neighbour)
        _ = try village.store.sayDuties(
          OwnVoice(admission: village.admission, now: village.now, random: village.salt))
      }
    }
    for village in [here, there] {
      let verification = try village.store.verify()
      #expect(verification.passed, "seed \(seed): \(verification)")
      #expect(verification.logs.count == 2)
      let model = try model(of: village)
      #expect(!model.borders.isEmpty, "seed \(seed): no hours crossed the border")
      #expect(model.listings.values.contains { $0.told != nil }, "seed \(seed): no places told")
      try village.store.read { try compare($0, with: model, at: village.now) }
    }
  }

  @Test("answer as plain dictionaries do", arguments: 11...14 as ClosedRange<UInt64>)
  func model(seed: UInt64) throws {
    let village = try Village(seed: seed)
    var history = try History(village)
    try history.live(160)
    let model = try model(of: village)
    try village.store.read { try compare($0, with: model, at: village.now) }
  }

  /// Everything that was taken in, in the order in which it came.
  private func model(of village: Village) throws -> MemoryViews {
    let arrivals = try DatabaseQueue(path: village.path).read { db in
      try Row.fetchAll(
        db,
        sql: "SELECT n.id, e.sequence FROM entry e JOIN node n ON n.number = e.log ORDER BY arrival"
      ).map { (log: $0[0] as Data, sequence: UInt64($0[1] as Int64)) }
    }
    var model = MemoryViews(node: village.node)
    for (log, sequence) in arrivals {
      let entry = try village.store.entries(
        of: try #require(NodeID(log)), from: sequence, limit: 1, maxBytes: .max)
      let opened = try OpenedEntry(try #require(entry.first))
      if let update = opened.update, model.update(update.id) != nil { continue }
      model.take(opened, try Projection.changes(of: opened, views: model))
    }
    return model
  }

  private func compare(
    _ views: SQLViews, with model: MemoryViews, at now: Instant
  ) throws {
    #expect(!model.agreements.isEmpty && !model.transfers.isEmpty && !model.erased.isEmpty)
    for (id, update) in model.updates { #expect(try views.update(id) == update) }
    for (id, listing) in model.listings { #expect(try views.listing(id) == listing) }
    for (id, agreement) in model.agreements {
      #expect(try views.agreement(id) == agreement)
      #expect(try views.transfer(id) == model.transfer(id))
      #expect(
        try views.agreements(on: agreement.listing, by: agreement.proposer)
          == model.agreements(on: agreement.listing, by: agreement.proposer))
    }
    try compareBooks(views, with: model, at: now)
    for (key, device) in model.devices { #expect(try views.device(key) == device) }
    for (key, letter) in model.invitations { #expect(try views.invitation(key) == letter) }
    for (id, resident) in model.residents {
      #expect(try views.resident(id) == resident)
      for kind in Attestation.allCases {
        #expect(try views.attestation(kind, of: id) == model.attestation(kind, of: id))
      }
      #expect(
        try views.openListings(of: id, at: now) == model.openListings(of: id, at: now))
      #expect(try views.openAgreements(by: id) == model.openAgreements(by: id))
      #expect(
        try views.openInvitations(by: id, at: now) == model.openInvitations(by: id, at: now))
    }
    #expect(
      try views.untoldListings(at: now, limit: 9) == model.untoldListings(at: now, limit: 9))
    for id in model.updates.keys { #expect(try views.isErased(id) == model.isErased(id)) }
  }

  private func compareBooks(
    _ views: SQLViews, with model: MemoryViews, at now: Instant
  ) throws {
    for node in [model.node] + model.peers().map(\.node) {
      #expect(try views.policy(of: node) == model.policy(of: node))
    }
    #expect(
      try views.silentAgreements(by: now, limit: 9) == model.silentAgreements(by: now, limit: 9))
    for (id, account) in model.accounts { #expect(try views.account(id) == account) }
    for (id, transfer) in model.transfers {
      #expect(try views.transfer(id) == transfer)
      #expect(try views.isCorrected(id) == model.isCorrected(id))
      #expect(try views.asides(of: id) == model.asides(of: id))
    }
    for (id, correction) in model.corrections { #expect(try views.correction(id) == correction) }
    for (id, transfer) in model.borders { #expect(try views.border(id) == transfer) }
    #expect(try views.dueBorders(limit: 9) == model.dueBorders(limit: 9))
    let carried = try views.carriedNext(at: now, besides: [])
    #expect(carried == model.carriedNext(at: now, besides: []))
    let stuck = Set(carried.map(\.id))
    #expect(
      try views.carriedNext(at: now, besides: stuck)
        == model.carriedNext(at: now, besides: stuck))
    for other in [nil] + model.peers().map(\.node) {
      #expect(
        try views.unansweredBorders(to: other, since: now, limit: 9)
          == model.unansweredBorders(to: other, since: now, limit: 9))
      guard let other else { continue }
      #expect(
        try views.promisedBorders(from: other, limit: 9)
          == model.promisedBorders(from: other, limit: 9))
      #expect(
        try views.quietAgreements(with: other, since: now, limit: 9)
          == model.quietAgreements(with: other, since: now, limit: 9))
    }
    for (pair, limits) in model.clearing {
      #expect(try views.clearingLimits(of: pair[0], about: pair[1]) == limits)
      #expect(
        try views.clearingSums(of: pair[0], with: pair[1])
          == model.clearingSums(of: pair[0], with: pair[1]))
    }
    for (id, parties) in model.places {
      for (resident, shared) in parties {
        #expect(try views.placeUpdate(id, by: resident) == shared.update)
      }
    }
    for said in model.thanks { #expect(try views.isThanked(said.agreement, by: said.by)) }
    for id in model.residents.keys {
      let quarter = Quarter(of: now)
      #expect(try views.covered(id, in: quarter) == model.covered(id, in: quarter))
      #expect(try views.runningAgreements(of: id) == model.runningAgreements(of: id))
      #expect(try views.standingListings(of: id) == model.standingListings(of: id))
    }
    #expect(try views.regisseurs() == model.regisseurs())
  }

  @Test(
    "show every tampering",
    arguments: [
      ("UPDATE account SET balance = balance + 1 WHERE balance = 60", "account"),
      ("UPDATE listing SET withdrawn = 1", "listing"),
      ("DELETE FROM device WHERE key = (SELECT min(key) FROM device)", "device"),
      ("INSERT INTO erased VALUES (zeroblob(32))", "erased"),
      ("UPDATE agreement SET owner_stated = 61", "agreement"),
      ("UPDATE entry SET content_salt = NULL, content_bytes = NULL WHERE sequence = 5", "content"),
      ("UPDATE entry SET time = time + 1 WHERE sequence = 3", "entry"),
      ("UPDATE entry SET header = zeroblob(200) WHERE sequence = 4", "entry 4"),
      ("UPDATE entry SET signature = zeroblob(64) WHERE sequence = 2", "entry 2"),
      ("UPDATE entry SET update_salt = zeroblob(16) WHERE sequence = 6", "entry 6"),
      ("UPDATE entry SET content_bytes = x'0a' WHERE sequence = 5", "entry 5"),
    ])
  func tampering(sql: String, expected: String) throws {
    let village = try Village()
    let lena = try village.regisseur()
    let anna = try village.resident("Anna", invitedBy: lena)
    let bram = try village.resident("Bram", invitedBy: lena)
    try village.ride(for: anna, by: bram, minutes: 60)
    #expect(try village.store.verify().passed)
    // From outside, as somebody with the file could, and without the walls.
    let outside = try DatabaseQueue(path: village.path)
    let changed = try outside.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: sql)
      return db.changesCount
    }
    #expect(changed > 0)
    try outside.close()
    let verification = try village.store.verify()
    #expect(!verification.passed)
    let found =
      verification.differences.map(\.view) + verification.findings.map { "entry \($0.sequence)" }
    #expect(found.contains(expected), "\(verification)")
  }
}
