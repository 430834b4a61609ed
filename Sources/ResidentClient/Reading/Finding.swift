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

  /// The one among these whose id begins as typed.
  func only<Row>(_ rows: [Row], typed: String, id: (Row) -> UpdateID) throws(Setback) -> Row {
    let begin = try beginning(typed)
    let found = try only(
      rows.map(id).filter { $0.description.hasPrefix(begin) }, typed: begin)
    guard let row = rows.first(where: { id($0) == found }) else {
      throw Setback(.idUnknown, begin)
    }
    return row
  }

  /// Whole ids, of what was asked.
  func resolve(_ typed: String, among kind: WireResolvable) async throws -> [Bytes32] {
    var question = WireAskResolve()
    question.prefix = typed
    question.among = kind
    guard case .resolved(let answer) = try await ask(.resolve(question)) else {
      throw Setback(.answerUnreadable)
    }
    return answer.updates.compactMap { Bytes32($0) }
  }

  /// The transfer that is meant: the resident's own; for a regisseur any here. True when it is the
  /// resident's own.
  func findTransfer(_ typed: String) async throws -> (UpdateID, own: Bool) {
    let begin = try beginning(typed)
    let mine = try await resolve(begin, among: .myTransfers).map { UpdateID(bytes: $0) }
    if !mine.isEmpty { return (try only(mine, typed: begin), true) }
    do {
      let all = try await resolve(begin, among: .transfers).map { UpdateID(bytes: $0) }
      return (try only(all, typed: begin), false)
    } catch let refused as Refused where refused.reason == .notRegisseur {
      throw Setback(.idUnknown, begin)
    }
  }

  /// The hours on their way across the border that are meant, however many others are.
  func findTransit(_ typed: String) async throws -> UpdateID {
    let begin = try beginning(typed)
    return try only(
      try await resolve(begin, among: .myTransits).map { UpdateID(bytes: $0) }, typed: begin)
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
