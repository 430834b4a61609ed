import NodeRuntime
import ResidentClient
import Storage
import Vocabulary

extension Village {
  /// Writes listings of made-up residents until the log has so many entries, in batches as large
  /// as the node's own.
  mutating func fill(upTo entries: Int) async throws {
    let desk = try desk()
    // Founding and regisseur; then a resident costs an invitation and an enrolment.
    let residents = max(1, (entries - 2 + Limits.openListings + 1) / (Limits.openListings + 2))
    let authors = try welcome(residents, at: desk).map { pen(of: $0) }
    let listings = max(0, entries - 2 - 2 * residents)
    var next = try await Self.signed(0..<min(Self.share, listings), by: authors)
    var written = 0
    while !next.isEmpty {
      let ready = next
      written += ready.count
      let range = written..<min(written + Self.share, listings)
      // Signing goes on while the disk works.
      async let following = Self.signed(range, by: authors)
      for batch in ready.inBatches(of: LogWriter.batch) { try desk.take(batch) }
      next = try await following
    }
    try desk.store.close()
  }

  private static let share = 8 * LogWriter.batch

  private static func signed(_ numbers: Range<Int>, by authors: [Pen]) async throws -> [Submitted] {
    let parts = Array(numbers).inBatches(of: LogWriter.batch)
    return try await withThrowingTaskGroup(of: (Int, [Submitted]).self) { group in
      for part in parts {
        group.addTask {
          (part.startIndex, try part.map { try authors[$0 % authors.count].listing($0).verified() })
        }
      }
      var done: [(Int, [Submitted])] = []
      for try await part in group { done.append(part) }
      return done.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }

  /// Both regisseurs sign the federation; neither node runs yet.
  static func federate(_ first: inout Village, _ second: inout Village) throws {
    let (desk, otherDesk) = (try first.desk(), try second.desk())
    let proposal = try first.pen(of: try first.welcomeRegisseur(at: desk)).proposal(
      from: first, to: second)
    try desk.take([try proposal.verified()])
    let yes = try second.pen(of: try second.welcomeRegisseur(at: otherDesk)).acceptance(
      of: proposal, from: first, by: second)
    try otherDesk.take([try yes.verified()])
    try desk.store.close()
    try otherDesk.store.close()
  }
}
