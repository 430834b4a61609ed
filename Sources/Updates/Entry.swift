import FoundationEssentials
import Sealing
import SwiftProtobuf
import Vocabulary
import WireFormat

/// Bytes behind a commitment and the salt that opens it. Erasing both leaves nothing to guess.
public struct Salted: Hashable, Sendable {
  /// `Limits.saltBytes` random bytes.
  public let salt: [UInt8]
  /// What the commitment binds.
  public let bytes: [UInt8]
  /// Pairs bytes with their salt.
  public init(salt: [UInt8], bytes: [UInt8]) {
    self.salt = salt
    self.bytes = bytes
  }

  init?(_ wire: WireSalted, limit: Int) {
    guard wire.salt.count == Limits.saltBytes, wire.bytes.count <= limit else { return nil }
    self.init(salt: [UInt8](wire.salt), bytes: [UInt8](wire.bytes))
  }

  /// The wire form.
  public var wire: WireSalted {
    var wire = WireSalted()
    wire.salt = Data(salt)
    wire.bytes = Data(bytes)
    return wire
  }
}

/// An update in its place in a node's log. Keeps every signed byte as it was received.
/// `protocol/03-log.md` §3.
public struct Entry: Hashable, Sendable {
  /// The decoded header.
  public let header: Header
  /// The header as signed.
  public let headerBytes: [UInt8]
  /// The node's signature over `headerBytes`.
  public let signature: [UInt8]
  /// The signed update; nil outside its reach.
  public var update: Salted?
  /// The content; nil when there is none, outside its reach, or erased.
  public var content: Salted?
  /// The entry's identity: the hash of its header, signature excluded.
  public let hash: EntryHash

  /// Puts together an entry from its stored parts; the header must decode.
  public init(
    headerBytes: [UInt8], signature: [UInt8], update: Salted?, content: Salted?
  ) throws(EntryFault) {
    guard signature.count == Verifying.signatureBytes else { throw .malformedEntry }
    header = try Header(decoding: headerBytes)
    self.headerBytes = headerBytes
    self.signature = signature
    self.update = update
    self.content = content
    hash = EntryHash(bytes: Hashing.hash(headerBytes, for: .header))
  }

  /// Reads an entry off the wire; checks bounds and header shape, no signatures yet.
  public init(_ wire: WireEntry) throws(EntryFault) {
    let update = wire.hasUpdate ? Salted(wire.update, limit: Limits.signedUpdateBytes) : nil
    let content = wire.hasContent ? Salted(wire.content, limit: Limits.contentBytes) : nil
    guard (update != nil) == wire.hasUpdate, (content != nil) == wire.hasContent else {
      throw .malformedEntry
    }
    try self.init(
      headerBytes: [UInt8](wire.header), signature: [UInt8](wire.signature), update: update,
      content: content)
  }

  /// Writes a new entry: the only place where a header is made and signed.
  public init(
    after head: LogHead?, at now: Instant, reach: Reach, audience: NodeID?, update: Salted,
    content: Salted?, node: NodeID, key: SigningKeyPair
  ) throws(EntryFault) {
    let header = Header(
      node: node, epoch: head?.epoch ?? 0, sequence: head.map { $0.sequence + 1 } ?? 0,
      previous: head?.hash ?? .none, time: max(now, head?.time ?? now), reach: reach,
      audience: audience,
      updateCommitment: Hashing.commitment(
        salt: update.salt, bytes: update.bytes, for: .updateCommitment))
    let bytes = try header.encoded()
    try self.init(
      headerBytes: bytes, signature: key.sign(bytes, for: .header), update: update,
      content: content)
  }

  /// The wire form, with whatever parts are present.
  public var wire: WireEntry {
    var wire = WireEntry()
    wire.header = Data(headerBytes)
    wire.signature = Data(signature)
    if let update { wire.update = update.wire }
    if let content { wire.content = content.wire }
    return wire
  }

  /// Where the log stands when this entry is its last.
  public var head: LogHead {
    LogHead(
      node: header.node, epoch: header.epoch, sequence: header.sequence, hash: hash,
      time: header.time)
  }

  /// True when the node itself signed this header.
  public func isSigned(by key: SigningKey) -> Bool {
    Verifying.isValid(signature, over: headerBytes, by: key, for: .header)
  }

  /// The update behind the commitment, decoded and bound to this entry, its author not yet
  /// verified. Nil when the entry came without it.
  public func openedUpdate() throws(EntryFault) -> UnverifiedUpdate? {
    guard let update else {
      guard content == nil else { throw .malformedEntry }
      return nil
    }
    let commitment = Hashing.commitment(
      salt: update.salt, bytes: update.bytes, for: .updateCommitment)
    guard commitment == header.updateCommitment else { throw .commitmentMismatch }
    guard let opened = try? UnverifiedUpdate(decoding: update.bytes) else {
      throw .malformedUpdate
    }
    guard opened.neighbourhood == header.node else { throw .updateForAnotherNode }
    if let content, !opened.commits(to: content) { throw .commitmentMismatch }
    return opened
  }
}

/// The last entry of a log, as far as somebody knows it.
public struct LogHead: Hashable, Sendable {
  /// Whose log.
  public let node: NodeID
  /// Its epoch.
  public let epoch: UInt32
  /// The last entry's place.
  public let sequence: UInt64
  /// The last entry's hash.
  public let hash: EntryHash
  /// The last entry's time.
  public let time: Instant

  /// States every field.
  public init(node: NodeID, epoch: UInt32, sequence: UInt64, hash: EntryHash, time: Instant) {
    self.node = node
    self.epoch = epoch
    self.sequence = sequence
    self.hash = hash
    self.time = time
  }
}

/// Verifies that entries continue a log, by hash chain and the last signature.
/// `protocol/03-log.md` §4.
public enum Chain {
  /// Throws the first fault; returns the new head. `entries` must not be empty of meaning: with
  /// none, the old head (if any) comes back.
  public static func verify(
    _ entries: [Entry], after head: LogHead?, of node: NodeID, signedBy key: SigningKey
  ) throws(EntryFault) -> LogHead? {
    var current = head
    for entry in entries { current = try link(entry, after: current, of: node) }
    guard entries.last?.isSigned(by: key) ?? true else { throw .badNodeSignature }
    return current
  }

  /// The same of opened entries, whose signatures may have been checked already.
  public static func verify(
    _ opened: some Collection<OpenedEntry>, after head: LogHead?, of node: NodeID,
    signedBy key: SigningKey
  ) throws(EntryFault) -> LogHead? {
    var current = head
    var last: OpenedEntry?
    for one in opened {
      current = try link(one.entry, after: current, of: node)
      last = one
    }
    guard last?.isSigned(by: key) ?? true else { throw .badNodeSignature }
    return current
  }

  /// The head after one more entry, by the hash chain alone; its signature is not looked at.
  public static func link(
    _ entry: Entry, after head: LogHead?, of node: NodeID
  ) throws(EntryFault) -> LogHead {
    let header = entry.header
    guard header.node == node else { throw .wrongNode }
    guard header.previous == head?.hash ?? .none,
      header.sequence == head.map({ $0.sequence &+ 1 }) ?? 0,
      header.epoch == head?.epoch ?? 0
    else { throw .brokenChain }
    if let head, header.time < head.time { throw .timeWentBack }
    return entry.head
  }
}
