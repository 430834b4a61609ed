import ArgumentParser
import Bookkeeping
import Foundation
import Glibc
import NodeRuntime
import ResidentClient
import Sealing
import Storage
import Updates
import Vocabulary

/// Real nodes, killed at random moments while residents give hours across the border: in the end
/// nothing is lost, nothing came twice and nothing is held.
struct Soak: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "soak",
    abstract: "Kill -9 nodes while hours cross between them, then check every book.",
    discussion: """
      The same seed makes the same choices; what the machine makes of them differs. Exit status 1 \
      means that something did not hold.
      """)

  @Option(help: "Each kills one of the two nodes, at some moment.")
  var rounds = 300
  @Option(help: "Chooses who gives, and when who is killed; random when left out.")
  var seed: UInt64?
  @Option(help: "The independent checker's Python.")
  var python = ProcessInfo.processInfo.environment["GEBUUR_PYTHON"] ?? ""
  @Option(help: "Where the repository is.")
  var root = "."

  func validate() throws {
    guard (1...100_000).contains(rounds) else { throw ValidationError("1 to 100000 rounds") }
  }

  func run() async throws {
    let seed = seed ?? UInt64.random(in: 0...999_999)
    print("soak: seed \(seed), \(rounds) rounds")
    let path = NSTemporaryDirectory() + "/gebuur-soak-\(getpid())"
    let ground = try Wear(in: path, seed: seed)
    defer {
      ground.stop()
      try? FileManager.default.removeItem(atPath: path)
    }
    try await ground.meet()
    for round in 1...rounds {
      try await ground.wear(givers: 3)
      if round.isMultiple(of: 50) { print("  \(round) rounds, \(ground.told)") }
    }
    var faults = try await ground.settle()
    ground.stop()
    faults += try ground.verify(python: python, root: root)
    print("soak: \(ground.told); \(faults.isEmpty ? "everything holds" : "FAILED")")
    for fault in faults { print("  \(fault)") }
    if !faults.isEmpty { throw ExitCode(1) }
  }
}

/// Two nodes that get killed and started again, and what residents gave meanwhile.
final class Wear {
  private let neighbours: Neighbours
  private let gebuurd: Program
  private var nodes: [Running] = []
  private var generator: SeededGenerator
  private let readers: [NodeStore]
  private var given: [Gift] = []
  private var refused = 0
  private var kills = 0
  /// Kills that came while hours were on their way.
  private var hits = 0
  private var repeats = 0

  /// Hours from a resident of one side to one of the other.
  private struct Gift: Sendable {
    let side: Int
    let giver: Int
    let receiver: Int
    let minutes: Int64
    let update: Submission
  }

  init(in path: String, seed: UInt64) throws {
    gebuurd = try Program.besideThis("gebuurd")
    generator = SeededGenerator(seed: seed)
    neighbours = try Neighbours(in: path, residents: 4)
    readers = try neighbours.readers()
    for side in 0...1 { nodes.append(try start(side)) }
  }

  /// What happened so far.
  var told: String {
    "\(given.count) given, \(refused) refused, \(kills) kills, \(hits) with hours on their way, "
      + "\(repeats) asked again"
  }

  func stop() {
    for node in nodes { node.stop() }
    nodes = []
  }

  private func start(_ side: Int) throws -> Running {
    let node = try gebuurd.start(
      ["run", "--directory", neighbours.villages[side].directory.path])
    guard node.firstLine().hasPrefix("ready") else { throw Trouble("gebuurd does not start") }
    return node
  }

