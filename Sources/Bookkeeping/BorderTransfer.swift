import Vocabulary

/// Where a transfer between two neighbourhoods stands. Raw values are those of storage.
public enum BorderState: Int, Sendable, CaseIterable {
  case reserved = 1
  case accepted = 2
  case rejected = 3
  case committed = 4
  case voided = 5
  case applied = 6
  /// Voided after the payee's node had accepted: that node has yet to let go what it holds.
  case withdrawn = 7
  /// The payee's node let go what it held without a word of the payer's node, which may still
  /// commit or void.
  case released = 8

  /// True when nothing follows any more.
  public var isFinal: Bool { self == .voided || self == .applied }
  /// True when the payer's node gave it up.
  public var isVoided: Bool { self == .voided || self == .withdrawn }
}

/// A step of the conversation between two logs; RESERVE begins it. `protocol/10-books.md` §7.
public enum BorderStep: Hashable, Sendable {
  case accept(cites: EntryHash)
  /// With the refusal's code.
  case reject(cites: EntryHash, reason: UInt16)
  case commit(cites: EntryHash)
  /// Cites the REJECT or RELEASE that it answers, or nothing.
  case void(cites: EntryHash?)
  /// Cites the VOID, or nothing when the federation is over.
  case release(cites: EntryHash?)
  case applied(cites: EntryHash)
}

/// What a node said about a transfer that does not follow from what was said before: it changes
/// nothing in the books, and the regisseurs are told. Raw values are those of storage.
public enum Misdeed: Int, Sendable, CaseIterable {
  case answeredTwice = 1
  case committedTwice = 2
  case committedAfterVoid = 3
  case voidedAfterCommit = 4
  case citesAnother = 5
  case appliedWithoutCommit = 6
  case speaksForAnother = 7
  case statesOtherwise = 8
  case reservesOtherwise = 9
  case releasedOutOfTurn = 10
}

/// Hours on their way from a resident of one neighbourhood to one of another, as one of the two
/// nodes knows it from both logs. `protocol/10-books.md` §7.
public struct BorderTransfer: Hashable, Sendable {
  /// The update that reserved.
  public let id: UpdateID
  /// The payer's neighbourhood: it decides.
  public let payerNode: NodeID
  /// Whose hours.
  public let payer: ResidentID
  /// The payee's neighbourhood: it answers.
  public let payeeNode: NodeID
  /// To whom.
  public let payee: ResidentID
  /// More than zero.
  public let minutes: Minutes
  /// What is posted for it: help, hours, or a correction of either.
  public let kind: Transfer.Kind
  /// The agreement that settled; nil for hours given away.
  public let agreement: UpdateID?
  /// The transfer across the same border that it corrects.
  public let corrects: UpdateID?
  /// The entry that reserved.
  public let reserve: EntryHash
  /// When it was reserved, by the payer's node's log.
  public let started: Instant
  /// Where it stands.
  public var state: BorderState
  /// What the next step has to cite: the entry of the last one.
  public var last: EntryHash
  /// Why it was rejected: a refusal's code; zero when it was not.
  public var reason: UInt16
  /// The giver asked for it back.
  public var recalled: Bool
  /// The entry by which the payee's node let go before it knew of any decision; nil when it did
  /// not.
  public var released: EntryHash?
  /// One of its two nodes said of it what its first word rules out: it stands as first said, and is
  /// not corrected.
  public var frozen: Bool
  /// What is, or will be, posted in the books of the node that keeps this record. Held while the
  /// transfer is under way on its side.
  public var legs: [Leg]

  /// A transfer as its RESERVE begins it.
  public init(
    id: UpdateID, payerNode: NodeID, payer: ResidentID, payeeNode: NodeID, payee: ResidentID,
    minutes: Minutes, kind: Transfer.Kind? = nil, agreement: UpdateID?,
    corrects: UpdateID? = nil, reserve: EntryHash, started: Instant,
    state: BorderState = .reserved, last: EntryHash? = nil, reason: UInt16 = 0,
    recalled: Bool = false, released: EntryHash? = nil, frozen: Bool = false, legs: [Leg] = []
  ) {
    self.id = id
    self.payerNode = payerNode
    self.payer = payer
    self.payeeNode = payeeNode
    self.payee = payee
    self.minutes = minutes
    self.kind = kind ?? (agreement == nil ? .hours : .help)
    self.agreement = agreement
    self.corrects = corrects
    self.reserve = reserve
    self.started = started
    self.state = state
    self.last = last ?? reserve
    self.reason = reason
    self.recalled = recalled
    self.released = released
    self.frozen = frozen
    self.legs = legs
  }

  /// What `payer` makes of it by giving hours to the other: what it lowers or gives back when its
  /// payee does, and raises when its payer does. Nil for everybody else, and for what is itself a
  /// correction or did not arrive.
  public func correction(by payer: ResidentID, at node: NodeID) -> Transfer.Kind? {
    guard state == .committed || state == .applied else { return nil }
    switch kind {
    case .help where payer == self.payee && node == payeeNode: return .lowered
    case .hours where payer == self.payee && node == payeeNode: return .returned
    case .help where payer == self.payer && node == payerNode: return .raised
    default: return nil
    }
  }

