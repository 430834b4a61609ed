import Admission
import Bookkeeping
import Foundation
import Sealing
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// Two or three nodes, the messages between them and one resident who gives hours, in steps that
/// a plan can interrupt anywhere.
final class CrashRun {
  /// What goes wrong, once.
  enum Mishap: Hashable {
    case lose, double, delay, swap
  }

  /// What happens to whom: effects and messages are numbered in the order of a run.
  struct Plan: Hashable {
    var crashAt: Int?
    var mishaps: [Int: Mishap] = [:]
    /// The giver asks for it back in this round.
    var recallIn: Int?
    /// The regisseur of the second ends the federation in this round.
    var endIn: Int?
    /// Once the hours have arrived the regisseur of the second gives thirty of them back.
    var corrects = false
  }

  private enum Message {
    case ask(NodeID, from: UInt64)
    case entries([Entry], of: NodeID)
    case acknowledged(UInt64)
  }

  private struct Crash: Error {}

  let nodes: [CrashNode]
  let plan: Plan
  let transfer: UpdateID
  private let folder: Folder
  private let template: CrashTemplate
  private var generator: SeededGenerator
  private var now: Instant
  private var wire: [(from: Int, to: Int, Message)] = []
  private var late: [(from: Int, to: Int, Message)] = []
  /// Signed and not answered yet, and by which node's resident.
  private var outbox: [(home: Int, Submission)]
  private let recall: Submission
  private let end: Submission
  private let correction: Submission
  private var isCorrecting = false
  private(set) var effects = 0
  private(set) var messages = 0
  private static let back: UInt32 = 30

  init(_ template: CrashTemplate, _ plan: Plan, seed: UInt64 = 1, minutes: UInt32 = 90) throws {
    folder = try Folder()
    self.template = template
    self.plan = plan
    var generator = SeededGenerator(seed: seed)
    now = template.now
    nodes = try template.parts.map { [folder] in try CrashNode($0, in: folder) }
    let giver = template.residents[0]
    let given = WireUpdate.OneOf_Kind.hoursGiven(
      .with {
        $0.node = Data(template.parts[1].node.array)
        $0.resident = Data(template.residents[1].resident?.array ?? [])
        $0.minutes = minutes
      })
    func sign(
      _ kind: WireUpdate.OneOf_Kind, content: WireContent? = nil, by signer: Signer
    ) throws -> Submission {
      try signer.sign(
        kind, content: content, created: template.now, nonce: generator.bytes(Limits.nonceBytes),
        contentSalt: generator.bytes(Limits.saltBytes))
    }
    let first = try sign(given, by: giver)
    transfer = first.id
    outbox = [(0, first)]
    recall = try sign(
      .transferRecalled(.with { $0.transfer = Data(first.id.array) }), by: giver)
    end = try sign(
      .federationEnded(.with { $0.peer = Data(template.parts[0].node.array) }),
      by: template.regisseurs[1])
    correction = try sign(
      .correctionMade(
        .with { ($0.transfer, $0.minutes) = (Data(first.id.array), minutes - Self.back) }),
      content: .with { $0.note.text = "Nagevraagd" }, by: template.regisseurs[1])
    self.generator = generator
  }

  /// Rounds until both books have the end of it, and a few more.
  func live() throws {
    for number in 0..<40 {
      if number == plan.recallIn { outbox.append((0, recall)) }
      if number == plan.endIn { outbox.append((1, end)) }
      if plan.corrects, !isCorrecting, try state(of: transfer, at: 1) == .applied {
        outbox.append((1, correction))
        isCorrecting = true
      }
      try round()
      if try isOver() { return }
    }
  }

  private func isOver() throws -> Bool {
    guard outbox.isEmpty, late.isEmpty, isCorrecting == plan.corrects else { return false }
    return try awaited.allSatisfy { id in
      try (0...1).allSatisfy { try state(of: id, at: $0)?.isFinal == true }
    }
  }

  private var awaited: [UpdateID] { plan.corrects ? [transfer, correction.id] : [transfer] }

  private func state(of id: UpdateID, at number: Int) throws -> BorderState? {
    try nodes[number].store.read { try $0.border(id)?.state }
  }

  private func round() throws {
    now = now + .minutes(1)
    try submit()
    for number in nodes.indices {
      try act(number) { node in
        _ = try self.commit(node) { try $0.sayDuties(self.voice(node)) }
      }
      for other in nodes.indices where other != number && isJoined(number, other) {
        for log in nodes.indices where log != number {
          try act(number) { node in
            let next = try node.store.head(of: self.nodes[log].node).map { $0.sequence + 1 } ?? 0
            try self.send(.ask(self.nodes[log].node, from: next), from: number, to: other)
          }
        }
      }
    }
    while !wire.isEmpty {
      let (from, to, message) = wire.removeFirst()
      try act(to) { node in try self.read(message, from: from, at: node, to) }
    }
    (wire, late) = (late, [])
  }

  /// With a third node there is no line between the first two.
  private func isJoined(_ a: Int, _ b: Int) -> Bool { nodes.count == 2 || a == 2 || b == 2 }

