/// What lines of the index that stand together have in common: the houses of a street are one name
/// and many numbers.
struct SharedName: Equatable {
  let folded: String
  let name: String
  let town: String
  let kind: PlaceKind
  /// Its first line; those up to the next name's are all of them.
  let firstPlace: Int

  static func all(of places: [IndexedPlace]) -> [SharedName] {
    var names: [SharedName] = []
    for (index, place) in places.enumerated() {
      if let last = names.last, last.holds(place) { continue }
      names.append(
        SharedName(
          folded: place.folded, name: place.named.name, town: place.named.town,
          kind: place.named.kind, firstPlace: index))
    }
    return names
  }

  /// Byte for byte: letters with their marks apart are another name than letters with them.
  private func holds(_ place: IndexedPlace) -> Bool {
    kind == place.named.kind && name.utf8.elementsEqual(place.named.name.utf8)
      && town.utf8.elementsEqual(place.named.town.utf8)
  }
}

/// Every text once, in order of its bytes.
struct TextTable {
  let sorted: [String]
  private let indices: [[UInt8]: UInt32]

  init(_ names: [SharedName], _ places: [IndexedPlace]) {
    var all: Set<[UInt8]> = []
    for name in names {
      for text in [name.folded, name.name, name.town] { all.insert(Array(text.utf8)) }
    }
    for place in places { all.insert(Array(place.named.number.utf8)) }
    let texts = all.sorted { $0.lexicographicallyPrecedes($1) }
    sorted = texts.map { String(decoding: $0, as: UTF8.self) }
    indices = Dictionary(uniqueKeysWithValues: zip(texts, 0...))
  }

  var bytes: Int { sorted.reduce(0) { $0 + $1.utf8.count } }

  subscript(_ text: String) -> UInt32 { indices[Array(text.utf8)] ?? 0 }
}
