import Screens
import Updates
import Vocabulary
import WireFormat

// Whom hours are for, as people type it.

extension CommandContext {
  /// A receive code, a resident of this neighbourhood, or the other party of an agreement.
  func receiver(_ typed: String) async throws -> ResidentCode {
    if let code = try code(typed) { return code }
    var meant = Set(try await residentsHere(typed))
    if Base32.normalise(typed).utf8.count >= Self.shortestID {
      for row in try await agreements(ended: true, beginning: Base32.normalise(typed)) {
        guard let node = NodeID(row.otherNode), let resident = ResidentID(row.other) else {
          continue
        }
        meant.insert(ResidentCode(node: node, resident: resident))
      }
    }
    return try one(of: meant, typed)
  }

  /// A resident of this neighbourhood, by name, id or code.
  func residentHere(_ typed: String) async throws -> ResidentID {
    if let code = try code(typed) {
      guard code.node == (try membership().card.node) else {
        throw Refused(.recipientUnknown)
      }
      return code.resident
    }
    return try one(of: Set(try await residentsHere(typed)), typed).resident
  }

  /// Nil for what is no code at all.
  private func code(_ typed: String) throws(Setback) -> ResidentCode? {
    if let code = ResidentCode(typed) { return code }
    guard typed.hasPrefix("gebuur-") else { return nil }
    throw Setback(
      typed.hasPrefix(LetterPrefix.resident + ":") ? .codeUnreadable : .codeForSomethingElse)
  }

  private func residentsHere(_ typed: String) async throws -> [ResidentCode] {
    guard typed.utf8.count >= 2 else { throw Setback(.idTooShort, typed) }
    let home = try membership().card.node
    return try await resolve(typed, among: .residents).map {
      ResidentCode(node: home, resident: ResidentID(bytes: $0))
    }
  }

  private func one(
    of meant: Set<ResidentCode>, _ typed: String
  ) throws(Setback) -> ResidentCode {
    guard let first = meant.first else { throw Setback(.idUnknown, typed) }
    guard meant.count == 1 else {
      let shown = meant.map(\.resident.short).sorted()
      throw Setback(.idAmbiguous, shown.joined(separator: ", "))
    }
    return first
  }
}