  private func voice(_ node: CrashNode) -> OwnVoice {
    OwnVoice(admission: node.admission, now: now) { self.generator.bytes(Limits.nonceBytes) }
  }

  /// One thing a process does; when it dies of it, another one takes its place.
  private func act(_ number: Int, _ body: (CrashNode) throws -> Void) throws {
    do {
      try body(nodes[number])
    } catch is Crash {
      try nodes[number].restart()
      drop(number)
    } catch is CrashNode.Restarted {
      drop(number)
    }
  }

  /// Lines to a dead process are gone, and what was on them.
  private func drop(_ number: Int) { wire.removeAll { $0.from == number || $0.to == number } }

  private func commit<T>(_ node: CrashNode, _ body: (NodeStore) throws -> T) throws -> T {
    try node.commit(isDoomed: { self.effects == self.plan.crashAt }, moment, body)
  }

  private func moment(_ what: String) throws {
    defer { effects += 1 }
    if effects == plan.crashAt { throw Crash() }
  }

  /// The resident's client asks until it is answered, one thing after the other.
  private func submit() throws {
    for (home, submission) in outbox {
      try act(home) { node in
        let update = try UnverifiedUpdate(decoding: submission.signedUpdate).verified()
        _ = try self.commit(node) {
          try $0.submit(
            [Submitted(update, content: submission.content)], admission: node.admission,
            now: self.now,
            salt: { self.generator.bytes(Limits.saltBytes) })
        }
        try self.moment("before the answer")
        self.outbox.removeAll { $0.1.id == submission.id }
      }
      if outbox.first?.1.id == submission.id { return }
    }
  }

  private func send(_ message: Message, from: Int, to: Int) throws {
    try moment("before a message")
    defer { messages += 1 }
    switch plan.mishaps[messages] {
    case .lose: break
    case .double: wire += [(from, to, message), (from, to, message)]
    case .delay: late.append((from, to, message))
    case .swap: wire.insert((from, to, message), at: max(0, wire.count - 1))
    case nil: wire.append((from, to, message))
    }
    try moment("after a message")
  }

  private func read(
    _ message: Message, from: Int, at node: CrashNode, _ number: Int
  ) throws {
    try moment("before reading")
    switch message {
    case .ask(let log, let sequence):
      let entries = try node.store.entries(
        of: log, from: sequence, limit: 100, maxBytes: 1 << 20)
      guard !entries.isEmpty else { return }
      try send(
        .entries(entries.map { visible($0, to: from) }, of: log), from: number, to: from)
    case .entries(let entries, let log):
      let opened = try entries.map { try OpenedEntry($0) }
      let key = try #require(nodes.first { $0.node == log }).key.publicKey
      let (result, _) = try commit(node) {
        try $0.ingest(opened, of: log, signedBy: key, saying: voice(node))
      }
      // A late message begins after our head: refused, and asked for again.
      guard case .taken(let head?, _, _) = result, nodes[from].node == log else { return }
      try send(.acknowledged(head.sequence), from: number, to: from)
    case .acknowledged(let sequence):
      try commit(node) {
        try $0.acknowledge(by: nodes[from].node, upTo: sequence, at: now)
      }
    }
  }

  /// Bodies where reach says, and what two say to each other also to the third that relays it.
  private func visible(_ entry: Entry, to reader: Int) -> Entry {
    let isMeant = entry.header.audience.map { $0 == nodes[reader].node || reader == 2 } ?? true
    guard entry.header.reach == .neighbourhood || !isMeant else { return entry }
    var bare = entry
    (bare.update, bare.content) = (nil, nil)
    return bare
  }
}

extension CrashRun {
  /// What became of the hours; records an issue for everything that is not as it must be.
  func outcome(_ what: String) throws -> BorderState? {
    let views = nodes[0...1].map(\.store)
    let ids = nodes.map(\.node)
    let ends = try awaited.map { id in
      let states = try (0...1).map { try state(of: id, at: $0) }
      #expect(states[0] == states[1], "\(what): the books tell \(states)")
      #expect(states[0]?.isFinal == true, "\(what): it stays \(String(describing: states[0]))")
      return states[0]
    }
    let people = template.residents.compactMap(\.resident)
    let accounts = try [
      views[0].read { try $0.account(.resident(people[0])) },
      views[0].read { try $0.account(.clearing(ids[1])) },
      views[1].read { try $0.account(.clearing(ids[0])) },
      views[1].read { try $0.account(.resident(people[1])) },
    ]
    for account in accounts.compactMap(\.self) {
      #expect(account.heldIn == .zero && account.heldOut == .zero, "\(what): \(account)")
    }
    let back = ends.count > 1 && ends[1] == .applied ? Int64(Self.back) : 0
    let moved: Int64 = ends[0] == .applied ? 90 - back : 0
    #expect(
      accounts.map { $0?.balance.count ?? 0 } == [-moved, moved, -moved, moved], "\(what)")
    #expect(outbox.isEmpty, "\(what): the giver waits for an answer")
    for node in nodes {
      let verification = try node.store.verify()
      #expect(verification.passed, "\(what), \(node.name): \(verification)")
    }
    return ends.last ?? nil
  }

  func close() throws { for node in nodes { try node.store.close() } }
}
