import Screens
import Sealing
import Testing
import Updates
import Vocabulary
import WireFormat

@testable import ResidentClient

@Suite("A place in a box for one agreement")
struct SealedPlaceTests {
  private let anna = ResidentIdentity.random()
  private let agreement = UpdateID(bytes: Randomness.bytes32())

  @Test("Boxes are of one length, and open for the one agreement and the one reader")
  func boxes() throws {
    for words in ["", "Dorp 12", String(repeating: "é", count: Limits.placeTextBytes / 2)] {
      let place = PlaceLine(code: "9F367Q7Q+2X", words: words, isFromMap: true)
      let box = try #require(
        SealedPlace.seal(
          place, for: agreement, to: anna.channel.publicKey, ephemeral: Randomness.bytes32()))
      #expect(box.count == Limits.placeBytes)
      #expect(SealedPlace.open(box, of: agreement, with: anna.channel) == place)
      let other = UpdateID(bytes: Randomness.bytes32())
      #expect(SealedPlace.open(box, of: other, with: anna.channel) == nil)
      let stranger = ResidentIdentity.random().channel
      #expect(SealedPlace.open(box, of: agreement, with: stranger) == nil)
    }
  }

  @Test("What does not fit is not sealed, and what no terminal should show is not opened")
  func bounds() throws {
    func seal(_ words: String) -> [UInt8]? {
      SealedPlace.seal(
        PlaceLine(code: "9F367Q7Q+2X", words: words, isFromMap: false), for: agreement,
        to: anna.channel.publicKey, ephemeral: Randomness.bytes32())
    }
    #expect(seal(String(repeating: "a", count: Limits.placeBytes)) == nil)
    for words in [String(repeating: "a", count: Limits.placeTextBytes + 1), "a\u{1b}[2J"] {
      let box = try #require(seal(words))
      #expect(SealedPlace.open(box, of: agreement, with: anna.channel) == nil)
    }
  }

  @Test("A key is taken from the other's own signed yes, and from nothing else")
  func keys() throws {
    let bram = ResidentIdentity.random()
    let node = NodeID(bytes: Randomness.bytes32())
    func said(_ kind: WireUpdate.OneOf_Kind, by who: ResidentIdentity) throws -> Submission {
      try Signer(key: who.signing, resident: who.resident, neighbourhood: node).sign(
        kind, created: Terminal.now, nonce: Randomness.bytes(Limits.nonceBytes),
        contentSalt: Randomness.bytes(Limits.saltBytes))
    }
    var proposed = WireAgreementProposed()
    proposed.sealKey = .init(bram.channel.publicKey.array)
    let proposal = try said(.agreementProposed(proposed), by: bram)
    var row = WireAgreementRow()
    row.id = .init(proposal.id.array)
    row.other = .init(bram.resident.array)
    row.otherYes.signedUpdate = .init(proposal.signedUpdate)
    #expect(row.otherSealKey == bram.channel.publicKey)
    // A node that names another person, another agreement, or signs itself.
    var other = row
    other.other = .init(anna.resident.array)
    #expect(other.otherSealKey == nil)
    other = row
    other.id = .init(agreement.array)
    #expect(other.otherSealKey == nil)
    other = row
    other.otherYes.signedUpdate = .init(
      try said(.agreementProposed(proposed), by: .random()).signedUpdate)
    #expect(other.otherSealKey == nil)
    var yes = WireAgreementAccepted()
    yes.agreement = row.id
    yes.sealKey = proposed.sealKey
    other = row
    other.otherYes.signedUpdate = .init(try said(.agreementAccepted(yes), by: bram).signedUpdate)
    #expect(other.otherSealKey == bram.channel.publicKey)
    yes.agreement = .init(agreement.array)
    other.otherYes.signedUpdate = .init(try said(.agreementAccepted(yes), by: bram).signedUpdate)
    #expect(other.otherSealKey == nil)
  }
}
