import Screens
import Sealing
import Updates
import Vocabulary
import WireFormat

/// What became of an update that was in the outbox.
struct Delivery: Sendable {
  /// The node's answer.
  enum Outcome: Sendable {
    case stored(WireStored)
    case refused(Refused)
  }

  let line: OutboxLine
  let outcome: Outcome
}

extension CommandContext {
  /// Sends what waits, oldest first, until the node cannot take more. What was stored leaves the
  /// outbox; what was refused is put aside.
  func deliver(over session: ResidentSession) async throws -> [Delivery] {
    try await outbox.alone { try await deliverAll(over: session) }
  }

  private func deliverAll(over session: ResidentSession) async throws -> [Delivery] {
    var deliveries: [Delivery] = []
    for item in try outbox.waiting() {
      do {
        let stored = try await session.submit(item.submission)
        if item.line.kind == .leaving { try noteLeaving() }
        try outbox.remove(item.name)
        deliveries.append(Delivery(line: item.line, outcome: .stored(stored)))
      } catch let refused as Refused {
        if refused.reason.mayPass { return deliveries }
        try outbox.setAside(item.name, because: refused)
        deliveries.append(Delivery(line: item.line, outcome: .refused(refused)))
      } catch let setback as Setback where setback.fault == .connectionLost {
        return deliveries
      }
    }
    return deliveries
  }

  /// From here on another neighbourhood may take this one's place.
  private func noteLeaving() throws(Setback) {
    var left = try membership()
    left.left = true
    try keep(left)
  }

  /// Signs what the resident says.
  func sign(_ kind: WireUpdate.OneOf_Kind, content: WireContent? = nil) throws -> Submission {
    let membership = try membership()
    let signer = Signer(
      key: try identity().signing, resident: membership.resident,
      neighbourhood: membership.card.node)
    return try signer.sign(
      kind, content: content, created: page.now, nonce: Randomness.bytes(Limits.nonceBytes),
      contentSalt: Randomness.bytes(Limits.saltBytes))
  }

  /// Signs, keeps in the outbox, and sends. Unreachable is no failure: it waits there.
  func post(_ kind: WireUpdate.OneOf_Kind, content: WireContent? = nil) async throws -> Posted {
    try await post(sign(kind, content: content), as: PostedKind(kind, at: membership().card.node))
  }

  /// Keeps a signed update in the outbox, and sends it after all that waited before.
  func post(_ submission: Submission, as kind: PostedKind) async throws -> Posted {
    let name = try outbox.keep(submission, at: page.now)
    do {
      let session = try await session(sendingFirst: false)
      let delivered = try await deliver(over: session)
      report(delivered, except: submission.id)
      switch delivered.first(where: { $0.line.id == submission.id })?.outcome {
      case .stored(let stored):
        return Posted(kind: kind, id: submission.id, fate: .init(stored))
      case .refused(let refused):
        // The person sees the reason now; there is nothing to come back to.
        try outbox.forget(name)
        throw refused
      case nil:
        // Another program in this home may have sent it for us: the node tells what became of it.
        guard !outbox.holds(name) else {
          return Posted(kind: kind, id: submission.id, fate: .kept)
        }
        var stored = try await session.submit(submission)
        stored.repeated = false
        return Posted(kind: kind, id: submission.id, fate: .init(stored))
      }
    } catch let setback as Setback where Ending(setback.fault) == .unreachable {
      return Posted(kind: kind, id: submission.id, fate: .kept)
    }
  }
}

/// What became of something the resident just said.
struct Posted {
  let kind: PostedKind
  let id: UpdateID
  let fate: ReceiptScreen.Fate

  func receipt(
    minutes: Int64? = nil, letter: ReceiptScreen.Letter? = nil, danger: Bool = false,
    placeShared: Bool? = nil
  ) -> ReceiptScreen {
    ReceiptScreen(
      kind: kind, id: id, fate: fate, minutes: minutes, letter: letter, danger: danger,
      placeShared: placeShared)
  }
}

extension ReceiptScreen.Fate {
  init(_ stored: WireStored) {
    self = .stored(
      entry: EntryHash(stored.entry), sequence: stored.sequence, repeated: stored.repeated)
  }
}

extension Refusal {
  /// True for reasons that lie with the node and not with the update: the same bytes may be taken
  /// later.
  var mayPass: Bool {
    switch self {
    case .nodeReadOnly, .nodeFault, .tooManyRequests: true
    default: false
    }
  }
}
