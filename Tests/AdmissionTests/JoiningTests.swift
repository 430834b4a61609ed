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

@Suite("Joining a neighbourhood")
struct JoiningTests {
  @Test("the founding invitation makes its user the first regisseur")
  func foundingInvitation() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    #expect(dorp.views.resident(try #require(lena.resident))?.role == .regisseur)
    #expect(try dorp.balance(of: lena) == 0)
  }

  @Test("an invitation works once, for one device")
  func singleUse() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let secret = try dorp.invite(by: lena)
    _ = try dorp.enrol("Anna", with: secret)
    let second = try dorp.device()
    let outcome = try dorp.submit(
      .enrolment(dorp.enrolment(second, with: secret)), by: dorp.signer(second.key),
      content: dorp.profile("Eve"))
    #expect(refusal(outcome) == .invitationUsed)
  }

  @Test("an invitation that expired, was never issued, or proves another device is refused")
  func badInvitations() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let secret = try dorp.invite(by: lena, days: 1)
    let device = try dorp.device()
    let other = try dorp.device()
    var forged = dorp.enrolment(device, with: secret)
    forged.invitationProof = dorp.enrolment(other, with: secret).invitationProof
    let forgery = try dorp.submit(
      .enrolment(forged), by: dorp.signer(device.key), content: dorp.profile("Eve"))
    #expect(refusal(forgery) == .invitationForged)

    let unknown = try #require(InvitationSecret(dorp.generator.bytes(16)))
    let stranger = try dorp.submit(
      .enrolment(dorp.enrolment(device, with: unknown)), by: dorp.signer(device.key),
      content: dorp.profile("Eve"))
    #expect(refusal(stranger) == .invitationUnknown)

    dorp.now = dorp.now + .days(2)
    let late = try dorp.submit(
      .enrolment(dorp.enrolment(device, with: secret)), by: dorp.signer(device.key),
      content: dorp.profile("Eve"))
    #expect(refusal(late) == .invitationExpired)
  }

  @Test("an enrolment signed by another key than the device it names is refused")
  func borrowedDevice() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let secret = try dorp.invite(by: lena)
    let (device, thief) = (try dorp.device(), try dorp.device())
    let outcome = try dorp.submit(
      .enrolment(dorp.enrolment(device, with: secret)), by: dorp.signer(thief.key),
      content: dorp.profile("Eve"))
    #expect(refusal(outcome) == .notYourDevice)
  }

  @Test("a device enrols once")
  func twice() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let device = try dorp.device()
    let (one, two) = (try dorp.invite(by: lena), try dorp.invite(by: lena))
    let signer = dorp.signer(device.key)
    try dorp.accept(
      .enrolment(dorp.enrolment(device, with: one)), by: signer, content: dorp.profile("Anna"))
    let again = try dorp.submit(
      .enrolment(dorp.enrolment(device, with: two)), by: signer, content: dorp.profile("Anna"))
    #expect(refusal(again) == .alreadyEnrolled)
  }

  @Test("who left does not join again with the same device: their account stays closed")
  func comingBack() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let device = try dorp.device()
    let signer = dorp.signer(device.key)
    let first = try dorp.invite(by: lena)
    try dorp.accept(
      .enrolment(dorp.enrolment(device, with: first)), by: signer, content: dorp.profile("Anna"))
    try dorp.accept(.residentLeft(WireResidentLeft()), by: signer)
    let second = try dorp.invite(by: lena)
    let before = dorp.views
    let again = try dorp.submit(
      .enrolment(dorp.enrolment(device, with: second)), by: signer, content: dorp.profile("Anna"))
    #expect(refusal(again) == .alreadyEnrolled)
    #expect(dorp.views == before)
    // With a new one they are somebody new.
    let anew = try dorp.enrol("Anna", with: second)
    #expect(anew.resident != signer.resident)
  }

  @Test("only a regisseur invites, and not for ever")
  func inviting() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let anna = try dorp.resident("Anna", invitedBy: lena)
    #expect(throws: Refused(.notRegisseur)) { try dorp.invite(by: anna) }
    #expect(throws: Refused(.expiryOutOfRange, "expires")) { try dorp.invite(by: lena, days: 91) }
    #expect(throws: Refused(.expiryOutOfRange, "expires")) { try dorp.invite(by: lena, days: 0) }
  }
}

