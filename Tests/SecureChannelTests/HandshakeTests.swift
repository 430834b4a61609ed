import Sealing
import Testing
import Vocabulary

@testable import SecureChannel

@Suite("Shaking hands")
struct HandshakeTests {
  @Test("both ends prove their keys, say hello and agree on one hash")
  func established() throws {
    var client = dialling()
    var server = answering()
    let second = sent(server.receive(try client.begin()))
    #expect([client.isEstablished, server.isEstablished] == [false, false])
    let atClient = client.receive(second)
    let atServer = server.receive(sent(atClient))
    #expect(peer(atClient)?.key == serverKeys.publicKey)
    #expect(peer(atClient)?.hello == serverHello)
    #expect(peer(atServer)?.key == clientKeys.publicKey)
    #expect(peer(atServer)?.hello == clientHello)
    #expect(peer(atClient)?.handshakeHash == peer(atServer)?.handshakeHash)
    #expect([client.isEstablished, server.isEstablished] == [true, true])
  }

  @Test("with empty hellos the handshake costs 160 bytes and three length prefixes")
  func size() throws {
    var client = dialling(hello: [])
    var server = answering(hello: [])
    let first = try client.begin()
    let second = sent(server.receive(first))
    let third = sent(client.receive(second))
    #expect([first.count, second.count, third.count] == [50, 50, 66])
  }

  @Test("whoever dials with the wrong key is told so and learns nothing else")
  func wrongKey() throws {
    var client = dialling(keyPair(99).publicKey)
    var server = answering()
    let events = server.receive(try client.begin())
    #expect(fault(events) == .handshakeFailed)
    #expect(sent(events) == [0, 1, 1])
    #expect(fault(client.receive(sent(events))) == .wrongKey)
  }

  @Test("ends of different networks do not shake hands")
  func otherNetwork() throws {
    var client = dialling(network: "proef")
    var server = answering()
    let events = server.receive(try client.begin())
    #expect(fault(events) == .handshakeFailed)
    #expect(fault(client.receive(sent(events))) == .wrongKey)
  }

  @Test("a node without room says so")
  func busy() throws {
    var client = dialling()
    _ = try client.begin()
    #expect(fault(client.receive(HandshakeNotice.busy.frame)) == .busy)
  }

  @Test("a notice that was never agreed is a failed handshake, and counts only before one")
  func strangeNotice() throws {
    var client = dialling()
    _ = try client.begin()
    #expect(fault(client.receive([0, 1, 77])) == .handshakeFailed)
    var pair = try Pair()
    #expect(fault(pair.client.receive(HandshakeNotice.busy.frame)) == .malformed)
  }

  @Test("a flipped bit in any byte of any handshake message ends the handshake")
  func flips() throws {
    let honest = try Pair()
    let sizes = [
      honest.fromClient[0].count, honest.fromServer[0].count, honest.fromClient[1].count,
    ]
    for (message, size) in sizes.enumerated() {
      for byte in 0..<size { try flip(byte, ofMessage: message) }
    }
  }

  private func flip(_ byte: Int, ofMessage index: Int) throws {
    for bit in [UInt8(1), 0x80] {
      var client = dialling()
      var server = answering()
      var message = try client.begin()
      if index > 0 { message = sent(server.receive(message)) }
      if index > 1 { message = sent(client.receive(message)) }
      message[byte] ^= bit
      let events = index == 1 ? client.receive(message) : server.receive(message)
      #expect(peer(events) == nil, "message \(index), byte \(byte), bit \(bit)")
      // A changed length may only make the end wait; anything else is noticed at once.
      if byte >= 2 { #expect(fault(events) == .handshakeFailed) }
    }
  }

  @Test("a point of low order is refused wherever it could stand")
  func lowOrder() throws {
    let one = ChannelKey([1] + [UInt8](repeating: 0, count: 31)) ?? ChannelKey(bytes: .zero)
    var client = dialling(one)
    #expect(throws: ChannelFault.handshakeFailed) { try client.begin() }
    var server = answering()
    let first = [0, 48] + [UInt8](repeating: 0, count: 48)
    #expect(fault(server.receive(first)) == .handshakeFailed)
  }

  @Test("a hello may be as long as the limit and no longer")
  func helloLimit() throws {
    let longest = [UInt8](repeating: 65, count: Limits.helloBytes)
    var client = dialling(hello: longest)
    var server = answering(hello: longest)
    let atClient = client.receive(sent(server.receive(try client.begin())))
    #expect(peer(atClient)?.hello == longest)
    #expect(peer(server.receive(sent(atClient)))?.hello == longest)
    var wordy = dialling(hello: longest + [65])
    #expect(throws: ChannelFault.tooLarge) { try wordy.begin() }
  }

  @Test("a first message that carries a payload is refused")
  func earlyPayload() throws {
    var eager = Handshake(
      dialling: serverKeys.publicKey, as: clientKeys, ephemeral: keyPair(5),
      prologue: Array("gebuur/1gebuur".utf8))
    var server = answering()
    let events = server.receive(HandshakeFrame.wrap(try eager.write([1])))
    #expect(fault(events) == .malformed)
    #expect(sent(events).isEmpty)
  }

  @Test("an answering end that has nothing but silence or half a message waits")
  func waits() throws {
    var server = answering()
    #expect(server.receive([]).isEmpty)
    #expect(server.receive([0, 48, 1, 2, 3]).isEmpty)
    #expect(server.isBetweenMessages == false)
  }

  @Test("nothing can be sealed before the handshake is done")
  func early() throws {
    var client = dialling()
    #expect(throws: ChannelFault.closed) { try client.seal([1]) }
  }

  @Test("a replayed handshake does not become a session")
  func replay() throws {
    let honest = try Pair()
    var server = ChannelSession(
      answeringAs: serverKeys, ephemeral: secret(hex: String(repeating: "c3", count: 32)),
      hello: serverHello)
    _ = server.receive(honest.fromClient[0])
    let events = server.receive(honest.fromClient[1])
    #expect(fault(events) == .handshakeFailed)
  }
}
