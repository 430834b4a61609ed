/// What a line of the index is.
public enum PlaceKind: UInt8, Sendable, CaseIterable {
  /// A house: a street, and a number in it.
  case address = 0
  /// A street as a whole.
  case street = 1
  /// A village, hamlet or other inhabited place.
  case place = 2
  /// Something with a name: a school, a service centre, a shop.
  case site = 3
}

/// Something an index can be asked for, as far as its tags say.
struct Named: Hashable {
  var kind: PlaceKind
  /// A street's name, or its own.
  var name: String
  /// A house's number; empty for anything else.
  var number = ""
  /// The village or town; empty when the tags say nothing.
  var town = ""
  /// Whether houses around it are said to be in it.
  var isTown = false

  /// What the tags of a point or an outline name: an address, a name, both or neither.
  static func all(in tags: Tags) -> [Named] {
    if tags.isEmpty { return [] }
    var found: [Named] = []
    let town = clean(tags["addr:city"] ?? tags["addr:place"])
    if let number = clean(tags["addr:housenumber"]), !number.isEmpty,
      let street = clean(tags["addr:street"] ?? tags["addr:place"]), !street.isEmpty
    {
      found.append(Named(kind: .address, name: street, number: number, town: town ?? ""))
    }
    guard let name = clean(tags["name"]), !name.isEmpty else { return found }
    // A line of an exported index says itself what it is.
    if let kind = MapExport.kinds.first(where: { $0.word == tags[MapExport.kind] })?.kind {
      return [Named(kind: kind, name: name, town: town ?? "")]
    }
    if let place = tags["place"], inhabited.contains(place) {
      found.append(Named(kind: .place, name: name, isTown: towns.contains(place)))
    } else if sites.contains(where: { tags[$0] != nil }) {
      found.append(Named(kind: .site, name: name, town: town ?? ""))
    }
    return found
  }

  private static let towns: Set = ["city", "town", "village", "hamlet"]
  private static let inhabited: Set = [
    "city", "town", "village", "hamlet", "suburb", "neighbourhood", "quarter", "locality",
    "isolated_dwelling", "borough",
  ]
  private static let sites = [
    "amenity", "shop", "leisure", "tourism", "office", "healthcare", "public_transport", "railway",
  ]

  /// White space at the ends says nothing, and characters that could move a cursor have no
  /// business in a name; longer than 255 bytes is no name.
  static func clean(_ text: String?) -> String? {
    guard let text, text.utf8.count <= 255 else { return nil }
    let kept = text.unicodeScalars
      .filter {
        !$0.properties.isDefaultIgnorableCodePoint && !$0.properties.isNoncharacterCodePoint
      }
      .map { $0.properties.generalCategory == .control ? " " : $0 }
    var line = String.UnicodeScalarView()
    for scalar in kept {
      let isSpace = scalar.properties.isWhitespace
      if !isSpace || line.last?.properties.isWhitespace == false { line.append(scalar) }
    }
    while line.last?.properties.isWhitespace == true { line.removeLast() }
    return String(line)
  }
}

/// A line of the index: what, and where.
struct Place: Hashable {
  var named: Named
  let point: Coordinate
}