@Suite("What holds for every update")
struct EnvelopeTests {
  @Test("a stranger, a borrowed resident id and a stranger claiming to be the node are refused")
  func strangers() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let stranger = try dorp.device()
    let post = WireUpdate.OneOf_Kind.listingPosted(dorp.listing())
    let unknown = try dorp.submit(
      post, by: dorp.signer(stranger.key), content: dorp.text("Rit naar het dienstencentrum"))
    #expect(refusal(unknown) == .notEnrolled)
    let borrowed = Signer(
      key: lena.key, resident: .of(firstDevice: stranger.key.publicKey), neighbourhood: dorp.node)
    #expect(
      refusal(try dorp.submit(post, by: borrowed, content: dorp.text("x"))) == .notYourDevice)
    let impostor = Signer(key: stranger.key, resident: nil, neighbourhood: dorp.node)
    #expect(
      refusal(try dorp.submit(.announcement(WireAnnouncement()), by: impostor)) == .notTheNode)
    #expect(
      refusal(try dorp.submit(.announcement(WireAnnouncement()), by: lena)) == .notTheNode)
  }

  @Test("an update for another neighbourhood, from tomorrow, or from last season is refused")
  func freshness() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let post = WireUpdate.OneOf_Kind.listingPosted(dorp.listing())
    let elsewhere = Signer(
      key: lena.key, resident: lena.resident,
      neighbourhood: try #require(NodeID([UInt8](repeating: 7, count: 32))))
    let text = dorp.text("x")
    #expect(
      refusal(try dorp.submit(post, by: elsewhere, content: text)) == .wrongNeighbourhood)
    let early = dorp.now + Limits.skew + Interval(milliseconds: 1)
    #expect(
      refusal(try dorp.submit(post, by: lena, content: text, created: early)) == .fromTheFuture)
    let old = Instant(
      milliseconds: dorp.now.milliseconds - Limits.outboxAge.milliseconds - 1)
    #expect(refusal(try dorp.submit(post, by: lena, content: text, created: old)) == .tooOld)
  }

  @Test("content that is missing, swapped or not asked for is refused")
  func content() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let post = WireUpdate.OneOf_Kind.listingPosted(dorp.listing())
    let text = dorp.text("Rit")
    let missing = try dorp.submit(post, by: lena, content: text) {
      Submission(id: $0.id, signedUpdate: $0.signedUpdate, content: nil)
    }
    #expect(refusal(missing) == .contentMissing)
    let swapped = try dorp.submit(post, by: lena, content: text) {
      Submission(
        id: $0.id, signedUpdate: $0.signedUpdate,
        content: Salted(salt: $0.content?.salt ?? [], bytes: [1, 2, 3]))
    }
    #expect(refusal(swapped) == .commitmentMismatch)
    let extra = try dorp.submit(dorp.erasure([]), by: lena, content: text)
    #expect(refusal(extra) == .contentUnexpected)
  }

  @Test("text that could steer a terminal or hide its meaning is refused")
  func harmfulText() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let post = WireUpdate.OneOf_Kind.listingPosted(dorp.listing())
    for text in ["\u{1b}[2J", "a\u{202e}b", "a\u{7}", " \n ", ""] {
      let outcome = try dorp.submit(post, by: lena, content: dorp.text(text))
      #expect(refusal(outcome) == .badText, "text \(text.unicodeScalars.map(\.value))")
    }
    let long = String(repeating: "é", count: Limits.textBytes / 2 + 1)
    #expect(refusal(try dorp.submit(post, by: lena, content: dorp.text(long))) == .tooLarge)
  }

  @Test("the same update twice is stored once and answered twice")
  func repeated() throws {
    var dorp = try TestNeighbourhood()
    let lena = try dorp.regisseur()
    let made = try lena.sign(
      .listingPosted(dorp.listing()), content: dorp.text("Rit"), created: dorp.now,
      nonce: dorp.generator.bytes(16), contentSalt: dorp.generator.bytes(16))
    let update = try UnverifiedUpdate(decoding: made.signedUpdate).verified()
    guard case .admitted(let first, _) = try dorp.admit(update, content: made.content),
      case .repeated(let second) = try dorp.admit(update, content: made.content)
    else {
      Issue.record("expected stored, then repeated")
      return
    }
    #expect(second.entry == first.entry.hash)
    #expect(dorp.log.count == 3)
  }
}
