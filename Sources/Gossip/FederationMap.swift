import Vocabulary

/// Who is federated with whom, as far as this node has read in the logs. It decides whose logs are
/// followed, what a session is about, and who may have which bodies. `protocol/06-gossip.md` §3.
public struct FederationMap: Hashable, Sendable {
  /// Where we stand with a node.
  public enum Standing: Hashable, Sendable {
    /// We asked and wait for the answer: we read their log, they get nothing of ours.
    case proposed
    /// Both sides agreed.
    case active
    /// One of us said that it is over. Each still gets of the other's log what it is owed.
    case ended
  }

  /// One of our own peers.
  public struct Neighbour: Hashable, Sendable {
    /// Where we stand.
    public let standing: Standing
    /// Bodies with reach "nearby" cross.
    public let nearby: Bool
    /// How much of our log a peer that is not active must get; nil for nothing.
    public let due: Head?
    /// The federation stood at some time.
    public let wasActive: Bool
    /// States every field.
    public init(standing: Standing, nearby: Bool, due: Head? = nil, wasActive: Bool = true) {
      self.standing = standing
      self.nearby = nearby
      self.due = due
      self.wasActive = wasActive
    }
  }

  /// An active federation between two nodes.
  public struct Bond: Hashable, Sendable {
    /// The smaller NodeID.
    public let first: NodeID
    /// The larger NodeID.
    public let second: NodeID
    /// Bodies with reach "nearby" cross.
    public let nearby: Bool
    /// A bond between two nodes, in either order.
    public init(_ a: NodeID, _ b: NodeID, nearby: Bool) {
      (first, second) = a < b ? (a, b) : (b, a)
      self.nearby = nearby
    }
  }

  private struct Pair: Hashable {
    let first: NodeID
    let second: NodeID
    init(_ a: NodeID, _ b: NodeID) { (first, second) = a < b ? (a, b) : (b, a) }
  }

  /// Us.
  public let node: NodeID
  /// Our peers.
  public let peers: [NodeID: Neighbour]
  private let nearbyOf: [Pair: Bool]

  /// Our peers and the active bonds among third nodes; bonds that name us are ignored.
  public init(node: NodeID, peers: [NodeID: Neighbour], bonds: [Bond]) {
    self.node = node
    self.peers = peers.filter { $0.key != node }
    var nearbyOf: [Pair: Bool] = [:]
    for bond in bonds where bond.first != node && bond.second != node {
      nearbyOf[Pair(bond.first, bond.second)] = bond.nearby
    }
    self.nearbyOf = nearbyOf
  }

  /// True when we read this node's log.
  public func follows(_ log: NodeID) -> Bool { peers[log] != nil }

  /// True when the node is an active peer of ours.
  public func isActive(_ peer: NodeID) -> Bool { peers[peer]?.standing == .active }

  /// True when our federation with the node is over.
  public func isEnded(_ peer: NodeID) -> Bool { peers[peer]?.standing == .ended }

  /// The active bond between two nodes, one of which may be us; nil when there is none.
  public func bond(_ a: NodeID, _ b: NodeID) -> Bond? {
    if a == node || b == node {
      guard let neighbour = peers[a == node ? b : a], neighbour.standing == .active else {
        return nil
      }
      return Bond(a, b, nearby: neighbour.nearby)
    }
    return nearbyOf[Pair(a, b)].map { Bond(a, b, nearby: $0) }
  }

  /// True when `peer` may read entries of `log` from us.
  public func serves(_ log: NodeID, to peer: NodeID) -> Bool {
    guard isActive(peer) else { return log == node && peers[peer]?.due != nil }
    return log == node || log == peer || isActive(log) && bond(log, peer) != nil
  }

  /// True when we listen to what `peer` says of a log: of one whose federation with us is over, only
  /// to its own node, and to a former peer only about its own log.
  public func listens(to peer: NodeID, about log: NodeID) -> Bool {
    follows(log) && (log == peer || !isEnded(log) && !isEnded(peer))
  }

  /// The logs a session with `peer` compares, sorted.
  public func scope(with peer: NodeID) -> [NodeID] {
    guard isActive(peer) else {
      return [node, peer].filter { $0 == peer ? follows(peer) : serves(node, to: peer) }.sorted()
    }
    let shared = peers.keys.filter { $0 != peer && serves($0, to: peer) }
    return (shared + [node, peer]).sorted()
  }
}