  /// From whom to whom how much goes when `node` makes it `total`: its payee gives back, its payer
  /// adds. Not above zero where that is for the other node to do.
  public func difference(
    to total: Minutes, at node: NodeID
  ) -> (payer: ResidentID, payee: ResidentID, minutes: Minutes) {
    let more = total.count - minutes.count
    return node == payeeNode
      ? (payee, payer, Minutes(-more)) : (payer, payee, Minutes(more))
  }

  /// The other one of the two nodes.
  public func other(than node: NodeID) -> NodeID { node == payerNode ? payeeNode : payerNode }

  /// True while the books of `node` hold its legs.
  public func isHeld(at node: NodeID) -> Bool {
    switch state {
    case .reserved, .rejected, .released: node == payerNode
    case .accepted: true
    case .committed: node == payeeNode && released == nil
    case .withdrawn: node == payeeNode
    case .voided, .applied: false
    }
  }

  /// True when it is `node`'s turn, whatever the clock says.
  public func isDue(at node: NodeID) -> Bool {
    switch state {
    case .reserved: node == payeeNode || recalled
    case .accepted, .rejected, .released: node == payerNode
    case .committed, .withdrawn: node == payeeNode
    case .voided, .applied: false
    }
  }
}

extension BorderTransfer {
  /// What a step in `node`'s log at `entry` makes of it, or why it makes nothing. The first word
  /// counts: what was said once is never unsaid.
  public func after(
    _ step: BorderStep, by node: NodeID, at entry: EntryHash
  ) -> Result<BorderTransfer, BorderObjection> {
    guard node == step.speaker(in: self) else { return .failure(.misdeed(.speaksForAnother)) }
    return switch step {
    case .accept(let cites): answered(cites) { moved(to: .accepted, at: entry) }
    case .reject(let cites, let reason):
      answered(cites) { moved(to: .rejected, at: entry, reason: reason) }
    case .commit(let cites): committed(cites, at: entry)
    case .void(let cites): voided(cites, at: entry)
    case .release(let cites): released(cites, at: entry)
    case .applied(let cites): applied(cites, at: entry)
    }
  }

  private typealias Outcome = Result<BorderTransfer, BorderObjection>

  private func answered(_ cites: EntryHash, _ next: () -> BorderTransfer) -> Outcome {
    switch state {
    case .reserved: cites == reserve ? .success(next()) : .failure(.misdeed(.citesAnother))
    // The two crossed: A had given up before it read B's answer.
    case .voided: .failure(cites == reserve ? .crossed : .misdeed(.citesAnother))
    default: .failure(.misdeed(.answeredTwice))
    }
  }

  private func committed(_ cites: EntryHash, at entry: EntryHash) -> Outcome {
    switch state {
    // Released: what the payee's node let go, it still honours.
    case .accepted, .released:
      cites == last ? .success(moved(to: .committed, at: entry)) : .failure(.misdeed(.citesAnother))
    case .committed, .applied: .failure(.misdeed(.committedTwice))
    case .voided, .withdrawn: .failure(.misdeed(.committedAfterVoid))
    case .reserved, .rejected: .failure(.misdeed(.citesAnother))
    }
  }

  private func voided(_ cites: EntryHash?, at entry: EntryHash) -> Outcome {
    switch state {
    case .rejected where cites != nil && cites != last,
      .released where cites != nil && cites != released:
      .failure(.misdeed(.citesAnother))
    case .reserved, .rejected, .released: .success(moved(to: .voided, at: entry))
    case .accepted: .success(moved(to: .withdrawn, at: entry))
    case .voided, .withdrawn: .failure(.crossed)
    case .committed, .applied: .failure(.misdeed(.voidedAfterCommit))
    }
  }

  private func released(_ cites: EntryHash?, at entry: EntryHash) -> Outcome {
    var next = self
    switch state {
    // It may have crossed our VOID or COMMIT, and then cites nothing.
    case .withdrawn where cites == nil || cites == last: next.state = .voided
    case .accepted where cites == nil: next.state = .released
    case .committed where cites == nil && released == nil: break
    case .withdrawn, .accepted: return .failure(.misdeed(.citesAnother))
    // VOID met ACCEPT on its way: here it never was accepted.
    case .voided where released == nil && reason == 0: return .failure(.crossed)
    default: return .failure(.misdeed(.releasedOutOfTurn))
    }
    next.released = entry
    return .success(next)
  }

  private func applied(_ cites: EntryHash, at entry: EntryHash) -> Outcome {
    switch state {
    case .committed:
      cites == last ? .success(moved(to: .applied, at: entry)) : .failure(.misdeed(.citesAnother))
    case .applied: .failure(.crossed)
    default: .failure(.misdeed(.appliedWithoutCommit))
    }
  }

  private func moved(
    to state: BorderState, at entry: EntryHash, reason: UInt16 = 0
  ) -> BorderTransfer {
    var next = self
    (next.state, next.last) = (state, entry)
    if reason != 0 { next.reason = reason }
    return next
  }
}

/// Why a step makes nothing of a transfer.
public enum BorderObjection: Error, Hashable, Sendable {
  /// It was said before, or the two logs crossed: nobody's fault.
  case crossed
  /// It does not follow.
  case misdeed(Misdeed)
}

extension BorderStep {
  /// The only node that may say it.
  fileprivate func speaker(in transfer: BorderTransfer) -> NodeID {
    switch self {
    case .accept, .reject, .release, .applied: transfer.payeeNode
    case .commit, .void: transfer.payerNode
    }
  }
}
