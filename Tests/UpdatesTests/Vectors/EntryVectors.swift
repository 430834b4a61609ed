import FoundationEssentials
import Sealing
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

struct HeaderVectors: VectorFile {
  struct Good: Codable {
    let header: String
    let hash: String
    let node: String
    let epoch: UInt32
    let sequence: UInt64
    let time: Int64
    let reach: Int
  }
  struct Bad: Codable {
    let header: String
    let fault: String
    let why: String
  }
  static let name = "headers.json"
  let valid: [Good]
  let invalid: [Bad]

  static func make() throws -> HeaderVectors {
    var generator = SeededGenerator(seed: 5)
    func identity() throws -> Bytes32 { try #require(Bytes32(generator.bytes(32))) }
    let node = NodeID(bytes: try identity())
    let places: [(UInt64, Reach)] = [
      (0, .federation), (1, .neighbourhood), (2, .nearby), (1 << 40, .addressed),
    ]
    var valid: [Good] = []
    for (sequence, reach) in places {
      let header = Header(
        node: node, epoch: 0, sequence: sequence,
        previous: sequence == 0 ? .none : EntryHash(bytes: try identity()),
        time: Instant(milliseconds: 1_770_000_000_000 + Int64(sequence)), reach: reach,
        audience: reach == .addressed ? NodeID(bytes: try identity()) : nil,
        updateCommitment: Commitment(bytes: try identity()))
      let bytes = try header.encoded()
      valid.append(
        Good(
          header: hex(bytes), hash: hex(Hashing.hash(bytes, for: .header).array),
          node: node.description, epoch: 0, sequence: sequence, time: header.time.milliseconds,
          reach: reach.rawValue))
    }
    let wire = try WireHeader(serializedBytes: unhex(valid[1].header))
    return HeaderVectors(valid: valid, invalid: try spoil(wire))
  }

  private static func spoil(_ wire: WireHeader) throws -> [Bad] {
    func bad(_ why: String, _ change: (inout WireHeader) -> Void) throws -> Bad {
      var changed = wire
      change(&changed)
      let bytes: [UInt8] = try changed.serializedBytes()
      return Bad(header: hex(bytes), fault: "malformedHeader", why: why)
    }
    return [
      Bad(header: "ff", fault: "malformedHeader", why: "no message"),
      Bad(header: "", fault: "malformedHeader", why: "empty"),
      try bad("version 0") { $0.version = 0 },
      try bad("version 2") { $0.version = 2 },
      try bad("a node of 31 bytes") { $0.node = $0.node.dropLast() },
      try bad("no node") { $0.node = Data() },
      try bad("a previous of 33 bytes") { $0.previous += [0] },
      try bad("no commitment") { $0.updateCommitment = Data() },
      try bad("reach 0") { $0.reach = .unspecified },
      try bad("reach 5") { $0.reach = .UNRECOGNIZED(5) },
      try bad("addressed to nobody") { $0.reach = .addressed },
      try bad("an audience without being addressed") { $0.audience = $0.node },
      try bad("an audience of 16 bytes") { $0.audience = $0.node.prefix(16) },
      try bad("longer than a header may be") { $0.node = Data(repeating: 7, count: 300) },
      Bad(
        header: hex(try wire.serializedBytes() as [UInt8]) + "f203" + "ff01"
          + String(repeating: "00", count: 255),
        fault: "malformedHeader", why: "longer than a header may be, through a field of tomorrow"),
    ]
  }
}

struct EntryVectors: VectorFile {
  struct Bad: Codable {
    let entries: [String]
    let at: Int
    let fault: String
    let why: String
  }
  struct Half: Codable {
    let header: String
    let signature: String
  }
  static let name = "entries.json"
  let nodeBytes: String
  let signingKey: String
  let entries: [String]
  let hashes: [String]
  let invalid: [Bad]
  let fork: [Half]

  static func make() throws -> EntryVectors {
    var village = try Village("Wechelderzande", seed: 6)
    let lena = try village.join("Lena", with: village.letter)
    let anna = try village.join("Anna", with: village.invite(by: lena))
    _ = try village.post(
      .request, .groceries, by: anna, minutes: 45, text: "Boodschappen op vrijdag")
    try village.say(.profileSet(WireProfileSet()), by: anna, content: .profile("Anna V."))
    let forger = Forger(village)
    let other = try Village("Gierle", seed: 7)
    let stranger = SigningKeyPair(seed: Hashing.hash([1], for: .node))
    let twin = try Entry(
      after: village.entries[2].head, at: village.now, reach: .neighbourhood, audience: nil,
      update: Salted(salt: [UInt8](repeating: 1, count: 16), bytes: []), content: nil,
      node: village.node, key: village.key)
    return EntryVectors(
      nodeBytes: hex(village.node.array), signingKey: hex(village.key.publicKey.array),
      entries: try village.entries.map(line), hashes: village.entries.map { hex($0.hash.array) },
      invalid: try spoil(village.entries, forger, other: other, stranger: stranger),
      fork: [village.entries[3], twin].map {
        Half(header: hex($0.headerBytes), signature: hex($0.signature))
      })
  }

  static func line(_ entry: Entry) throws -> String {
    hex(try entry.wire.serializedBytes() as [UInt8])
  }

