import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Who is at the other end of a channel, as their hello proved. `protocol/04-channel.md` §Hello.
enum Speaker: Sendable {
  case node(NodeCard)
  case device(SigningKey, seal: ChannelKey)

  /// Nil when the hello does not certify the key that the channel was shaken with.
  init?(hello: [UInt8], channelKey: ChannelKey) {
    guard hello.count <= Limits.helloBytes,
      let wire = try? WireSessionHello(serializedBytes: hello)
    else { return nil }
    switch wire.speaker {
    case .node(let wire):
      guard let card = try? wire.verified(), card.channelKey == channelKey else { return nil }
      self = .node(card)
    case .device(let wire):
      guard let device = SigningKey(wire.deviceKey), let seal = ChannelKey(wire.sealKey),
        seal == channelKey,
        Verifying.isValid(
          [UInt8](wire.sealKeySignature), over: seal.array, by: device, for: .channelKey)
      else { return nil }
      self = .device(device, seal: seal)
    case nil: return nil
    }
  }
}
