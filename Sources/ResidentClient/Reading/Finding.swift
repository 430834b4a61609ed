import Screens
import Vocabulary
import WireFormat

// From what people type to what is meant.

extension CommandContext {
  static let shortestID = 4

  /// The one listing or agreement whose id begins as typed.
  func find(_ typed: String) async throws -> UpdateID {
    let begin = try beginning(typed)
    if let whole = Base32.decode(begin).flatMap({ UpdateID($0) }) { return whole }
    var question = WireAskResolve()
    question.prefix = begin
    guard case .resolved(let answer) = try await ask(.resolve(question)) else {
      throw Setback(.answerUnreadable)
    }
    return try only(answer.updates.compactMap { UpdateID($0) }, typed: begin)
  }

  /// The one agreement of the resident whose id begins as typed.
  func findAgreement(_ typed: String) async throws -> WireAgreementRow {
    let begin = try beginning(typed)
    let rows = try await agreements(ended: true, beginning: begin).filter {
      UpdateID($0.id)?.description.hasPrefix(begin) == true
    }
    let id = try only(rows.compactMap { UpdateID($0.id) }, typed: begin)
    guard let row = rows.first(where: { UpdateID($0.id) == id }) else {
      throw Setback(.idUnknown, begin)
    }
    return row
  }

  /// The resident's agreements.
  func agreements(
    ended: Bool, beginning: String = ""
  ) async throws -> [WireAgreementRow] {
    var question = WireAskAgreements()
    question.ended = ended
    question.prefix = beginning
    guard case .agreements(let answer) = try await ask(.agreements(question)) else {
      throw Setback(.answerUnreadable)
    }
    return answer.agreements
  }

  private func beginning(_ typed: String) throws(Setback) -> String {
    let begin = Base32.normalise(typed)
    guard begin.utf8.count >= Self.shortestID else { throw Setback(.idTooShort, typed) }
    return begin
  }

  private func only(_ found: [UpdateID], typed: String) throws(Setback) -> UpdateID {
    guard let first = found.first else { throw Setback(.idUnknown, typed) }
    guard found.count > 1 else { return first }
    let shown = found.sorted().map { String($0.description.prefix(max(typed.count + 4, 8))) }
    throw Setback(.idAmbiguous, shown.joined(separator: ", "))
  }
}
