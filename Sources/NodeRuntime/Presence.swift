import Synchronization
import Vocabulary

/// Which peers are connected right now, and what goes wrong with them: what the regisseur sees.
final class Presence: Sendable {
  private struct State {
    var connected: Set<NodeID> = []
    var troubles: [NodeID: String] = [:]
  }
  private let state = Mutex(State())

  func connected(_ peer: NodeID) {
    state.withLock {
      $0.connected.insert(peer)
      $0.troubles[peer] = nil
    }
  }

  func disconnected(_ peer: NodeID) { state.withLock { _ = $0.connected.remove(peer) } }

  func trouble(_ peer: NodeID, _ what: String) { state.withLock { $0.troubles[peer] = what } }

  func isConnected(_ peer: NodeID) -> Bool { state.withLock { $0.connected.contains(peer) } }

  func trouble(with peer: NodeID) -> String { state.withLock { $0.troubles[peer] ?? "" } }
}
