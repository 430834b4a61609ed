import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Gossip
import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Something a dishonest node wrote into its log about hours.
struct Lie {
  let entry: EntryHash
  /// Whom it was told.
  let listener: NodeID
  /// True when it must be named: it contradicts what the same log said before.
  let isPlain: Bool
  let what: String
}

extension World {
  /// The node at `machine` writes what its rules would never let it.
  func lie(_ machine: Int) throws {
    let liar = nodes[machine]
    guard liar.instance != nil, !liar.isHonest else { return }
    let listeners = honest.filter { liar.disk.views.peer($0.node)?.state == .active }
    guard let listener = pick(listeners), let lie = invent(by: liar, to: listener.node) else {
      return
    }
    let update = try UnverifiedUpdate(
      decoding: signed(Person.Say(kind: lie.kind), by: lie.signer ?? liar.signer).signedUpdate
    ).verified()
    let entry = try liar.disk.lie(
      update, to: listener.node, key: liar.key, at: clock(machine),
      salt: random.bytes(Limits.saltBytes))
    trace.note(now, "\(machine) lies to \(listener.number): \(lie.what)")
    lies.append(
      Lie(entry: entry, listener: listener.node, isPlain: lie.isPlain, what: lie.what))
    // What its own machinery then does announces it.
    if let head = liar.disk.head(of: liar.node) { feed(machine, .localHead(head)) }
  }

  private struct Invention {
    let what: String
    let kind: WireUpdate.OneOf_Kind
    var isPlain = true
    var signer: Signer?
  }

  private func invent(by liar: SimulatedNode, to listener: NodeID) -> Invention? {
    let between = liar.disk.views.borders.values
      .filter { $0.other(than: liar.node) == listener }.sorted { $0.id < $1.id }
    let (paid, got) = (
      between.filter { $0.payerNode == liar.node }, between.filter { $0.payeeNode == liar.node }
    )
    let noise = EntryHash(bytes: Bytes32(random.bytes(32)) ?? .zero)
    switch Int.random(in: 0..<14, using: &random) {
    case 13: return reserveOtherwise(by: liar, to: listener)
    case 12:
      let waiting = paid.filter { $0.state == .reserved || $0.state == .accepted }
      return pick(waiting).flatMap { transfer in
        pick(liar.disk.accepts(by: listener, besides: transfer.id)).map {
          Invention(what: "replays an old yes", kind: .commit(transfer.id, cites: $0))
        }
      }
    case 11:
      return pick(got.filter { $0.state == .applied }).map {
        Invention(what: "lets go what it applied", kind: .release($0.id))
      }
    case 10:
      return Invention(
        what: "states otherwise",
        kind: .clearingStated(
          .with { ($0.peer, $0.committed) = (Data(listener.array), 1_000_000) }))
    case 0..<3: return mint(for: listener)
    case 3:
      return pick(paid.filter { $0.state == .committed || $0.state == .applied }).map {
        Invention(what: "commits twice", kind: .commit($0.id, cites: $0.last))
      }
    case 4:
      return pick(paid.filter { $0.state == .voided }).map {
        Invention(what: "commits after a void", kind: .commit($0.id, cites: $0.last))
      }
    case 5:
      return pick(paid.filter { $0.state == .committed || $0.state == .applied }).map {
        Invention(what: "voids after a commit", kind: .void($0.id))
      }
    case 6:
      return pick(paid.filter { $0.state == .reserved }).map {
        Invention(what: "commits unasked", kind: .commit($0.id, cites: noise))
      }
    case 7:
      return pick(between).map {
        let mine = $0.payerNode == liar.node
        return Invention(
          what: "speaks for another",
          kind: mine ? .accept($0.id, cites: $0.reserve) : .commit($0.id, cites: $0.last))
      }
    case 8:
      // Its first answer and the VOID may have crossed; then the second is no worse.
      return pick(got.filter { $0.state != .reserved }).map {
        Invention(
          what: "answers twice", kind: .accept($0.id, cites: $0.reserve),
          isPlain: $0.state == .committed || $0.state == .applied)
      }
    default:
      return pick(got.filter { $0.state == .accepted }).map {
        Invention(what: "applies unasked", kind: .applied($0.id, cites: noise))
      }
    }
  }

