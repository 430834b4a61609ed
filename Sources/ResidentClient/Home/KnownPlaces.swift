import Glibc
import Screens
import Sealing
import SwiftProtobuf
import Vocabulary
import WireFormat

/// Exact places on this device: home, and those of single listings. Each is a file that only this
/// device's own key opens.
struct KnownPlaces: Sendable {
  private let folder: String
  private static let home = "home"

  init(_ home: Home) { folder = home.places }

  /// The place of a listing; without one, home. Nil when nothing is kept.
  func read(
    of listing: UpdateID? = nil, with keys: ChannelKeyPair
  ) throws(Setback) -> PlaceLine? {
    if let listing, let own = try read(listing.description, with: keys) { return own }
    return try read(Self.home, with: keys)
  }

  /// Keeps a place for a listing, or as home.
  func keep(
    _ place: PlaceLine, of listing: UpdateID? = nil, for keys: ChannelKeyPair
  ) throws(Setback) {
    let path = folder + "/" + (listing?.description ?? Self.home)
    guard let plain: [UInt8] = try? place.wire.serializedBytes(),
      let box = SealedBox.seal(
        plain, to: keys.publicKey, for: .ownPlace, ephemeral: Randomness.bytes32())
    else { throw Setback(.fileUnwritable, path) }
    try PrivateFolder.make(folder)
    try Files.write(box, to: path)
  }

  /// Forgets the place of a listing that was not posted.
  func forget(_ listing: UpdateID) throws(Setback) {
    try Files.remove(folder + "/" + listing.description)
  }

  /// Forgets every place.
  func forgetAll() throws(Setback) {
    for name in Files.names(in: folder) { try Files.remove(folder + "/" + name) }
  }

  private func read(_ name: String, with keys: ChannelKeyPair) throws(Setback) -> PlaceLine? {
    let path = folder + "/" + name
    guard let box = try Files.read(path, limit: 4_096) else { return nil }
    guard PrivateFolder.isPrivateFile(path) else { throw Setback(.fileTooOpen, path) }
    guard let plain = SealedBox.open(box, with: keys, for: .ownPlace),
      let wire = try? WirePlace(serializedBytes: plain), let place = PlaceLine(wire)
    else { throw Setback(.fileBroken, path) }
    return place
  }
}

extension PlaceLine {
  /// Nil for what is no place, or holds what no terminal should be given.
  init?(_ wire: WirePlace) {
    guard PlusCode.isFull(wire.code), wire.code.utf8.count <= 16,
      wire.text.utf8.count <= Limits.placeTextBytes, HarmlessText.holds(name: wire.text)
    else { return nil }
    self.init(code: wire.code, words: wire.text, isFromMap: wire.fromMap)
  }

  var wire: WirePlace {
    var wire = WirePlace()
    wire.code = code
    wire.text = words
    wire.fromMap = isFromMap
    return wire
  }
}
