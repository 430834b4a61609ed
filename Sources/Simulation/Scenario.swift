/// What is simulated. Together with the programs' version it determines every event.
public struct Scenario: Hashable, Sendable {
  /// What goes wrong.
  public enum Kind: String, CaseIterable, Sendable {
    /// Lost, doubled and late messages, cut lines, crashes; federations made on the way.
    case mixed
    /// The same, and the line between the first two nodes is cut for good.
    case relay
    /// The same, and one node's key runs on two machines that tell different stories.
    case equivocation
    /// The same as mixed, and federations end and are made again.
    case parting
    /// The same, and one node lies in the books.
    case lying
  }

  /// Determines every event.
  public var seed: UInt64
  /// What goes wrong.
  public var kind: Kind
  /// Honest nodes, at least 2; at least 3 for a relay.
  public var nodes: Int
  /// Things residents do while everything goes wrong.
  public var steps: Int

  /// States every field; too few nodes become as many as the kind needs.
  public init(seed: UInt64, kind: Kind = .mixed, nodes: Int = 3, steps: Int = 40) {
    self.seed = seed
    self.kind = kind
    self.nodes = max(nodes, kind == .relay ? 3 : 2)
    self.steps = max(steps, 0)
  }

  /// The command that runs exactly this again.
  public var command: String {
    "gebuur-sim --seed \(seed) --scenario \(kind.rawValue) --nodes \(nodes) --steps \(steps)"
  }

  /// Chances of what goes wrong, each per message or per step.
  struct Faults {
    var breaking = 0.01
    var silence = 0.2
    var doubling = 0.02
    var delaying = 0.02
    var losing = 0.1
    static let none = Faults(breaking: 0, silence: 0, doubling: 0, delaying: 0, losing: 0)
  }
}

/// What a run showed.
public struct Report: Sendable {
  /// What was run.
  public let scenario: Scenario
  /// Broken invariants, in words; empty when all held.
  public let violations: [String]
  /// One number for everything that happened.
  public let digest: UInt64
  /// Entries in the honest nodes' own logs.
  public let entries: Int
  /// Updates that residents were told are stored.
  public let acknowledged: Int
  /// Updates that were refused.
  public let refused: Int
  /// Messages between nodes that arrived.
  public let messages: Int
  /// Crashes of nodes.
  public let crashes: Int
  /// Agreements across neighbourhoods that were settled.
  public let settledAcrossBorders: Int
  /// Transfers of hours across neighbourhoods that arrived.
  public let applied: Int
  /// Transfers of hours across neighbourhoods that came to nothing.
  public let voided: Int
  /// Agreements and disputes that silence decided.
  public let lapsed: Int
  /// Contradictions in the books that honest nodes named.
  public let misdeeds: Int
  /// Texts that were erased.
  public let erased: Int
  /// Federations that some honest node's log has ended.
  public let ended: Int
  /// Erasures confirmed by a node with which the federation had ended.
  public let confirmedAfterEnd: Int
  /// Honest nodes that hold a fork proof.
  public let frozen: Int
}
