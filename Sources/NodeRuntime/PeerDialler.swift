import Admission
import PeerTransport
import SecureChannel
import Storage
import Updates
import Vocabulary

/// Reaches a peer at one of its addresses, and sees to it that it is the peer who answers there.
struct PeerDialler: Sendable {
  let services: NodeServices
  let identity: ChannelIdentity

  /// Tries the addresses in turn: `moved` when the peer told us newer ones, else those on its card.
  /// Nil when nobody, or somebody else, is at each of them; the regisseurs' view says so.
  func dial(
    _ node: NodeID, at moved: [String]?
  ) async -> (connection: PeerConnection, card: NodeCard)? {
    guard let card = try? services.store.read({ try $0.peer(node) })?.card else { return nil }
    let addresses = moved ?? card.addresses
    for address in addresses.compactMap({ HostPort($0) }) {
      guard
        let connection = try? await ChannelDialer.dial(
          host: address.host, port: address.port, remote: card.channelKey, as: identity)
      else { continue }
      guard
        case .node(let speaker) = Speaker(
          hello: connection.remoteHello, channelKey: connection.remoteKey), speaker.node == node
      else {
        await connection.close()
        continue
      }
      return (connection, speaker)
    }
    if !services.presence.isConnected(node) {
      services.presence.trouble(node, "unreachable at \(addresses.joined(separator: ", "))")
    }
    return nil
  }
}
