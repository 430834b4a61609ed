import Bookkeeping
import Exchange
import Vocabulary

/// The books as one moment reads them: how far accounts may go, who pays, and the changes that
/// posting and holding make. `protocol/10-books.md` §1–§4.
struct BookPage<V: Views> {
  let views: V
  let now: Instant

  func account(_ id: AccountID) throws -> Account { try views.account(id) ?? Account(id: id) }

  func bounds(of id: AccountID) throws -> Bounds {
    switch id {
    case .resident(let resident):
      try (views.resident(resident)?.bounds ?? OwnBounds()).over(views.policy().resident)
    case .pot: try views.policy().pot
    case .clearing(let peer): try clearingBounds(with: peer)
    }
  }

  /// Nothing but gifts crosses to a node that is no active peer.
  func clearingBounds(with peer: NodeID) throws -> Bounds {
    guard try views.peer(peer)?.state == .active else { return Bounds(ours: nil, theirs: nil) }
    return Bounds(
      ours: try views.clearingLimits(of: views.node, about: peer),
      theirs: try views.clearingLimits(of: peer, about: views.node))
  }

  /// Minutes that may still leave an account. Of what a peer may owe us, what we let go is taken
  /// off as long as it may commit it: else ending a federation and beginning it again would lift
  /// its limit.
  func roomOut(_ id: AccountID) throws -> Minutes {
    let room = try account(id).roomOut(bounds(of: id))
    guard case .clearing(let peer) = id else { return room }
    return max(.zero, room.subtracting(try views.releasedMinutes(from: peer)) ?? .zero)
  }

  func roomIn(_ id: AccountID) throws -> Minutes { try account(id).roomIn(bounds(of: id)) }

  /// Who pays for help to a resident here.
  func coverage(_ minutes: Minutes, payer: ResidentID) throws -> Coverage {
    Coverage(
      minutes, payerRoom: try roomOut(.resident(payer)), potRoom: try roomOut(.solidarityPot),
      quarterRoom: try quarterRoom(of: payer))
  }

  /// What the solidarity pot's rule leaves a resident this quarter.
  func quarterRoom(of payer: ResidentID) throws -> Minutes {
    let covered = try views.covered(payer, in: Quarter(of: now))
    return max(.zero, try views.policy().solidarityPerQuarter.subtracting(covered) ?? .zero)
  }

  /// Legs of which a resident here gets no more than there is room for, and nothing when they have
  /// left; the rest goes to the solidarity pot.
  func capped(_ legs: [Leg], of payee: ResidentID) throws -> [Leg] {
    let isHere = try views.resident(payee)?.left == false
    let room = isHere ? try roomIn(.resident(payee)) : .zero
    return legs.flatMap { leg in
      leg.account == .resident(payee)
        ? Coverage.arriving(leg.minutes, at: leg.account, room: room) : [leg]
    }.combined
  }

  /// Help between two residents here: posted as far as anybody can pay.
  func help(
    _ id: UpdateID, kind: Transfer.Kind = .help, minutes: Minutes, payer: ResidentID,
    payee: ResidentID, about: UpdateID?
  ) throws -> [ViewChange] {
    let coverage = try coverage(minutes, payer: payer)
    let arriving = Coverage.arriving(
      coverage.moved, at: .resident(payee), room: try roomIn(.resident(payee)))
    let legs = coverage.paying(.resident(payer)) + arriving
    let posted = try post(
      Transfer(id: id, kind: kind, legs: legs, time: now, about: about), of: [payer, payee])
    // What comes straight back to the pot it did not pay.
    let back = arriving.first { $0.account == .solidarityPot }?.minutes ?? .zero
    let paid = Minutes(max(0, coverage.fromPot.count - back.count))
    return try posted.isEmpty ? [] : posted + covering(paid, for: payer, at: now)
  }

  /// Remembers what the pot paid for somebody at a time; below zero, that it did not after all.
  func covering(
    _ minutes: Minutes, for payer: ResidentID, at time: Instant
  ) throws -> [ViewChange] {
    guard minutes != .zero else { return [] }
    let quarter = Quarter(of: time)
    let sum = try views.covered(payer, in: quarter).adding(minutes) ?? Minutes(.max)
    return [.covered(Covered(resident: payer, quarter: quarter, minutes: max(.zero, sum)))]
  }

  /// The changes that post a transfer; none when its id is taken or nothing moves. `parties`: the
  /// residents here it is between, where a pot may stand in for them.
  func post(_ transfer: Transfer, of parties: [ResidentID] = []) throws -> [ViewChange] {
    guard try views.transfer(transfer.id) == nil else { return [] }
    let before = try accounts(of: transfer.legs)
    guard let after = try? Posting.post(transfer, on: before) else { return [] }
    return after.map(ViewChange.account) + [.transfer(transfer)] + transfer.asides(of: parties)
  }

  /// The residents here a transfer is between.
  func parties(of transfer: Transfer) throws -> [ResidentID] {
    try transfer.legs.compactMap(\.account.resident) + views.asides(of: transfer.id)
  }

  /// Throws the refusal that posting would meet, for rules that promise to post.
  func requirePostable(_ transfer: Transfer) throws {
    guard try views.transfer(transfer.id) == nil else { throw Refused(.idReused) }
    _ = try Posting.post(transfer, on: accounts(of: transfer.legs))
  }

  func accounts(of legs: [Leg]) throws -> [Account] { try legs.map { try account($0.account) } }

  /// A transfer across the border moves from one state to the next: holds, lets go, posts.
  func move(
    _ before: BorderTransfer?, to after: BorderTransfer
  ) throws -> [ViewChange] {
    let here = views.node
    let held = before?.isHeld(at: here) ?? false
    let holds = after.isHeld(at: here)
    var accounts = try accounts(of: after.legs)
    if held, !holds { accounts = try Posting.release(after.legs, on: accounts) }
    if !held, holds { accounts = try Posting.hold(after.legs, on: accounts) }
    var changes: [ViewChange] = []
    let posts = after.state == (here == after.payerNode ? .committed : .applied)
    if posts, before?.state != after.state {
      let transfer = after.posting(at: now)
      accounts = try Posting.post(transfer, on: accounts)
      changes.append(.transfer(transfer))
      let party = here == after.payerNode ? after.payer : after.payee
      changes += transfer.asides(of: [party])
    }
    if held != holds || !changes.isEmpty { changes = accounts.map(ViewChange.account) + changes }
    return changes + [.border(after)]
  }
}

extension Transfer {
  fileprivate func asides(of parties: [ResidentID]) -> [ViewChange] {
    Set(parties).sorted().filter { !concerns($0) }
      .map { .aside(Aside(transfer: id, resident: $0)) }
  }
}

extension BorderTransfer {
  /// What the books here post for it.
  fileprivate func posting(at time: Instant) -> Transfer {
    Transfer(
      id: id, kind: kind, legs: legs, time: time, about: agreement ?? corrects)
  }
}
