import Gossip
import Sealing
import Testing
import Updates
import Vocabulary
import WireFormat

struct PeerWireTests {
  static func samples() throws -> [PeerMessage] {
    var writer = Writer(3)
    try writer.write(4)
    var other = Writer(3)
    try other.write(3)
    try other.write(text: "another branch")
    let proof = try #require(
      ForkProof.between(writer.log[3], other.log[3], signedBy: writer.key.publicKey))
    let head = Head(try #require(writer.head))
    return [
      .root(Head.root(of: [head])),
      .heads([head], complete: true),
      .heads([], complete: false),
      .news(head, [writer.log[3]]),
      .want(node: writer.node, from: 7, count: 512),
      .entries(node: writer.node, from: 0, writer.log),
      .entries(node: writer.node, from: 9, []),
      .acknowledged(node: writer.node, sequence: .max),
      .forkProof(proof),
      .complaint(code: 20, about: "stranger"),
    ]
  }

  @Test("what one node says is what the other hears")
  func roundTrip() throws {
    for message in try Self.samples() {
      #expect(try PeerWire.decode(PeerWire.encode(message)) == message)
    }
  }

  @Test("bytes with random damage are refused or read, and never end the process")
  func damage() throws {
    var generator = SeededGenerator(seed: 20_260_417)
    var refused = 0
    for message in try Self.samples() {
      let bytes = PeerWire.encode(message)
      for _ in 0..<600 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !damaged.isEmpty {
          let place = Int.random(in: 0..<damaged.count, using: &generator)
          switch Int.random(in: 0...3, using: &generator) {
          case 0: damaged[place] = UInt8(truncatingIfNeeded: generator.next())
          case 1: damaged.remove(at: place)
          case 2: damaged.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
          default: damaged.removeLast(damaged.count - place)
          }
        }
        if (try? PeerWire.decode(damaged)) == nil { refused += 1 }
      }
    }
    #expect(refused > 1_000)
  }

  @Test("random bytes never end the process")
  func noise() {
    var generator = SeededGenerator(seed: 4)
    var refused = 0
    for length in 0..<3_000 {
      if (try? PeerWire.decode(generator.bytes(length % 300))) == nil { refused += 1 }
    }
    #expect(refused > 2_900)
  }

  @Test("a megabyte of empty parts is refused before it is decoded")
  func amplification() {
    func message(_ outer: UInt8, _ inner: UInt8, _ count: Int) -> [UInt8] {
      let payload = [UInt8](repeating: 0, count: 2 * count).enumerated().map {
        $0.offset % 2 == 0 ? inner : 0
      }
      var (length, rest) = ([UInt8](), payload.count)
      repeat {
        length.append(UInt8(rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
        rest >>= 7
      } while rest > 0
      return [outer] + length + payload
    }
    #expect(throws: PeerFault.tooLarge) {
      try PeerWire.decode(message(0x12, 0x0a, Limits.heads + 1))
    }
    #expect(throws: PeerFault.tooLarge) {
      try PeerWire.decode(message(0x22, 0x1a, Limits.batchEntries + 1))
    }
    #expect(throws: PeerFault.tooLarge) {
      try PeerWire.decode([UInt8](repeating: 0, count: Limits.messageBytes + 1))
    }
    // A complaint has no business being long.
    #expect(throws: PeerFault.tooLarge) {
      try PeerWire.decode([0x3a, 0xff, 0x3f] + [UInt8](repeating: 0x20, count: 8_191))
    }
  }

  @Test("fields out of their ranges are refused")
  func ranges() throws {
    let node = Writer(1).node
    for message in [
      PeerMessage.want(node: node, from: 0, count: 0),
      .want(node: node, from: 0, count: Limits.batchEntries + 1),
      .complaint(code: 1, about: String(repeating: "a", count: Limits.complaintBytes + 1)),
    ] {
      #expect(throws: PeerFault.malformed) { try PeerWire.decode(PeerWire.encode(message)) }
    }
    #expect(throws: PeerFault.unknownKind) { try PeerWire.decode([]) }
    #expect(throws: PeerFault.unknownKind) { try PeerWire.decode([0x7a, 0x01, 0x00]) }
  }

  @Test("two entries of one branch, of two nodes, or under a foreign key prove no fork")
  func noFork() throws {
    var (writer, other, stranger) = (Writer(3), Writer(3), Writer(4))
    try writer.write(2)
    try other.write(1)
    try other.write(text: "another branch")
    try stranger.write(2)
    let key = writer.key.publicKey
    #expect(ForkProof.between(writer.log[1], other.log[1], signedBy: key) != nil)
    #expect(ForkProof.between(writer.log[0], other.log[0], signedBy: key) == nil)
    #expect(ForkProof.between(writer.log[0], other.log[1], signedBy: key) == nil)
    #expect(ForkProof.between(writer.log[1], stranger.log[1], signedBy: key) == nil)
    let foreign = stranger.key.publicKey
    #expect(ForkProof.between(writer.log[1], other.log[1], signedBy: foreign) == nil)
  }

  @Test("a fork proof is the same whichever entry is named first")
  func canonical() throws {
    var (writer, other) = (Writer(3), Writer(3))
    try writer.write(1)
    try other.write(text: "another branch")
    let key = writer.key.publicKey
    let one = ForkProof.between(writer.log[0], other.log[0], signedBy: key)
    let two = ForkProof.between(other.log[0], writer.log[0], signedBy: key)
    #expect(one != nil)
    #expect(one == two)
    #expect(one?.firstHeader == two?.firstHeader)
  }
}
