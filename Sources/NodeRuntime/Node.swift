import Admission
import FoundationEssentials
import Logging
import PeerTransport
import Sealing
import SecureChannel
import Storage
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// A running node: opens what must be open, connects the parts, and takes them apart again.
///
/// It decides nothing itself: rules are Admission's, spreading is Gossip's, disk is Storage's.
public final class Node: Sendable {
  /// Why a node cannot start.
  public enum Fault: Error, Sendable {
    /// The directory holds no founded neighbourhood.
    case notFounded(path: String)
    /// The address cannot be listened on.
    case cannotListen(address: String, ChannelFault)
  }

  /// The node's identity.
  public var id: NodeID { services.node }
  /// The neighbourhood's name.
  public var name: String { services.neighbourhood.name }
  /// The port it listens on.
  public var port: Int { listener.port }
  /// How to find and recognise it.
  public var card: WireNodeCard { services.card }
  /// Its storage, for measurements and tests that look behind the door.
  public var store: NodeStore { services.store }

  private let services: NodeServices
  private let listener: ChannelListener
  private let peers: PeerSessions
  private let serving: Task<Void, Never>

  private init(
    services: NodeServices, listener: ChannelListener, peers: PeerSessions, notifier: Notifier
  ) {
    self.services = services
    self.listener = listener
    self.peers = peers
    serving = Task {
      await withTaskGroup { group in
        group.addTask { await peers.run() }
        group.addTask { await notifier.run() }
        group.addTask {
          await listener.serve { connection in
            await Self.welcome(connection, services: services, peers: peers)
          }
        }
      }
    }
  }

  /// Opens the database, listens, and returns when residents and peers can connect.
  public static func start(
    in directory: NodeDirectory, clock: NodeClock = .system, network: String = "gebuur"
  ) async throws -> Node {
    let configuration = try directory.readConfiguration()
    let keys = try NodeKeys.read(from: directory.key)
    let store = try NodeStore.open(
      at: directory.database, for: keys.node, quota: configuration.quota)
    do {
      return try await start(
        store: store, keys: keys, configuration: configuration, clock: clock, network: network,
        directory: directory)
    } catch {
      try? store.close()
      throw error
    }
  }

  private static func start(
    store: NodeStore, keys: NodeKeys, configuration: NodeConfiguration, clock: NodeClock,
    network: String, directory: NodeDirectory
  ) async throws -> Node {
    guard let facts = try store.neighbourhoodFacts() else {
      throw Fault.notFounded(path: directory.path)
    }
    let identity = ChannelIdentity(keys: keys.channel, hello: [], network: network)
    let listener: ChannelListener
    do throws(ChannelFault) {
      listener = try await ChannelListener.bind(
        host: configuration.listen.host, port: configuration.listen.port, as: identity)
    } catch {
      throw Fault.cannotListen(address: configuration.listen.description, error)
    }
    let addresses =
      (configuration.addresses.isEmpty
      ? [configuration.listen]
      : configuration.addresses).map { address in
        // A port the system chose is known only now.
        HostPort(host: address.host, port: address.port == 0 ? listener.port : address.port)
      }
    let card = WireNodeCard.make(
      key: keys.signing, node: keys.node, channelKey: keys.channel.publicKey, name: facts.name,
      addresses: addresses.map(\.description))
    var hello = WireSessionHello()
    hello.node = card
    let helloBytes: [UInt8] = try hello.serializedBytes()
    listener.update(hello: helloBytes)

    let writer = LogWriter(
      store: store, admission: Admission(node: keys.node, key: keys.signing),
      now: { clock.now() }, salt: { Randomness.bytes(Limits.saltBytes) })
    let streets = Streets(in: directory)
    let services = NodeServices(
      keys: keys, store: store, writer: writer, clock: clock, neighbourhood: facts, card: card,
      presence: Presence(), streets: streets,
      matches: MatchDesk(store: store, clock: clock, streets: streets, centre: facts.area))
    var logger = Logger(label: "gebuurd")
    logger.logLevel = Logger.Level(rawValue: configuration.logLevel) ?? .info
    logger[metadataKey: "node"] = "\(keys.node.short)"
    let peers = try PeerSessions(
      services: services,
      identity: ChannelIdentity(keys: keys.channel, hello: helloBytes, network: network),
      logger: logger)
    logger.info("listening", metadata: ["port": "\(listener.port)"])
    return Node(
      services: services, listener: listener, peers: peers,
      notifier: Notifier(services: services, logger: logger))
  }

  /// Stops listening, ends every session, and closes the database.
  public func stop() async throws {
    await listener.close()
    serving.cancel()
    await serving.value
    try services.store.close()
  }

  /// Finds out who is speaking and hands them to the right session.
  private static func welcome(
    _ connection: PeerConnection, services: NodeServices, peers: PeerSessions
  ) async {
    switch Speaker(hello: connection.remoteHello, channelKey: connection.remoteKey) {
    case .device(let device, _):
      connection.limitSilence(to: Limits.idleSession)
      let session = ResidentSession(services: services, device: device)
      await withTaskExecutorPreference(connection.executor) {
        while let message = try? await connection.next() {
          guard (try? await connection.send(session.answer(message))) != nil else { return }
        }
      }
    case .node(let card):
      await peers.serve(connection, card: card, dialled: false)
    case nil:
      return
    }
  }
}
