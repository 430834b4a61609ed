import FoundationEssentials
import Vocabulary
import WireFormat

/// Who receives hours, as people pass it on: a neighbourhood and a resident of it.
/// `protocol/02-identities.md` §5.
public struct ResidentCode: Hashable, Sendable {
  /// Their neighbourhood.
  public let node: NodeID
  /// Who.
  public let resident: ResidentID

  /// States both.
  public init(node: NodeID, resident: ResidentID) {
    self.node = node
    self.resident = resident
  }

  /// The printable form.
  public func printed() throws -> String {
    var wire = WireResidentCode()
    wire.node = Data(node.array)
    wire.resident = Data(resident.array)
    wire.check = Data(check)
    return try Letter.print(wire, prefix: LetterPrefix.resident)
  }

  /// Reads the printable form; nil when it is not one, or was mistyped.
  public init?(_ text: String) {
    guard let wire: WireResidentCode = Letter.read(text, prefix: LetterPrefix.resident),
      let node = NodeID(wire.node), let resident = ResidentID(wire.resident)
    else { return nil }
    self.init(node: node, resident: resident)
    guard [UInt8](wire.check) == check else { return nil }
  }

  /// CRC-32 (ISO-HDLC, as in zip) of NodeID and ResidentID, big-endian: it finds slips of the
  /// finger, and is no proof of anything.
  private var check: [UInt8] {
    var sum = UInt32.max
    for byte in node.array + resident.array {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    sum = ~sum
    return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
  }
}
