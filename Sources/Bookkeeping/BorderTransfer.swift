import Vocabulary

/// Where a transfer between two neighbourhoods stands. Raw values are those of storage.
public enum BorderState: Int, Sendable, CaseIterable {
  case reserved = 1
  case accepted = 2
  case rejected = 3
  case committed = 4
  case voided = 5
  case applied = 6

  /// True when nothing follows any more.
  public var isFinal: Bool { self == .voided || self == .applied }
}

/// A step of the conversation between two logs; RESERVE begins it. `protocol/10-books.md` §7.
public enum BorderStep: Hashable, Sendable {
  case accept(cites: EntryHash)
  /// With the refusal's code.
  case reject(cites: EntryHash, reason: UInt16)
  case commit(cites: EntryHash)
  /// Cites the REJECT, or nothing.
  case void(cites: EntryHash?)
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
  /// The agreement that settled; nil for hours given away.
  public let agreement: UpdateID?
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
  /// What is, or will be, posted in the books of the node that keeps this record. Held while the
  /// transfer is under way on its side.
  public var legs: [Leg]

  /// A transfer as its RESERVE begins it.
  public init(
    id: UpdateID, payerNode: NodeID, payer: ResidentID, payeeNode: NodeID, payee: ResidentID,
    minutes: Minutes, agreement: UpdateID?, reserve: EntryHash, started: Instant,
    state: BorderState = .reserved, last: EntryHash? = nil, reason: UInt16 = 0,
    recalled: Bool = false, legs: [Leg] = []
  ) {
    self.id = id
    self.payerNode = payerNode
    self.payer = payer
    self.payeeNode = payeeNode
    self.payee = payee
    self.minutes = minutes
    self.agreement = agreement
    self.reserve = reserve
    self.started = started
    self.state = state
    self.last = last ?? reserve
    self.reason = reason
    self.recalled = recalled
    self.legs = legs
  }

  /// The other one of the two nodes.
  public func other(than node: NodeID) -> NodeID { node == payerNode ? payeeNode : payerNode }

  /// True while the books of `node` hold its legs.
  public func isHeld(at node: NodeID) -> Bool {
    switch state {
    case .reserved, .rejected: node == payerNode
    case .accepted: true
    case .committed: node == payeeNode
    case .voided, .applied: false
    }
  }

  /// True when it is `node`'s turn, whatever the clock says.
  public func isDue(at node: NodeID) -> Bool {
    switch state {
    case .reserved: node == payeeNode || recalled
    case .accepted, .rejected: node == payerNode
    case .committed: node == payeeNode
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
    var next = self
    next.last = entry
    switch (step, state) {
    case (.accept(let cites), .reserved):
      guard cites == reserve else { return .failure(.misdeed(.citesAnother)) }
      next.state = .accepted
    case (.reject(let cites, let reason), .reserved):
      guard cites == reserve else { return .failure(.misdeed(.citesAnother)) }
      next.state = .rejected
      next.reason = reason
    case (.accept(let cites), .voided), (.reject(let cites, _), .voided):
      // The two crossed: A had given up before it read B's answer.
      return .failure(cites == reserve ? .crossed : .misdeed(.citesAnother))
    case (.accept, _), (.reject, _): return .failure(.misdeed(.answeredTwice))
    case (.commit(let cites), .accepted):
      guard cites == last else { return .failure(.misdeed(.citesAnother)) }
      next.state = .committed
    case (.commit, .committed), (.commit, .applied): return .failure(.misdeed(.committedTwice))
    case (.commit, .voided): return .failure(.misdeed(.committedAfterVoid))
    case (.commit, _): return .failure(.misdeed(.citesAnother))
    case (.void(let cites), .rejected):
      guard cites == nil || cites == last else { return .failure(.misdeed(.citesAnother)) }
      next.state = .voided
    case (.void, .reserved), (.void, .accepted): next.state = .voided
    case (.void, .voided): return .failure(.crossed)
    case (.void, _): return .failure(.misdeed(.voidedAfterCommit))
    case (.applied(let cites), .committed):
      guard cites == last else { return .failure(.misdeed(.citesAnother)) }
      next.state = .applied
    case (.applied, .applied): return .failure(.crossed)
    case (.applied, _): return .failure(.misdeed(.appliedWithoutCommit))
    }
    return .success(next)
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
    case .accept, .reject, .applied: transfer.payeeNode
    case .commit, .void: transfer.payerNode
    }
  }
}
