import Admission
import Bookkeeping
import FoundationEssentials
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("What is said twice")
struct SaidTwiceTests {
  private func signed(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer, content: WireContent?,
    in dorp: inout TestNeighbourhood
  ) throws -> (VerifiedUpdate, Salted?) {
    let made = try signer.sign(
      kind, content: content, created: dorp.now, nonce: dorp.generator.bytes(16),
      contentSalt: dorp.generator.bytes(16))
    return (try UnverifiedUpdate(decoding: made.signedUpdate).verified(), made.content)
  }

  @Test("an update that comes again is answered as before; with other content it is refused")
  func otherContent() throws {
    var scene = try ThreeNeighbours()
    let (update, content) = try signed(
      give(10, to: scene.bram), by: scene.anna, content: scene.dorp.note("Voor jou"),
      in: &scene.dorp)
    guard case .admitted(let opened, _) = try scene.dorp.admit(update, content: content) else {
      return #expect(Bool(false), "it is taken")
    }
    let text = try #require(content)
    let (views, head) = (scene.dorp.views, scene.dorp.head)
    for same in [content, nil] {
      guard case .repeated(let stored) = try scene.dorp.admit(update, content: same) else {
        return #expect(Bool(false), "taken twice, or refused")
      }
      #expect(stored.id == update.id && stored.entry == opened.entry.hash)
    }
    let others: [(Salted, Refusal)] = [
      (Salted(salt: text.salt, bytes: Array("iets anders".utf8)), .commitmentMismatch),
      (Salted(salt: text.salt.reversed(), bytes: text.bytes), .commitmentMismatch),
      (
        Salted(salt: text.salt, bytes: [UInt8](repeating: 65, count: Limits.contentBytes + 1)),
        .tooLarge
      ), (Salted(salt: [], bytes: text.bytes), .badLength),
    ]
    for (other, reason) in others {
      guard case .refused(let refused) = try scene.dorp.admit(update, content: other) else {
        return #expect(Bool(false), "other content is taken for the same")
      }
      #expect(refused.reason == reason)
    }
    #expect(scene.dorp.views == views && scene.dorp.head == head)
    #expect(scene.dorp.log.last?.entry.content == content)
  }

  @Test("text that was erased does not come back by being sent again")
  func erased() throws {
    var scene = try ThreeNeighbours()
    let (update, content) = try signed(
      give(10, to: scene.bram), by: scene.anna, content: scene.dorp.note("Voor jou"),
      in: &scene.dorp)
    _ = try scene.dorp.admit(update, content: content)
    try scene.dorp.accept(scene.dorp.erasure([update.id]), by: scene.anna)
    let (views, length) = (scene.dorp.views, scene.dorp.log.count)
    guard case .repeated = try scene.dorp.admit(update, content: content) else {
      return #expect(Bool(false), "taken twice")
    }
    #expect(scene.dorp.views == views && scene.dorp.log.count == length)
  }

  @Test("other content makes another update, which is taken")
  func anotherUpdate() throws {
    var scene = try ThreeNeighbours()
    let ids = try ["Voor jou", "Voor jou!"].map { text in
      try scene.dorp.accept(
        give(10, to: scene.bram), by: scene.anna, content: scene.dorp.note(text))
    }
    #expect(ids[0] != ids[1])
    #expect(try scene.dorp.account(scene.bram).balance == Minutes(20))
  }

  @Test("what posts minutes posts nothing when its entry is read again")
  func readAgain() throws {
    var scene = try ThreeNeighbours()
    try scene.dorp.setPolicy(by: scene.lena) { ($0.starter, $0.potFloor) = (20, -500) }
    _ = try scene.dorp.resident("Cas", invitedBy: scene.lena)
    let ride = Data(try scene.dorp.help(from: scene.bram, to: scene.anna, minutes: 60).array)
    try scene.dorp.accept(give(10, to: scene.bram), by: scene.anna)
    try scene.dorp.accept(
      .potContributed(.with { ($0.pot, $0.minutes) = ("solidarity", 30) }), by: scene.bram)
    try scene.dorp.accept(
      .potGranted(
        .with { [id = scene.anna.id] in
          ($0.pot, $0.resident, $0.minutes) = ("solidarity", id, 5)
        }), by: scene.lena, content: scene.dorp.note())
    try scene.dorp.accept(
      .correctionMade(.with { ($0.transfer, $0.minutes) = (ride, 90) }), by: scene.lena,
      content: scene.dorp.note())
    let own = try scene.dorp.help(from: scene.anna, to: scene.bram, minutes: 15)
    let proposed = try scene.dorp.accept(
      .correctionProposed(.with { ($0.transfer, $0.minutes) = (Data(own.array), 10) }),
      by: scene.bram, content: scene.dorp.note())
    try scene.dorp.accept(
      .correctionAgreed(.with { $0.correction = Data(proposed.array) }), by: scene.anna)
    #expect(Set(scene.dorp.views.transfers.values.map(\.kind)).count == 7)
    // All but the founding, which opens the books.
    for opened in scene.dorp.log.dropFirst() {
      for change in try Projection.changes(of: opened, views: scene.dorp.views) {
        switch change {
        case .account(let account): #expect(scene.dorp.views.account(account.id) == account)
        case .transfer, .covered: #expect(Bool(false), "\(change)")
        default: break
        }
      }
    }
  }

  @Test("what could not be posted is refused, not taken and lost")
  func taken() throws {
    var scene = try ThreeNeighbours()
    let gift = try scene.dorp.accept(give(60, to: scene.bram), by: scene.anna)
    let kinds: [(WireUpdate.OneOf_Kind, Signer, Bool)] = [
      (give(10, to: scene.bram), scene.anna, false),
      (
        .potContributed(.with { ($0.pot, $0.minutes) = ("solidarity", 5) }), scene.anna, false
      ),
      (
        .correctionMade(.with { ($0.transfer, $0.minutes) = (Data(gift.array), 5) }), scene.lena,
        true
      ),
    ]
    for (kind, signer, note) in kinds {
      let (update, content) = try signed(
        kind, by: signer, content: note ? scene.dorp.note() : nil, in: &scene.dorp)
      var copy = scene.dorp
      // No log can come to this; a fault in storage could.
      copy.views.transfers[update.id] = copy.views.transfer(gift)
      #expect(refusal(try copy.admit(update, content: content)) == .idReused, "\(kind)")
      #expect(refusal(try scene.dorp.admit(update, content: content)) == nil)
    }
  }
}
