import FoundationEssentials
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Peer messages as bytes. `protocol/06-gossip.md` §4.
public enum PeerWire {
  /// Room an Entries message needs beside its entries.
  static let envelopeBytes = 128
  /// The largest message that is neither Heads nor Entries.
  static let plainBytes = 2_048

  /// Reads one message from a peer. Checks every bound and length before anything is believed;
  /// signatures only inside a fork proof.
  public static func decode(_ bytes: [UInt8]) throws(PeerFault) -> PeerMessage {
    guard bytes.count <= Limits.messageBytes else { throw .tooLarge }
    try Outline.check(bytes)
    guard let wire = try? WirePeerMessage(serializedBytes: bytes) else { throw .malformed }
    switch wire.kind {
    case .root(let root):
      guard let hash = Bytes32(root.hash) else { throw .malformed }
      return .root(hash)
    case .heads(let heads): return try decode(heads)
    case .news(let news): return .news(try decode(news.head), try decode(news.entries))
    case .want(let want):
      guard let node = NodeID(want.node), (1...UInt32(Limits.batchEntries)).contains(want.count)
      else { throw .malformed }
      return .want(node: node, from: want.from, count: Int(want.count))
    case .entries(let entries): return try decode(entries)
    case .acknowledged(let acknowledged):
      guard let node = NodeID(acknowledged.node) else { throw .malformed }
      return .acknowledged(node: node, sequence: acknowledged.sequence)
    case .forkProof(let proof): return .forkProof(try decode(proof))
    case .complaint(let complaint):
      guard complaint.about.utf8.count <= Limits.complaintBytes else { throw .malformed }
      return .complaint(code: complaint.code, about: complaint.about)
    case nil: throw .unknownKind
    }
  }

  private static func decode(_ wire: WireHeads) throws(PeerFault) -> PeerMessage {
    guard wire.heads.count <= Limits.heads else { throw .malformed }
    var heads: [Head] = []
    heads.reserveCapacity(wire.heads.count)
    for head in wire.heads { heads.append(try decode(head)) }
    return .heads(heads, complete: wire.complete)
  }

  private static func decode(_ wire: WireHead) throws(PeerFault) -> Head {
    guard let node = NodeID(wire.node), let hash = EntryHash(wire.hash) else { throw .malformed }
    return Head(node: node, epoch: wire.epoch, sequence: wire.sequence, hash: hash)
  }

  private static func decode(_ wire: WireEntries) throws(PeerFault) -> PeerMessage {
    guard let node = NodeID(wire.node), wire.entries.count <= Limits.batchEntries else {
      throw .malformed
    }
    return .entries(node: node, from: wire.from, try decode(wire.entries))
  }

  private static func decode(_ wire: [WireEntry]) throws(PeerFault) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(wire.count)
    for entry in wire {
      guard let entry = try? Entry(entry) else { throw .malformed }
      entries.append(entry)
    }
    return entries
  }

  private static func decode(_ wire: WireForkProof) throws(PeerFault) -> ForkProof {
    guard let key = SigningKey(wire.signingKey) else { throw .malformed }
    guard
      let proof = ForkProof(
        firstHeader: [UInt8](wire.firstHeader), firstSignature: [UInt8](wire.firstSignature),
        secondHeader: [UInt8](wire.secondHeader), secondSignature: [UInt8](wire.secondSignature),
        signingKey: key)
    else { throw .forgedProof }
    return proof
  }
}

extension PeerWire {
  /// The bytes of a message of our own.
  public static func encode(_ message: PeerMessage) -> [UInt8] {
    var wire = WirePeerMessage()
    switch message {
    case .root(let hash): wire.root = .with { $0.hash = Data(hash.array) }
    case .heads(let heads, let complete):
      wire.heads = .with {
        $0.heads = heads.map(\.wire)
        $0.complete = complete
      }
    case .news(let head, let entries):
      wire.news = .with {
        $0.head = head.wire
        $0.entries = entries.map(\.wire)
      }
    case .want(let node, let from, let count):
      wire.want = .with {
        $0.node = Data(node.array)
        $0.from = from
        $0.count = UInt32(clamping: count)
      }
    case .entries(let node, let from, let entries):
      wire.entries = .with {
        $0.node = Data(node.array)
        $0.from = from
        $0.entries = entries.map(\.wire)
      }
    case .acknowledged(let node, let sequence):
      wire.acknowledged = .with {
        $0.node = Data(node.array)
        $0.sequence = sequence
      }
    case .forkProof(let proof): wire.forkProof = proof.wire
    case .complaint(let code, let about):
      wire.complaint = .with {
        $0.code = code
        $0.about = about
      }
    }
    // Only a message beyond two gigabytes can fail to encode, and ours are bounded far below.
    return (try? wire.serializedBytes()) ?? []
  }
}

extension Head {
  fileprivate var wire: WireHead {
    .with {
      $0.node = Data(node.array)
      $0.epoch = epoch
      $0.sequence = sequence
      $0.hash = Data(hash.array)
    }
  }
}

extension ForkProof {
  fileprivate var wire: WireForkProof {
    .with {
      $0.firstHeader = Data(firstHeader)
      $0.firstSignature = Data(firstSignature)
      $0.secondHeader = Data(secondHeader)
      $0.secondSignature = Data(secondSignature)
      $0.signingKey = Data(signingKey.array)
    }
  }
}
