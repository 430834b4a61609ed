import Sealing
import Testing
import Vocabulary

@testable import SecureChannel

@Suite("Messages in frames")
struct MessageTests {
  @Test("messages of every awkward size arrive whole, in both directions, however they are cut")
  func sizes() throws {
    var pair = try Pair()
    var generator = SeededGenerator(seed: 3)
    let part = Limits.frameBytes - 1
    for size in [0, 1, part - 1, part, part + 1, 2 * part, 2 * part + 1, Limits.messageBytes] {
      let message = generator.bytes(size)
      let out = try pair.client.seal(message)
      #expect(out.count == ChannelSession.sealedBytes(size))
      #expect(pair.server.receive(out) == [.message(message)])
      let back = try pair.server.seal(message)
      let cut = Int.random(in: 0...back.count, using: &generator)
      let events =
        pair.client.receive(Array(back[..<cut])) + pair.client.receive(Array(back[cut...]))
      #expect(events == [.message(message)])
    }
  }

  @Test("a whole conversation fed byte by byte gives the same events")
  func drip() throws {
    var client = dialling()
    var server = answering()
    var events: [ChannelSession.Event] = []
    let first = try client.begin()
    for byte in first { events += server.receive([byte]) }
    for byte in sent(events) {
      let answer = client.receive([byte])
      for byte in sent(answer) { events += server.receive([byte]) }
    }
    #expect(peer(events)?.key == clientKeys.publicKey)
    let said = [Array("goeiedag".utf8), [], [UInt8](repeating: 9, count: 70_000)]
    for message in said {
      for byte in try client.seal(message) { events += server.receive([byte]) }
    }
    #expect(messages(events) == said)
    #expect(server.isBetweenMessages == true)
  }

  @Test("a message above the limit is not sealed")
  func tooLarge() throws {
    var pair = try Pair()
    let size = Limits.messageBytes + 1
    #expect(throws: ChannelFault.tooLarge) {
      try pair.client.seal([UInt8](repeating: 0, count: size))
    }
    #expect(pair.server.receive(try pair.client.seal([1])) == [.message([1])])
  }

  @Test("a flipped bit in any byte of a frame ends the channel")
  func flips() throws {
    let message = Array("twee uur in de tuin".utf8)
    for byte in 0..<ChannelSession.sealedBytes(message.count) {
      var pair = try Pair()
      var frame = try pair.client.seal(message)
      frame[byte] ^= 0x10
      // A length that grew makes the end wait for the rest, which never fits.
      let events = pair.server.receive(
        frame + (byte < 2 ? [UInt8](repeating: 0, count: 4_200) : []))
      #expect(messages(events).isEmpty)
      #expect(fault(events) == .forged, "byte \(byte)")
      #expect(pair.server.receive(try pair.client.seal(message)).isEmpty)
    }
  }

  @Test("frames repeated, swapped, left out or from the other direction are refused")
  func order() throws {
    var pair = try Pair()
    let first = try pair.client.seal([1])
    let second = try pair.client.seal([2])
    #expect(pair.server.receive(first + first) == [.message([1]), .failed(.forged)])

    var swapped = try Pair()
    #expect(swapped.server.receive(second + first) == [.failed(.forged)])
    var skipped = try Pair()
    #expect(skipped.server.receive(second) == [.failed(.forged)])
    var mirrored = try Pair()
    #expect(mirrored.client.receive(first) == [.failed(.forged)])
  }

  @Test("a stream that ends inside a message is noticed")
  func truncated() throws {
    var pair = try Pair()
    let frames = try pair.client.seal([UInt8](repeating: 1, count: 70_000))
    #expect(pair.server.isBetweenMessages == true)
    let whole = FrameDecoder.prefixBytes + FrameDecoder.longest
    for end in [1, 2, 100, whole, whole + 1, frames.count - 1] {
      var cut = try Pair()
      #expect(cut.server.receive(Array(frames.prefix(end))).isEmpty)
      #expect(cut.server.isBetweenMessages == false, "after \(end) bytes")
    }
  }

  @Test("keys change every thousand frames, in both directions, and 3,000 messages pass")
  func rekey() throws {
    var pair = try Pair()
    for number in 0..<3_000 {
      let message = Array("\(number)".utf8)
      #expect(pair.server.receive(try pair.client.seal(message)) == [.message(message)])
      if number.isMultiple(of: 3) {
        #expect(pair.client.receive(try pair.server.seal(message)) == [.message(message)])
      }
    }
  }

  @Test("the key of the thousand-and-first frame is Noise's rekeyed one")
  func rekeyIsNoise() throws {
    let key = ChannelCipher(key: ChannelSecret(secret(hex: String(repeating: "07", count: 32))))
    var sealer = MessageSealer(counter: FrameCounter(cipher: key, nonce: 999))
    func frame(_ sealer: inout MessageSealer) throws -> [UInt8] {
      var out = [UInt8](repeating: 0, count: MessageSealer.sealedBytes(1))
      try out.withUnsafeMutableBytes { room in
        try [UInt8(5)].withUnsafeBytes { try sealer.seal($0, into: room) }
      }
      return Array(out.dropFirst(2))
    }
    func sealed(_ cipher: ChannelCipher, _ nonce: UInt64) -> [UInt8] {
      var text: [UInt8] = [5, 0] + [UInt8](repeating: 0, count: 16)
      _ = text.withUnsafeMutableBytes {
        cipher.seal(inPlace: $0, nonce: nonce, context: .noContext)
      }
      return text
    }
    #expect(try frame(&sealer) == sealed(key, 999))
    #expect(try frame(&sealer) == sealed(key.rekeyed(), 1_000))
  }

  @Test("the last nonce is never used")
  func exhausted() throws {
    let key = ChannelCipher(key: ChannelSecret(.zero))
    var sealer = MessageSealer(counter: FrameCounter(cipher: key, nonce: .max - 1))
    var opener = MessageOpener(counter: FrameCounter(cipher: key, nonce: .max - 1))
    var out = [UInt8](repeating: 0, count: MessageSealer.sealedBytes(0))
    try out.withUnsafeMutableBytes { try sealer.seal(.noContext, into: $0) }
    let frame = Array(out.dropFirst(2))
    #expect(try frame.withUnsafeBytes { try opener.open($0) } == [])
    #expect(throws: ChannelFault.exhausted) {
      try out.withUnsafeMutableBytes { try sealer.seal(.noContext, into: $0) }
    }
    #expect(throws: ChannelFault.exhausted) { try frame.withUnsafeBytes { try opener.open($0) } }
  }
}
