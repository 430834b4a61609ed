import PeerTransport
import Screens
import SecureChannel
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// A resident's conversation with a node: questions and submissions, each with its answer.
///
/// Any number of tasks may ask at once; answers find their question by number.
/// `protocol/07-resident-session.md`.
public actor ResidentSession {
  typealias Answer = WireServerMessage.OneOf_Kind

  /// The node as it presents itself today; its keys were checked.
  public nonisolated let card: NodeCard
  private let connection: PeerConnection
  private var asked: UInt64 = 0
  private var waiting: [UInt64: CheckedContinuation<Result<Answer, Setback>, Never>] = [:]
  private var ended = false

  private init(connection: PeerConnection, card: NodeCard) {
    self.connection = connection
    self.card = card
  }

  /// Dials a node's addresses in turn, `near` first, and checks that it is the one meant.
  ///
  /// `within` bounds each attempt; `patience`: silence after which the connection is given up, nil
  /// for a session that may rest between questions.
  public static func connect(
    to node: NodeCard, near: String? = nil, as identity: ResidentIdentity,
    within: Interval = .seconds(5),
    patience: Interval? = nil
  ) async throws(Setback) -> ResidentSession {
    var setback = Setback(.unreachable, node.name)
    for address in [near].compactMap({ $0 }) + node.addresses {
      guard let (host, port) = Address.split(address) else { continue }
      do {
        let connection = try await ChannelDialer.dial(
          host: host, port: port, remote: node.channelKey,
          as: ChannelIdentity(keys: identity.channel, hello: identity.hello), within: within)
        guard let card = present(connection, expected: node) else {
          await connection.close()
          setback = Setback(.wrongNode, address)
          continue
        }
        if let patience { connection.limitSilence(to: patience) }
        let session = ResidentSession(connection: connection, card: card)
        Task { await session.listen() }
        return session
      } catch {
        setback = Setback(error == .wrongKey ? .wrongNode : .unreachable, address)
      }
    }
    throw setback
  }

  private static func present(_ connection: PeerConnection, expected: NodeCard) -> NodeCard? {
    guard let hello = try? WireSessionHello(serializedBytes: connection.remoteHello),
      case .node(let wire) = hello.speaker, let card = try? wire.verified(),
      card.node == expected.node, card.channelKey == connection.remoteKey
    else { return nil }
    return card
  }

  /// Asks one question; a refusal is thrown as `Refused`, a lost connection as `Setback`.
  public func ask(
    _ question: WireClientMessage.OneOf_Kind
  ) async throws -> WireServerMessage.OneOf_Kind {
    asked += 1
    let number = asked
    var message = WireClientMessage()
    message.id = number
    message.kind = question
    let bytes: [UInt8] = try message.serializedBytes()
    guard !ended, (try? connection.post(bytes)) != nil else { throw Setback(.connectionLost) }
    let answer = try await withCheckedContinuation { waiting[number] = $0 }.get()
    guard case .refused(let refusal) = answer else { return answer }
    // A node of a later version may know reasons that this client does not.
    throw Refused(
      UInt16(exactly: refusal.code).flatMap { Refusal(rawValue: $0) } ?? .notUnderstood,
      refusal.subject)
  }

  /// Hands in a signed update; returns once the node has it on disk.
  public func submit(_ submission: Submission) async throws -> WireStored {
    guard case .stored(let stored) = try await ask(.submit(submission.wire)),
      UpdateID(stored.update) == submission.id
    else { throw Setback(.answerUnreadable) }
    return stored
  }

  /// Ends the conversation; questions without an answer fail.
  public func close() async {
    await connection.close()
    fail()
  }

  private func listen() async {
    while let bytes = try? await connection.next() {
      guard let message = try? WireServerMessage(serializedBytes: bytes), let kind = message.kind
      else { break }
      waiting.removeValue(forKey: message.id)?.resume(returning: .success(kind))
    }
    fail()
    await connection.close()
  }

  private func fail() {
    ended = true
    for (_, continuation) in waiting {
      continuation.resume(returning: .failure(Setback(.connectionLost)))
    }
    waiting = [:]
  }
}

/// `host:port`, `[v6]:port`.
enum Address {
  /// Nil for anything else.
  static func split(_ address: String) -> (host: String, port: Int)? {
    guard let colon = address.lastIndex(of: ":"),
      let port = Int(address[address.index(after: colon)...]), (1...65_535).contains(port)
    else { return nil }
    let host = address[..<colon]
    let bare = host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host
    return bare.isEmpty ? nil : (String(bare), port)
  }
}
