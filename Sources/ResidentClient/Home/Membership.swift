import Screens
import Updates
import Vocabulary
import WireFormat

/// Which neighbourhood a resident belongs to, as kept in the home's `neighbourhood` file: lines of
/// a word and a value. The card is checked each time it is read.
struct Membership: Sendable {
  static let firstLine = "gebuur-neighbourhood 1"

  /// The node and how to reach it.
  var card: NodeCard
  /// An address that this device tries before the card's own; nil for none.
  var near: String?
  /// Whom this device speaks for.
  var resident: ResidentID
  /// The neighbourhood's area; nil until the node said so.
  var area: Area?
  /// How the resident signs; may be empty.
  var name: String
  /// The resident has left: another neighbourhood may take this one's place.
  var left = false

  /// Nil when the resident has not joined.
  static func read(_ home: Home) throws(Setback) -> Membership? {
    guard let bytes = try Files.read(home.neighbourhood, limit: 32_768) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first == firstLine[...] else { throw Setback(.fileBroken, home.neighbourhood) }
    var values: [Substring: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { values[parts[0]] = String(parts[1]) }
    }
    guard let letter = values["card"], let resident = values["resident"],
      let wire: WireNodeCard = Letter.read(letter, prefix: LetterPrefix.node),
      let card = try? wire.verified(),
      let id = Base32.decode(resident).flatMap({ ResidentID($0) })
    else { throw Setback(.fileBroken, home.neighbourhood) }
    return Membership(
      card: card, near: values["node"], resident: id, area: values["area"].flatMap { Area($0) },
      name: values["name"] ?? "", left: values["left"] != nil)
  }

  /// Keeps it in the home.
  func write(_ home: Home) throws(Setback) {
    guard let letter = try? Letter.print(card.wire, prefix: LetterPrefix.node) else {
      throw Setback(.fileUnwritable, home.neighbourhood)
    }
    var lines = [Self.firstLine, "card \(letter)", "resident \(resident)"]
    if let near { lines.append("node \(near)") }
    if let area { lines.append("area \(area)") }
    if left { lines.append("left yes") }
    let signed = TextWidth.harmless(name)
    if !signed.isEmpty { lines.append("name \(signed)") }
    try Files.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: home.neighbourhood)
  }
}
