import Bookkeeping
import FoundationEssentials
import Screens
import Vocabulary
import WireFormat

// Correcting hours that crossed a border: who gives hours up says so.

extension CommandContext {
  /// The resident's own movement of hours, when it crossed a border; else nil.
  func crossed(_ id: UpdateID) async throws -> WireStatementLine? {
    var page = try await account(lines: Limits.rows)
    while true {
      if let line = page.lines.first(where: { UpdateID($0.transfer) == id }) {
        return line.otherNode.isEmpty ? nil : line
      }
      guard page.more, let last = page.lines.last, last.number > 0 else { return nil }
      page = try await account(lines: Limits.rows, before: last.number)
    }
  }
}

extension WireStatementLine {
  /// What makes these hours so many: the reader gives back what was too much, or adds what was too
  /// little. Throws in plain words when that is for the other person to do.
  func correcting(to total: UInt32) throws(Setback) -> WireHoursGiven {
    let crossed = legs.reduce(0) { $0 + max(0, $1.minutes) }
    let more = Int64(total) - crossed
    // Who received hours may give back; who gave them may add. A pot may have stood in for either.
    let pot = legs.first { AccountID(key: [UInt8]($0.account)) == .solidarityPot }?.minutes ?? 0
    let isReceiver = (minutes != 0 ? minutes : pot) > 0
    guard more != 0, isReceiver == (more < 0), kind == .help || more < 0 else {
      throw Setback(.correctedByGiver)
    }
    var given = WireHoursGiven()
    (given.node, given.resident, given.corrects) = (otherNode, otherResident, transfer)
    given.minutes = UInt32(clamping: more.magnitude)
    return given
  }
}
