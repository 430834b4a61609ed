import FoundationEssentials
import Sealing
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

struct LetterVectors: VectorFile {
  struct Good: Codable {
    let prefix: String
    let code: String
    let message: String
  }
  struct Bad: Codable {
    let prefix: String
    let code: String
    let why: String
  }
  struct Card: Codable {
    let card: String
    let refusal: String?
    let why: String
  }
  static let name = "letters.json"
  let valid: [Good]
  let invalid: [Bad]
  let cards: [Card]

  static func make() throws -> LetterVectors {
    var village = try Village("Wechelderzande", seed: 10)
    let other = try Village("Gierle", seed: 11)
    let lena = try village.device()
    var invitation = WireInvitation()
    invitation.card = village.card
    invitation.secret = Data(Hashing.hash([1], for: .invitation).array.prefix(16))
    invitation.expires = (village.now + .days(14)).milliseconds
    var proposed = WireFederationProposed()
    proposed.terms.first = Data(village.node.array)
    proposed.terms.second = Data(other.node.array)
    proposed.peer = other.card
    let proposal = try village.sign(.federationProposed(proposed), by: lena)
    var federation = WireFederationLetter()
    federation.card = village.card
    federation.proposal = try WireSignedUpdate(serializedBytes: proposal.signedUpdate)

    let code = try Letter.print(invitation, prefix: LetterPrefix.invitation)
    let secret: [UInt8] = try invitation.serializedBytes()
    let spaced = code.enumerated().map {
      $0.offset % 30 == 29 ? "\($0.element)\n " : "\($0.element)"
    }
    return LetterVectors(
      valid: [
        Good(prefix: LetterPrefix.invitation, code: code, message: hex(secret)),
        Good(prefix: LetterPrefix.invitation, code: spaced.joined(), message: hex(secret)),
        Good(
          prefix: LetterPrefix.federation,
          code: try Letter.print(federation, prefix: LetterPrefix.federation),
          message: hex(try federation.serializedBytes() as [UInt8])),
        Good(
          prefix: LetterPrefix.node,
          code: try Letter.print(village.card, prefix: LetterPrefix.node),
          message: hex(try village.card.serializedBytes() as [UInt8])),
      ],
      invalid: spoil(code), cards: try cards(village, other))
  }

  private static func spoil(_ code: String) -> [Bad] {
    let prefix = LetterPrefix.invitation
    return [
      Bad(prefix: prefix, code: "", why: "nothing"),
      Bad(prefix: prefix, code: String(code.dropFirst()), why: "no prefix"),
      Bad(prefix: LetterPrefix.node, code: code, why: "another prefix"),
      Bad(prefix: prefix, code: String(code.dropLast(3)), why: "the end is missing"),
      Bad(prefix: prefix, code: code + "u", why: "a letter that is none"),
      Bad(prefix: prefix, code: prefix + ":zzzzzzzz", why: "no message"),
      Bad(
        prefix: prefix, code: prefix + ":" + String(repeating: "0", count: 16_384), why: "too long"),
    ]
  }

  private static func cards(_ village: Village, _ other: Village) throws -> [Card] {
    func card(
      _ why: String, _ refusal: Refusal? = nil, _ change: (inout WireNodeCard) -> Void = { _ in }
    ) throws -> Card {
      var card = village.card
      change(&card)
      return Card(
        card: hex(try card.serializedBytes() as [UInt8]), refusal: refusal.map { "\($0)" }, why: why
      )
    }
    return [
      try card("genuine"),
      try card("other hearsay is still genuine") { $0.addresses = ["elsewhere.example:1"] },
      try card("a node of 31 bytes", .badLength) { $0.node.removeLast() },
      try card("no channel key", .badLength) { $0.channelKey = Data() },
      try card("another node", .cardForged) { $0.node = Data(other.node.array) },
      try card("another signing key", .cardForged) { $0.signingKey = other.card.signingKey },
      try card("another channel key", .cardForged) { $0.channelKey = other.card.channelKey },
      try card("no signature", .cardForged) { $0.channelKeySignature = Data() },
      try card("nine addresses", .tooLarge) {
        $0.addresses = [String](repeating: "a.example:1", count: Limits.addresses + 1)
      },
      try card("a long name", .tooLarge) {
        $0.name = String(repeating: "a", count: Limits.nameBytes + 1)
      },
    ]
  }
}

@Suite("Letter vectors")
struct LetterVectorTests {
  @Test("codes are read as printed, spaced or not, and nothing else is")
  func codes() throws {
    let file = try LetterVectors.load()
    for vector in file.valid {
      #expect(try read(vector.code, vector.prefix) == unhex(vector.message))
    }
    for vector in file.invalid {
      #expect(try read(vector.code, vector.prefix) == nil, "\(vector.why)")
    }
  }

  private func read(_ code: String, _ prefix: String) throws -> [UInt8]? {
    switch prefix {
    case LetterPrefix.invitation:
      try Letter<WireInvitation>.read(code, prefix: prefix)?.serializedBytes()
    case LetterPrefix.federation:
      try Letter<WireFederationLetter>.read(code, prefix: prefix)?.serializedBytes()
    default: try Letter<WireNodeCard>.read(code, prefix: prefix)?.serializedBytes()
    }
  }

  @Test("a card's keys belong together and to its node")
  func cards() throws {
    for vector in try LetterVectors.load().cards {
      let card = try WireNodeCard(serializedBytes: unhex(vector.card))
      do throws(Refused) {
        _ = try card.verified()
        #expect(vector.refusal == nil, "\(vector.why)")
      } catch {
        #expect("\(error.reason)" == vector.refusal, "\(vector.why)")
      }
    }
  }
}