  /// Puts on its way again what is under way or done, or was a gift.
  private func reserveOtherwise(by liar: SimulatedNode, to listener: NodeID) -> Invention? {
    let views = liar.disk.views
    let wrong = views.agreements.values.filter { agreement in
      guard agreement.payerNode == liar.node, agreement.payeeNode == listener else { return false }
      guard !agreement.gift, let carried = agreement.carried else { return agreement.gift }
      // After a second lie the listener goes on from another one than the liar does.
      return views.border(carried)?.state.isVoided != true
        && liar.disk.reserves(of: agreement.id) == 1
    }
    return pick(wrong.sorted { $0.id < $1.id }).map { agreement in
      Invention(
        what: "reserves otherwise",
        kind: .transferReserved(
          .with {
            $0.agreement = Data(agreement.id.array)
            ($0.minutes, $0.settled) = (60, 60)
          }))
    }
  }

  /// Hours nobody has: no floor and no clearing limit held them back.
  private func mint(for listener: NodeID) -> Invention? {
    let mine = people.filter { !nodes[$0.home].isHonest }
    let theirs = people.filter { nodes[$0.home].node == listener }
    guard let giver = pick(mine), let to = pick(theirs)?.signer.resident else { return nil }
    let minutes = UInt32.random(in: 60...(chance(0.2) ? 5_000 : 300), using: &random)
    return Invention(
      what: "mints \(minutes)",
      kind: Person.Say.hoursGiven(minutes, to: to, at: listener).kind, isPlain: false,
      signer: giver.signer)
  }

  /// Every plain contradiction is named by whom it was told; what was minted stays within what
  /// the two agreed on, which `watchBooks` sees at every change.
  func checkLies() {
    for lie in lies where lie.isPlain {
      guard let listener = honest.first(where: { $0.node == lie.listener }) else { continue }
      if !listener.disk.views.misdeeds.contains(where: { $0.entry == lie.entry }) {
        violate("node \(listener.number) does not name a lie: \(lie.what)")
      }
    }
  }
}

extension Disk {
  /// How often the node's own log put an agreement on its way.
  fileprivate func reserves(of agreement: UpdateID) -> Int {
    (logs[node] ?? []).count { opened in
      guard case .transferReserved(let said) = opened.update?.kind else { return false }
      return said.agreement == Data(agreement.array)
    }
  }

  /// Entries of a log that accept transfers, other than one.
  fileprivate func accepts(by node: NodeID, besides transfer: UpdateID) -> [EntryHash] {
    (logs[node] ?? []).compactMap { opened in
      guard case .transferAccepted(let said) = opened.update?.kind,
        said.transfer != Data(transfer.array)
      else { return nil }
      return opened.entry.hash
    }
  }
}

extension WireUpdate.OneOf_Kind {
  fileprivate static func accept(_ id: UpdateID, cites: EntryHash) -> Self {
    .transferAccepted(.with { ($0.transfer, $0.cites) = (Data(id.array), Data(cites.array)) })
  }
  fileprivate static func commit(_ id: UpdateID, cites: EntryHash) -> Self {
    .transferCommitted(.with { ($0.transfer, $0.cites) = (Data(id.array), Data(cites.array)) })
  }
  fileprivate static func applied(_ id: UpdateID, cites: EntryHash) -> Self {
    .transferApplied(.with { ($0.transfer, $0.cites) = (Data(id.array), Data(cites.array)) })
  }
  fileprivate static func release(_ id: UpdateID) -> Self {
    .transferReleased(.with { $0.transfer = Data(id.array) })
  }
  fileprivate static func void(_ id: UpdateID) -> Self {
    .transferVoided(.with { $0.transfer = Data(id.array) })
  }
}
