import FoundationEssentials
import Glibc
import Screens
import Sealing
import Testing
import Updates
import Vocabulary
import WireFormat

@testable import ResidentClient

/// A home in a folder of its own, gone afterwards.
final class TemporaryHome {
  let home: Home

  init() throws {
    var template = Array("/tmp/gebuur-test-XXXXXX".utf8CString)
    let path = try #require(mkdtemp(&template).map { String(cString: $0) })
    home = Home { $0 == "GEBUUR_HOME" ? path : nil }
  }

  deinit {
    for folder in [home.outbox + "/refused", home.outbox, home.path + "/gebuur", home.path] {
      for name in Files.names(in: folder) { unlink(folder + "/" + name) }
      rmdir(folder)
    }
  }
}

@Suite("A resident's own files")
struct ClientHomeTests {
  let temporary: TemporaryHome
  var home: Home { temporary.home }
  let identity = ResidentIdentity(
    signingSeed: Bytes32([UInt8](repeating: 1, count: 32)) ?? .zero,
    channelSecret: Bytes32([UInt8](repeating: 2, count: 32)) ?? .zero)
  let now = Instant(milliseconds: 1_795_510_800_000)

  init() throws { temporary = try TemporaryHome() }

  func mode(_ path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  func submission(_ number: UInt8) throws -> Submission {
    var withdrawn = WireListingWithdrawn()
    withdrawn.listing.append(contentsOf: [UInt8](repeating: number, count: 32))
    let signer = Signer(
      key: identity.signing, resident: identity.resident, neighbourhood: NodeID(bytes: .zero))
    return try signer.sign(
      .listingWithdrawn(withdrawn), created: now,
      nonce: [UInt8](repeating: number, count: Limits.nonceBytes), contentSalt: [])
  }

  @Test("A key under a passphrase opens with that passphrase only, and its file is private")
  func sealedKey() throws {
    let box = try #require(KeyBox(identity, passphrase: "zes woorden lang"))
    try box.write(home)
    #expect(mode(home.key) == 0o600)
    let read = try #require(try KeyBox(home))
    #expect(read.isSealed)
    #expect(read.plain == nil)
    #expect(read.open("zes woorden kort") == nil)
    #expect(read.open("zes woorden lang")?.resident == identity.resident)
    let bytes = try #require(try Files.read(home.key))
    #expect(!bytes.contains(identity.signing.seed.array))
  }

  @Test("A key that others can read, or that is damaged, is refused")
  func badKeys() throws {
    let box = try #require(KeyBox(identity, passphrase: nil))
    try box.write(home)
    #expect(try KeyBox(home)?.plain?.resident == identity.resident)
    chmod(home.key, 0o644)
    #expect(throws: Setback(.fileTooOpen, home.key)) { try KeyBox(home) }
    try Files.write([1, 2, 3], to: home.key)
    #expect(throws: Setback(.fileBroken, home.key)) { try KeyBox(home) }
  }

  @Test("An unlocked key is forgotten after fifteen minutes, when the clock went back, and on lock")
  func unlockedKey() throws {
    try home.prepare()
    let unlocked = UnlockedKey(home) { $0 == "XDG_RUNTIME_DIR" ? home.path : nil }
    unlocked.keep(identity, at: now)
    #expect(unlocked.read(at: now + .minutes(14))?.resident == identity.resident)
    #expect(unlocked.read(at: now + .minutes(15)) == nil)
    #expect(unlocked.read(at: now + .minutes(14)) == nil)
    unlocked.keep(identity, at: now)
    #expect(unlocked.read(at: Instant(milliseconds: now.milliseconds - 1)) == nil)
    unlocked.keep(identity, at: now)
    #expect(unlocked.forget())
    #expect(unlocked.read(at: now) == nil)
  }

  @Test("The outbox keeps the order of making, also within one millisecond")
  func outboxOrder() throws {
    try home.prepare()
    let outbox = Outbox(home)
    #expect(outbox.isEmpty)
    let made = try (0..<20).map { try submission($0) }
    for submission in made { _ = try outbox.keep(submission, at: now) }
    #expect(!outbox.isEmpty)
    #expect(try outbox.waiting().map(\.submission) == made)
    #expect(mode(home.outbox) == 0o700)
    // A clock that went back does not put a later update before an earlier one.
    let later = try submission(99)
    _ = try outbox.keep(later, at: Instant(milliseconds: 5))
    #expect(try outbox.waiting().last?.submission == later)
  }

  @Test("A stored update leaves the outbox; a refused one is put aside with its reason")
  func outboxEnds() throws {
    try home.prepare()
    let outbox = Outbox(home)
    let first = try outbox.keep(submission(1), at: now)
    let second = try outbox.keep(submission(2), at: now)
    try outbox.remove(first)
    try outbox.setAside(second, because: Refused(.listingClosed, "listing"))
    #expect(outbox.isEmpty)
    let refused = try outbox.refused()
    #expect(refused.map(\.refusal) == [.listingClosed])
    #expect(refused.map(\.subject) == ["listing"])
    #expect(refused.map(\.id) == [try submission(2).id])
    try outbox.forget()
    #expect(try outbox.refused().isEmpty)
  }

  @Test("A half-written draft is no update, and a damaged one is put aside by name")
  func outboxDamage() throws {
    try home.prepare()
    let outbox = Outbox(home)
    let name = try outbox.keep(submission(1), at: now)
    try Files.write([0], to: home.outbox + "/000000000000001-abcdefgh.77.new")
    #expect(try outbox.waiting().count == 1)
    let path = home.outbox + "/" + name
    try Files.write(Array(try #require(try Files.read(path)).dropLast(9)), to: path)
    #expect(try outbox.waiting().isEmpty)
    #expect(try outbox.refused().map(\.refusal) == [.malformed])
    #expect(try outbox.refused().map(\.subject) == [name])
  }

  @Test("A membership is read back as written; a changed card is refused")
  func membership() throws {
    let nodeKey = SigningKeyPair(seed: .zero)
    let wire = WireNodeCard.make(
      key: nodeKey, node: NodeID.of(foundingKey: nodeKey.publicKey),
      channelKey: identity.channel.publicKey, name: "Wechelderzande",
      addresses: ["127.0.0.1:4021", "[::1]:4021"])
    let membership = Membership(
      card: try wire.verified(), near: "127.0.0.1:1", resident: identity.resident,
      area: Area("9F367Q4C+"),
      name: "Maria\nPeeters")
    #expect(try Membership.read(home) == nil)
    try membership.write(home)
    let read = try #require(try Membership.read(home))
    #expect(read.card == membership.card)
    #expect(read.resident == identity.resident)
    #expect(read.area == Area("9F367Q4C+"))
    #expect(read.near == "127.0.0.1:1")
    #expect(read.name == "Maria Peeters")
    var forged = wire
    forged.channelKeySignature[0] ^= 1
    let letter = try Letter.print(forged, prefix: LetterPrefix.node)
    try Files.write(
      Array("\(Membership.firstLine)\ncard \(letter)\nresident \(identity.resident)\n".utf8),
      to: home.neighbourhood)
    #expect(throws: Setback(.fileBroken, home.neighbourhood)) { try Membership.read(home) }
  }

  @Test("A folder that is a link, or that others can enter, is not trusted")
  func folders() throws {
    try home.prepare()
    #expect(mode(home.path) == 0o700)
    chmod(home.path, 0o755)
    #expect(!PrivateFolder.isPrivate(home.path))
    try home.prepare()
    #expect(PrivateFolder.isPrivate(home.path))
    let link = home.path + "/link"
    symlink(home.path, link)
    #expect(!PrivateFolder.isPrivate(link))
    #expect(throws: Setback(.fileTooOpen, link)) { try PrivateFolder.make(link) }
  }

  @Test("Addresses are split at the last colon")
  func addresses() {
    #expect(Address.split("[::1]:4021").map { "\($0.host) \($0.port)" } == "::1 4021")
    #expect(
      Address.split("gebuur.example:80").map { "\($0.host) \($0.port)" } == "gebuur.example 80")
    for bad in ["", ":", "host", "host:", ":80", "host:0", "host:65536", "host:-1", "[]:80"] {
      #expect(Address.split(bad) == nil, "\(bad)")
    }
  }

  @Test("The home follows GEBUUR_HOME, then XDG_DATA_HOME, then HOME")
  func homes() {
    func path(_ variables: [String: String]) -> String { Home { variables[$0] }.path }
    #expect(path(["GEBUUR_HOME": "/a/", "HOME": "/h"]) == "/a")
    #expect(path(["XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/x/gebuur")
    #expect(path(["GEBUUR_HOME": "", "HOME": "/h"]) == "/h/.local/share/gebuur")
    #expect(path(["GEBUUR_HOME": "rel"]).hasSuffix("/rel"))
  }

  @Test("Every fault has a way to end, and only success ends with 0")
  func endings() {
    for fault in ClientFault.allCases { #expect(Ending(fault) != .fine, "\(fault)") }
    #expect(Set(Ending.allCases.map(\.rawValue)).count == Ending.allCases.count)
  }
}
