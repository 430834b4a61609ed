import Foundation
import Sealing
import Vocabulary

@testable import SecureChannel

/// The repository's root, from where this file lies.
let repository = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A file of published vectors; nil where they are absent.
func sharedFile(_ name: String) -> URL? {
  let folder =
    ProcessInfo.processInfo.environment["GEBUUR_SHARED"].map { URL(fileURLWithPath: $0) }
    ?? repository.deletingLastPathComponent().appendingPathComponent("shared")
  let file = folder.appendingPathComponent(name)
  return FileManager.default.fileExists(atPath: file.path) ? file : nil
}

func bytes(hex: String) -> [UInt8] {
  let digits = Array(hex.utf8)
  return stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
    UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
  }
}

func secret(hex: String) -> Bytes32 { Bytes32(bytes(hex: hex)) ?? .zero }

/// A key pair that is the same in every run.
func keyPair(_ number: UInt64) -> ChannelKeyPair {
  var generator = SeededGenerator(seed: number)
  return ChannelKeyPair(secret: Bytes32(generator.bytes(32)) ?? .zero)
}

let clientKeys = keyPair(1)
let serverKeys = keyPair(2)
let clientHello = Array("ik ben Mia".utf8)
let serverHello = Array("hier Wechelderzande".utf8)

func dialling(
  _ remote: ChannelKey = serverKeys.publicKey, network: String = ChannelSession.network,
  hello: [UInt8] = clientHello
) -> ChannelSession {
  ChannelSession(
    dialling: remote, as: clientKeys, ephemeral: secret(hex: String(repeating: "a1", count: 32)),
    hello: hello, network: network)
}

func answering(hello: [UInt8] = serverHello) -> ChannelSession {
  ChannelSession(
    answeringAs: serverKeys, ephemeral: secret(hex: String(repeating: "b2", count: 32)),
    hello: hello)
}

/// Two ends that have shaken hands.
struct Pair: ~Copyable {
  var client = dialling()
  var server = answering()

  /// What passed while shaking hands, each end's bytes by themselves.
  private(set) var fromClient: [[UInt8]] = []
  private(set) var fromServer: [[UInt8]] = []

  init() throws {
    fromClient.append(try client.begin())
    fromServer.append(sent(server.receive(fromClient[0])))
    fromClient.append(sent(client.receive(fromServer[0])))
    _ = server.receive(fromClient[1])
  }
}

/// All bytes that events ask to send.
func sent(_ events: [ChannelSession.Event]) -> [UInt8] {
  events.flatMap { event -> [UInt8] in
    if case .send(let bytes) = event { bytes } else { [] }
  }
}

/// All messages among events.
func messages(_ events: [ChannelSession.Event]) -> [[UInt8]] {
  events.compactMap { event in if case .message(let bytes) = event { bytes } else { nil } }
}

/// The fault among events.
func fault(_ events: [ChannelSession.Event]) -> ChannelFault? {
  events.compactMap { event in if case .failed(let fault) = event { fault } else { nil } }.last
}

/// Who was at the other end, among events.
func peer(_ events: [ChannelSession.Event]) -> ChannelPeer? {
  events.compactMap { event in if case .established(let peer) = event { peer } else { nil } }.last
}
