import Gossip
import Sealing
import SecureChannel
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Every decoder that reads bytes of strangers, by the name `make fuzz` gives it. Each takes any
/// bytes at all; libFuzzer reports a crash, a hang or a leak.
enum Decoder: String, CaseIterable {
  case update, header, entry, submission, letter, hello, question, peer, answering, dialling
  case extract, streets, address

  func read(_ bytes: [UInt8]) {
    switch self {
    case .update: _ = try? UnverifiedUpdate(decoding: bytes).verified()
    case .header: _ = try? Header(decoding: bytes).encoded()
    case .entry: readEntry(bytes)
    case .submission:
      if let wire = try? WireSubmit(serializedBytes: bytes) { _ = try? Submission(wire) }
    case .letter: readLetter(String(decoding: bytes, as: UTF8.self))
    case .hello: readHello(bytes)
    case .question: _ = try? WireClientMessage(serializedBytes: bytes)
    case .peer: if let message = try? PeerWire.decode(bytes) { _ = PeerWire.encode(message) }
    case .answering: shakeHands(bytes, dials: false)
    case .dialling: shakeHands(bytes, dials: true)
    case .extract: FuzzedStreets.readExtract(bytes)
    case .streets: FuzzedStreets.readMap(bytes)
    case .address: FuzzedStreets.readAddress(String(decoding: bytes, as: UTF8.self))
    }
  }

  private func readEntry(_ bytes: [UInt8]) {
    guard let wire = try? WireEntry(serializedBytes: bytes), let entry = try? Entry(wire) else {
      return
    }
    _ = try? OpenedEntry(entry)
    _ = try? Chain.verify(
      [entry], after: nil, of: entry.header.node, signedBy: SigningKey(bytes: .zero))
  }

  private func readLetter(_ text: String) {
    let invitation = Letter<WireInvitation>.read(text, prefix: LetterPrefix.invitation)
    _ = try? invitation?.card.verified()
    let federation = Letter<WireFederationLetter>.read(text, prefix: LetterPrefix.federation)
    _ = try? federation?.card.verified()
    let node = Letter<WireNodeCard>.read(text, prefix: LetterPrefix.node)
    _ = try? node?.verified()
  }

  private func readHello(_ bytes: [UInt8]) {
    guard let wire = try? WireSessionHello(serializedBytes: bytes) else { return }
    if case .node(let card) = wire.speaker { _ = try? card.verified() }
  }

  /// The stream as one end of a fresh channel sees it, whole and byte by byte.
  private func shakeHands(_ bytes: [UInt8], dials: Bool) {
    guard let ours = Bytes32([UInt8](repeating: 1, count: 32)),
      let theirs = Bytes32([UInt8](repeating: 2, count: 32))
    else { return }
    let keys = ChannelKeyPair(secret: ours)
    let remote = ChannelKeyPair(secret: theirs).publicKey
    for cut in [bytes.count, 1] where cut > 0 {
      var session =
        dials
        ? ChannelSession(dialling: remote, as: keys, ephemeral: ours, hello: [])
        : ChannelSession(answeringAs: keys, ephemeral: ours, hello: [])
      _ = try? session.begin()
      for start in stride(from: 0, to: bytes.count, by: cut) {
        _ = session.receive(Array(bytes[start..<min(bytes.count, start + cut)]))
      }
    }
  }
}
