import Sealing
import Testing
import Vocabulary

@Suite("Sealed boxes")
struct SealedBoxTests {
  private let anna = ChannelKeyPair(secret: Bytes32([UInt8](repeating: 3, count: 32)) ?? .zero)
  private let bram = ChannelKeyPair(secret: Bytes32([UInt8](repeating: 4, count: 32)) ?? .zero)
  private let once = Bytes32([UInt8](repeating: 5, count: 32)) ?? .zero

  @Test("a box opens for the holder of the key, and for the purpose it was made for only")
  func opens() throws {
    let plain = Array("Dorp 12, Wechelderzande".utf8)
    let box = try #require(
      SealedBox.seal(plain, to: anna.publicKey, for: .sharedPlace, ephemeral: once))
    let context = SealedPurpose.sharedPlace.rawValue.utf8.count
    #expect(box.count == SealedBox.overhead + context + plain.count)
    #expect(SealedBox.open(box, with: anna, for: .sharedPlace) == plain)
    #expect(SealedBox.open(box, with: anna, for: .ownPlace) == nil)
    #expect(SealedBox.open(box, with: bram, for: .sharedPlace) == nil)
  }

  @Test("a box with any byte changed, added or cut off stays closed")
  func changed() throws {
    let box = try #require(
      SealedBox.seal([1, 2, 3], to: anna.publicKey, for: .ownPlace, ephemeral: once))
    for at in box.indices {
      var other = box
      other[at] ^= 1
      #expect(SealedBox.open(other, with: anna, for: .ownPlace) == nil, "byte \(at)")
      #expect(SealedBox.open(Array(box.prefix(at)), with: anna, for: .ownPlace) == nil)
    }
    #expect(SealedBox.open(box + [0], with: anna, for: .ownPlace) == nil)
  }

  @Test("an empty text has a box too, and equal texts have different ones")
  func fresh() throws {
    let other = Bytes32([UInt8](repeating: 6, count: 32)) ?? .zero
    let boxes = [once, other].map {
      SealedBox.seal([], to: anna.publicKey, for: .ownPlace, ephemeral: $0)
    }
    #expect(boxes[0] != boxes[1])
    for box in boxes {
      #expect(SealedBox.open(try #require(box), with: anna, for: .ownPlace) == [])
    }
  }

  @Test("nothing is sealed to a key whose boxes everybody could open")
  func lowOrder() {
    for first in [0, 1] as [UInt8] {
      let key = ChannelKey([first] + [UInt8](repeating: 0, count: 31))
      #expect(
        key.flatMap { SealedBox.seal([1], to: $0, for: .ownPlace, ephemeral: once) } == nil)
    }
  }

  @Test("no purpose is the beginning of another")
  func purposes() {
    let texts = SealedPurpose.allCases.map { Array($0.rawValue.utf8) }
    for one in texts {
      #expect(one.last == 0)
      #expect(texts.count { $0.starts(with: one) } == 1)
    }
  }
}