  /// The log with its entry at `at` replaced, for every fault there is.
  private static func spoil(
    _ log: [Entry], _ forger: Forger, other: Village, stranger: SigningKeyPair
  ) throws -> [Bad] {
    func bad(
      _ fault: EntryFault, _ why: String, at: Int = 4, _ change: (inout WireEntry) throws -> Void
    ) throws -> Bad {
      var wire = log[at].wire
      try change(&wire)
      let bytes: [UInt8] = try wire.serializedBytes()
      return Bad(
        entries: try log[..<at].map(line) + [hex(bytes)], at: at, fault: fault.rawValue, why: why)
    }
    func written(
      _ fault: EntryFault, _ why: String, _ change: (inout Forger.Part) throws -> Void
    ) throws -> Bad {
      let forged = try forger.rewritten(at: 4, change)
      return Bad(
        entries: try forged[...4].map(line), at: 4, fault: fault.rawValue, why: why)
    }
    return [
      try bad(.malformedEntry, "a signature of 63 bytes") {
        $0.signature = $0.signature.dropLast()
      },
      try bad(.malformedEntry, "a salt of 15 bytes") { $0.update.salt = $0.update.salt.dropLast() },
      try bad(.malformedEntry, "content without an update") { $0.clearUpdate() },
      try bad(.malformedEntry, "content over its limit") {
        $0.content.bytes = Data(repeating: 65, count: Limits.contentBytes + 1)
      },
      try bad(.malformedHeader, "half a header") { $0.header = $0.header.prefix(40) },
      try bad(.wrongNode, "an entry of another log", at: 0) { $0 = other.entries[0].wire },
      try bad(.brokenChain, "an entry twice") { $0 = log[3].wire },
      try bad(.brokenChain, "an entry left out") { $0 = log[5].wire },
      try bad(.badNodeSignature, "one bit of the node's signature") { $0.signature[0] ^= 1 },
      try bad(.badNodeSignature, "one bit of the header's time") {
        $0.header = try forger.laterHeader(of: log[4])
      },
      try bad(.badNodeSignature, "signed by a stranger") {
        $0.signature = Data(stranger.sign(log[4].headerBytes, for: .header))
      },
      try bad(.commitmentMismatch, "one bit of the update's salt") { $0.update.salt[3] ^= 1 },
      try bad(.commitmentMismatch, "one bit of the content") { $0.content.bytes[5] ^= 1 },
      try bad(.commitmentMismatch, "one bit of the content's salt") { $0.content.salt[0] ^= 1 },
      try written(.timeWentBack, "a clock set back") { $0.time = Instant(milliseconds: 1) },
      try written(.malformedUpdate, "no message behind the commitment") {
        $0.update = [0xff]
        $0.content = nil
      },
      try written(.updateForAnotherNode, "an update meant for another log") {
        $0.update = try #require(other.entries[0].update).bytes
        $0.content = nil
      },
      try written(.badAuthorSignature, "the node made an author say something else") {
        $0.update = try Forger.edit($0.update) { $0.created += 1 }
      },
    ]
  }
}

@Suite("Header and entry vectors")
struct EntryVectorTests {
  @Test("headers are read, written and hashed")
  func headers() throws {
    let file = try HeaderVectors.load()
    for vector in file.valid {
      let bytes = try unhex(vector.header)
      let header = try Header(decoding: bytes)
      #expect(try header.encoded() == bytes)
      #expect(hex(Hashing.hash(bytes, for: .header).array) == vector.hash)
      #expect(header.node.description == vector.node && header.sequence == vector.sequence)
      #expect(header.time.milliseconds == vector.time && header.reach.rawValue == vector.reach)
    }
    for vector in file.invalid {
      #expect(throws: EntryFault.malformedHeader, "\(vector.why)") {
        try Header(decoding: unhex(vector.header))
      }
    }
  }

  @Test("entries continue a log, and every way not to is told")
  func entries() throws {
    let file = try EntryVectors.load()
    #expect(try fault(file.entries, file) == nil)
    #expect(
      try file.entries.map { hex(try Self.entry($0).hash.array) } == file.hashes)
    for bad in file.invalid {
      let found = try fault(bad.entries, file)
      #expect(found?.at == bad.at && found?.fault.rawValue == bad.fault, "\(bad.why)")
    }
    let faults = Set(file.invalid.map(\.fault))
    #expect(faults == Set(EntryFault.allCases.map(\.rawValue)).subtracting(["fork"]))
  }

  @Test("a fork is two signed headers for one place")
  func fork() throws {
    let file = try EntryVectors.load()
    let halves = try file.fork.map {
      try Entry(
        headerBytes: unhex($0.header), signature: unhex($0.signature), update: nil, content: nil)
    }
    let key = try #require(SigningKey(unhex(file.signingKey)))
    #expect(halves.count == 2 && halves.allSatisfy { $0.isSigned(by: key) })
    #expect(halves[0].header.sequence == halves[1].header.sequence)
    #expect(halves[0].hash != halves[1].hash)
  }

  static func entry(_ text: String) throws -> Entry {
    try Entry(WireEntry(serializedBytes: unhex(text)))
  }

  /// Takes the entries in one by one, as production code does; tells the first fault.
  private func fault(
    _ entries: [String], _ file: EntryVectors
  ) throws -> (at: Int, fault: EntryFault)? {
    let node = try #require(NodeID(unhex(file.nodeBytes)))
    let key = try #require(SigningKey(unhex(file.signingKey)))
    var head: LogHead?
    for (at, text) in entries.enumerated() {
      do {
        let entry = try Self.entry(text)
        head = try Chain.verify([entry], after: head, of: node, signedBy: key)
        _ = try OpenedEntry(entry)
      } catch let fault as EntryFault {
        return (at, fault)
      }
    }
    return nil
  }
}
