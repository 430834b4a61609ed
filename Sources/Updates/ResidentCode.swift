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

  private var check: [UInt8] { SlipCheck.of(node.array + resident.array) }
}
