import Foundation
import Sealing
import Testing
import Vocabulary

@testable import SecureChannel

private struct VectorFile: Decodable {
  struct Message: Decodable {
    let payload: String
    let ciphertext: String
  }
  struct Vector: Decodable {
    let protocol_name: String
    let init_prologue: String
    let init_static: String
    let init_ephemeral: String
    let init_remote_static: String
    let resp_static: String
    let resp_ephemeral: String
    let handshake_hash: String
    let messages: [Message]
  }
  let vectors: [Vector]
}

@Suite("Published Noise vectors")
struct NoiseVectorTests {
  static let file = sharedFile("vectors/noise_xk.json")

  @Test(
    "every XK vector with SHA-256 is reproduced to the byte",
    .enabled(if: file != nil, "shared/vectors/noise_xk.json is absent"))
  func vectors() throws {
    let data = try Data(contentsOf: try #require(Self.file))
    let all = try JSONDecoder().decode(VectorFile.self, from: data).vectors
    let ours = all.filter { $0.protocol_name == "Noise_XK_25519_ChaChaPoly_SHA256" }
    try #require(!ours.isEmpty)
    for vector in ours { try check(vector) }
  }

  private func check(_ vector: VectorFile.Vector) throws {
    let remote = try #require(ChannelKey(bytes(hex: vector.init_remote_static)))
    let prologue = bytes(hex: vector.init_prologue)
    var initiator = Handshake(
      dialling: remote, as: ChannelKeyPair(secret: secret(hex: vector.init_static)),
      ephemeral: ChannelKeyPair(secret: secret(hex: vector.init_ephemeral)), prologue: prologue)
    var responder = Handshake(
      answeringAs: ChannelKeyPair(secret: secret(hex: vector.resp_static)),
      ephemeral: ChannelKeyPair(secret: secret(hex: vector.resp_ephemeral)), prologue: prologue)

    for (index, message) in vector.messages.prefix(3).enumerated() {
      let payload = bytes(hex: message.payload)
      let byInitiator = index.isMultiple(of: 2)
      let written = byInitiator ? try initiator.write(payload) : try responder.write(payload)
      #expect(written == bytes(hex: message.ciphertext))
      let read = byInitiator ? try responder.read(written) : try initiator.read(written)
      #expect(read == payload)
    }
    #expect(initiator.hash.array == bytes(hex: vector.handshake_hash))
    #expect(responder.hash == initiator.hash)

    let (out, back) = (initiator.split().sending, responder.split().sending)
    for (index, message) in vector.messages.dropFirst(3).enumerated() {
      let plain = bytes(hex: message.payload)
      var sealed = plain + [UInt8](repeating: 0, count: ChannelCipher.tagBytes)
      let cipher = index.isMultiple(of: 2) ? back : out
      #expect(
        sealed.withUnsafeMutableBytes {
          cipher.seal(inPlace: $0, nonce: UInt64(index / 2), context: .noContext)
        })
      #expect(sealed == bytes(hex: message.ciphertext))
    }
  }
}