  /// Waits until both nodes have read what they may owe each other.
  func meet() async throws {
    let ids = neighbours.villages.map(\.keys.node)
    let watch = Stopwatch()
    while watch.seconds < 60 {
      let isReady = try readers.allSatisfy { reader in
        try reader.read { views in
          try views.clearingLimits(of: ids[0], about: ids[1]) != nil
            && views.clearingLimits(of: ids[1], about: ids[0]) != nil
        }
      }
      if isReady { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw Trouble("the nodes do not meet")
  }

  /// Some residents give while one of the nodes dies, and is started again.
  func wear(givers: Int) async throws {
    let gifts = try (0..<givers).map { _ in try gift() }
    let victim = Int.random(in: 0...1, using: &generator)
    let asked = neighbours
    async let answers = Self.hand(gifts, asked)
    try await rightMoment(of: gifts)
    kill(nodes[victim].pid, SIGKILL)
    _ = nodes[victim].wait()
    kills += 1
    if try areUnderWay(gifts + given.suffix(givers)) { hits += 1 }
    nodes[victim] = try start(victim)
    for (gift, answer) in zip(gifts, try await answers) {
      repeats += answer.tries - 1
      if answer.isStored { given.append(gift) } else { refused += 1 }
    }
  }

  private func gift() throws -> Gift {
    let side = Int.random(in: 0...1, using: &generator)
    let giver = Int.random(in: 0...3, using: &generator)
    let minutes = UInt32.random(in: 1...90, using: &generator)
    let receiver = Int.random(in: 0...3, using: &generator)
    return Gift(
      side: side, giver: giver, receiver: receiver, minutes: Int64(minutes),
      update: try neighbours.give(minutes, from: side, giver, to: receiver))
  }

  /// Half the kills come at any moment, the others when hours have just set out: that takes a few
  /// milliseconds, which chance alone seldom meets.
  private func rightMoment(of gifts: [Gift]) async throws {
    if Bool.random(using: &generator) {
      let moment = Int.random(in: 0...60, using: &generator)
      return try await Task.sleep(for: .milliseconds(moment))
    }
    let moment = Int.random(in: 0...3_000, using: &generator)
    let watch = Stopwatch()
    while watch.seconds < 1, try !areUnderWay(gifts) {
      try await Task.sleep(for: .microseconds(200))
    }
    try await Task.sleep(for: .microseconds(moment))
  }

  /// True when one of them stands in the books and has not come to its end in both.
  private func areUnderWay(_ gifts: [Gift]) throws -> Bool {
    try gifts.contains { gift in
      let states = try readers.map { try $0.read { try $0.border(gift.update.id)?.state } }
      return states.contains { $0 != nil } && !states.allSatisfy { $0?.isFinal == true }
    }
  }

  private struct Answer: Sendable {
    let isStored: Bool
    let tries: Int
  }

  /// As a client does: the signed update waits until it is answered, however often that takes.
  private static func hand(
    _ gifts: [Gift], _ neighbours: Neighbours
  ) async throws -> [Answer] {
    try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
      for (number, gift) in gifts.enumerated() {
        group.addTask {
          let card = try neighbours.villages[gift.side].card.verified()
          let identity = neighbours.residents[gift.side][gift.giver]
          for tries in 1...500 {
            do {
              let session = try await ResidentSession.connect(to: card, as: identity)
              _ = try await session.submit(gift.update)
              await session.close()
              return (number, Answer(isStored: true, tries: tries))
            } catch is Refused {
              return (number, Answer(isStored: false, tries: tries))
            } catch {
              try await Task.sleep(for: .milliseconds(20))
            }
          }
          throw Trouble("a node does not answer any more")
        }
      }
      var answers: [Int: Answer] = [:]
      for try await (number, answer) in group { answers[number] = answer }
      return answers.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  /// Waits until every transfer has its end in both books, and gives what is wrong.
  func settle() async throws -> [String] {
    let watch = Stopwatch()
    var open = given.map(\.update.id)
    while !open.isEmpty, watch.seconds < 180 {
      let waiting = open
      open = try waiting.filter { id in
        try readers.contains { try $0.read { try $0.border(id)?.state.isFinal != true } }
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    var faults = open.map { "transfer \($0.short) has no end" }
    if refused > 0 { faults.append("\(refused) were refused, though there was room") }
    if kills > 5, hits == 0 { faults.append("no kill met hours on their way") }
    // Who has how much: four residents of each side, and what the sides owe each other.
    var expected = [[Int64]](repeating: [0, 0, 0, 0, 0], count: 2)
    for gift in given {
      let states = try readers.map { try $0.read { try $0.border(gift.update.id)?.state } }
      if states[0] != states[1] { faults.append("transfer \(gift.update.id.short) is \(states)") }
      guard states[gift.side] == .applied else { continue }
      expected[gift.side][gift.giver] -= gift.minutes
      expected[1 - gift.side][gift.receiver] += gift.minutes
      expected[gift.side][4] += gift.minutes
      expected[1 - gift.side][4] -= gift.minutes
    }
    for side in 0...1 {
      let keys =
        neighbours.residents[side].map { AccountID.resident($0.resident) }
        + [.clearing(neighbours.villages[1 - side].keys.node)]
      for (key, minutes) in zip(keys, expected[side]) {
        let account = try readers[side].read { try $0.account(key) }
        if (account?.balance ?? .zero) != Minutes(minutes) {
          faults.append("\(key) of node \(side) has not \(minutes): \(account as Any)")
        }
        if let account, account.heldIn != .zero || account.heldOut != .zero {
          faults.append("minutes are still held: \(account)")
        }
      }
    }
    return faults
  }

  /// The node's own verification and the independent checker's, of both books.
  func verify(python: String, root: String) throws -> [String] {
    var faults: [String] = []
    var logs: [String] = []
    for village in neighbours.villages {
      let log = village.directory.path + ".gebuurlog"
      logs.append(log)
      for arguments in [
        ["verify", "--directory", village.directory.path],
        ["export-log", "--directory", village.directory.path, "--output", log],
      ] {
        do {
          _ = try gebuurd.time(arguments)
        } catch {
          faults.append("\(village.name): \(error)")
        }
      }
    }
    guard !python.isEmpty else { return faults + ["no Python for the checker: GEBUUR_PYTHON"] }
    do {
      _ = try Program(path: python).time(
        [root + "/protocol/checker/check.py", "--complete"] + logs)
    } catch {
      faults.append("the independent checker: \(error)")
    }
    return faults
  }
}
