import Sealing
import Testing
import Vocabulary

@testable import SecureChannel

@Suite("Frames that break the rules")
struct ContinuationTests {
  /// What an opener makes of frames with these plain texts.
  private func open(_ plains: [[UInt8]]) throws -> [[UInt8]] {
    let key = ChannelCipher(key: ChannelSecret(.zero))
    var opener = MessageOpener(counter: FrameCounter(cipher: key))
    var found: [[UInt8]] = []
    for (number, plain) in plains.enumerated() {
      var frame = plain + [UInt8](repeating: 0, count: 16)
      _ = frame.withUnsafeMutableBytes {
        key.seal(inPlace: $0, nonce: UInt64(number), context: .noContext)
      }
      if let message = try frame.withUnsafeBytes({ try opener.open($0) }) { found.append(message) }
    }
    return found
  }

  private let full = [UInt8](repeating: 3, count: Continuation.partBytes)

  @Test("a full part and a rest make one message")
  func fits() throws {
    #expect(try open([full + [1], [4, 0], [5, 0]]) == [full + [4], [5]])
    #expect(try open([full + [0]]) == [full])
  }

  @Test("an empty frame, a short part with more to follow, an empty last part: malformed")
  func malformed() {
    for plains in [[[]], [[4, 1]], [[1]], [full + [1], [0]], [[4, 2]], [[255]]] {
      #expect(throws: ChannelFault.malformed) { try open(plains) }
    }
  }

  @Test("a message that grows above the limit is refused before it is opened")
  func grows() {
    let parts = Limits.messageBytes / Continuation.partBytes
    #expect(throws: ChannelFault.tooLarge) {
      try open([[UInt8]](repeating: full + [1], count: parts + 1))
    }
  }
}

@Suite("Junk")
struct JunkTests {
  @Test("random bytes never become a message or a peer", arguments: 0..<200 as Range<UInt64>)
  func junk(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var server = answering()
    var client = dialling()
    _ = try client.begin()
    var pair = try Pair()
    for _ in 0..<20 {
      var bytes = generator.bytes(Int.random(in: 0...300, using: &generator))
      // Half of it looks like a frame, so that it reaches the ciphers.
      if Bool.random(using: &generator), bytes.count > 2 {
        bytes[0] = 0
        bytes[1] = UInt8(truncatingIfNeeded: bytes.count - 2)
      }
      for events in [server.receive(bytes), client.receive(bytes), pair.server.receive(bytes)] {
        #expect(peer(events) == nil && messages(events).isEmpty)
      }
    }
  }

  @Test("a session that failed stays silent")
  func silent() throws {
    var server = answering()
    #expect(fault(server.receive([255, 255])) == .malformed)
    #expect(server.receive([0, 1, 2]).isEmpty)
    #expect(server.isEstablished == false)
  }
}
