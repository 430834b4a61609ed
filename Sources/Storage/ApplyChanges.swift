import Admission
import Bookkeeping
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

extension SQLViews {
  /// Makes the changes, in order, in the transaction that appends the entry they come from.
  /// Gives true when content was erased.
  func apply(_ changes: [ViewChange]) throws -> Bool {
    var erased = false
    var posted = false
    for change in changes {
      switch change {
      case .resident(let resident): try put(resident)
      case .device(let device): try put(device)
      case .invitation(let invitation): try put(invitation)
      case .attestation(let held): try put(held)
      case .listing(let listing): try put(listing)
      case .agreement(let agreement): try put(agreement)
      case .account(let account):
        try put(account)
        posted = true
      case .transfer(let transfer): try add(transfer)
      case .aside(let aside): try add(aside)
      case .policy(let node, let policy): try put(policy, of: node)
      case .correction(let correction): try put(correction)
      case .covered(let covered): try put(covered)
      case .border(let transfer): try put(transfer)
      case .misdeed(let report): try add(report)
      case .clearingLimits(let limits): try put(limits)
      case .clearingStatement(let statement): try put(statement)
      case .thanks(let thanks): try add(thanks)
      case .place(let shared): try put(shared)
      case .peer(let peer):
        if try isOnlyOwedMore(peer) {
          try raiseDue(of: peer)
        } else {
          try put(peer)
          touched.federation = true
        }
      case .word(let word):
        try put(word)
        touched.federation = true
      case .erasure(let erasure): try put(erasure)
      case .receipt(let receipt): try put(receipt)
      case .parted(let node):
        try part(from: node)
        touched.federation = true
      case .erase(let update):
        try erase(update)
        erased = true
      }
    }
    if posted { try checkBooks() }
    return erased
  }

  /// Every word addressed to an active peer raises what is due to it, which counts only once the
  /// federation is over: gossip need not look again for that.
  private func isOnlyOwedMore(_ peer: Peer) throws -> Bool {
    guard peer.state == .active, var before = try self.peer(peer.node) else { return false }
    before.due = peer.due
    return before == peer
  }

  /// The database would refuse the commit anyway; asked here, the fault names its cause.
  private func checkBooks() throws {
    let sums = try prepare("SELECT sum, held FROM books").first { row in
      [row.integer(), row.integer()]
    }
    guard sums == [0, 0] else { throw StorageFault.unbalanced }
  }

  /// Content and salt go; the salt because the commitment could be guessed with it.
  private func erase(_ update: UpdateID) throws {
    try countErasure(of: update)
    try prepare(
      "UPDATE entry SET content_salt = NULL, content_bytes = NULL WHERE update_id = ?"
    ).run(.identity(update))
    try prepare("INSERT INTO erased (update_id) VALUES (?) ON CONFLICT DO NOTHING")
      .run(.identity(update))
  }

  private func put(_ resident: Resident) throws {
    known.residents.forget(resident.id)
    try prepare(
      """
      INSERT INTO resident (id, role, joined, profile, preferences, floor, ceiling, limits, left)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE
      SET role = excluded.role, joined = excluded.joined, profile = excluded.profile,
        preferences = excluded.preferences, floor = excluded.floor,
        ceiling = excluded.ceiling, limits = excluded.limits, left = excluded.left
      """
    ).run(
      .identity(resident.id), .count(resident.role.rawValue), .time(resident.joined),
      .identity(resident.profile), .identity(resident.preferences),
      .minutes(resident.bounds.lowest), .minutes(resident.bounds.highest),
      .identity(resident.bounds.said), .flag(resident.left))
  }

  private func put(_ device: Device) throws {
    try prepare(
      """
      INSERT INTO device (key, resident, seal_key) VALUES (?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET resident = excluded.resident, seal_key = excluded.seal_key
      """
    ).run(.identity(device.key), .identity(device.resident), .identity(device.sealKey))
  }

  private func put(_ invitation: Invitation) throws {
    try prepare(
      """
      INSERT INTO invitation (key, role, expires, issuer, used_by) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET role = excluded.role, expires = excluded.expires,
        issuer = excluded.issuer, used_by = excluded.used_by
      """
    ).run(
      .identity(invitation.key), .count(invitation.role.rawValue), .time(invitation.expires),
      .identity(invitation.issuer), .identity(invitation.usedBy))
  }
}
