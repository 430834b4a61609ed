import FoundationEssentials
import Screens
import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// A place in a box for the other party of one agreement. `protocol/02-identities.md` §7.
enum SealedPlace {
  private static let room =
    Limits.placeBytes - SealedBox.overhead - SealedPurpose.sharedPlace.rawValue.utf8.count
  private static let mark: UInt8 = 0x80

  /// Nil for a place that does not fit, or a key that is none.
  static func seal(
    _ place: PlaceLine, for agreement: UpdateID, to key: ChannelKey, ephemeral: Bytes32
  ) -> [UInt8]? {
    guard let words: [UInt8] = try? place.wire.serializedBytes() else { return nil }
    var plain = agreement.array + words + [mark]
    guard plain.count <= room else { return nil }
    // Always as long: the length of an address could tell which one it is.
    plain += [UInt8](repeating: 0, count: room - plain.count)
    return SealedBox.seal(plain, to: key, for: .sharedPlace, ephemeral: ephemeral)
  }

  /// Nil for a box for somebody else, or of another agreement.
  static func open(
    _ box: [UInt8], of agreement: UpdateID, with keys: ChannelKeyPair
  ) -> PlaceLine? {
    guard let plain = SealedBox.open(box, with: keys, for: .sharedPlace),
      plain.starts(with: agreement.array), let end = plain.lastIndex(where: { $0 != 0 }),
      plain[end] == mark, end >= agreement.array.count,
      let wire = try? WirePlace(serializedBytes: Array(plain[agreement.array.count..<end]))
    else { return nil }
    return PlaceLine(wire)
  }
}

// What the other party signed themselves: the node hands it over and cannot change it.
extension WireAgreementRow {
  /// The other's key to seal for; nil when they said no yes, or it is not theirs.
  var otherSealKey: ChannelKey? {
    guard let yes = otherUpdate(otherYes) else { return nil }
    switch yes.kind {
    case .agreementProposed(let said) where yes.id == UpdateID(id): return ChannelKey(said.sealKey)
    case .agreementAccepted(let said) where UpdateID(said.agreement) == UpdateID(id):
      return ChannelKey(said.sealKey)
    default: return nil
    }
  }

  /// Where the other says to come; nil when they did not, or not to this reader.
  func otherPlace(for reader: ResidentIdentity) -> PlaceLine? {
    guard hasPlace, let id = UpdateID(id), let update = otherUpdate(place),
      case .placeShared(let said) = update.kind, UpdateID(said.agreement) == id
    else { return nil }
    let salted = Salted(salt: [UInt8](place.content.salt), bytes: [UInt8](place.content.bytes))
    guard update.commits(to: salted),
      case .place(let content) = try? WireContent(serializedBytes: salted.bytes).kind
    else { return nil }
    return SealedPlace.open([UInt8](content.sealed), of: id, with: reader.channel)
  }

  /// Signed by the other party's own device.
  private func otherUpdate(_ said: WireSaid) -> VerifiedUpdate? {
    guard let other = ResidentID(self.other),
      let update = try? UnverifiedUpdate(decoding: [UInt8](said.signedUpdate)).verified(),
      update.resident == other, ResidentID.of(firstDevice: update.author) == other
    else { return nil }
    return update
  }
}
