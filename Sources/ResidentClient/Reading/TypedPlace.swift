import Proximity
import Screens
import Vocabulary
import WireFormat

// From what people type to a place: "Dorp 12", "9F367Q7Q+2X", "7Q+2X", "51.26, 4.79".

/// What can be understood without streets.
enum TypedPlace {
  /// An area and no more: eight digits, with or without the plus sign.
  static func area(_ typed: String) -> PlaceLine? {
    let plain = typed.split(separator: " ").joined()
    return Area(plain.contains("+") ? plain : plain + "+").map {
      PlaceLine(code: $0.code, words: "", isFromMap: false)
    }
  }

  /// A longer Plus Code or coordinates; short codes are read beside `near`.
  static func point(_ typed: String, near: Area?) -> PlaceLine? {
    let plain = typed.split(separator: " ").joined()
    // Zeroes stand for digits left out: such a code is larger than an area.
    if PlusCode.isFull(plain), plain.utf8.contains(UInt8(ascii: "0")) { return nil }
    if let near, PlusCode.isShort(plain) {
      guard let whole = PlusCode.recover(plain, near: Cell(near).centre) else { return nil }
      return area(whole) ?? point(whole, near: nil)
    }
    return AddressBook.point(typed)
      .flatMap { PlusCode.encode(latitude: $0.degreesNorth, longitude: $0.degreesEast) }
      .map { PlaceLine(code: $0, words: "", isFromMap: false) }
  }
}

extension CommandContext {
  /// The one place that is meant. Streets are the node's to know; codes and coordinates are not.
  func place(typed: String) async throws -> PlaceLine {
    if let area = TypedPlace.area(typed) { return area }
    let plain = typed.split(separator: " ").joined()
    if PlusCode.isShort(plain), try membership().area == nil { try? await learnArea() }
    if let point = TypedPlace.point(typed, near: try membership().area) { return point }
    guard !PlusCode.isValid(plain), HarmlessText.says(typed),
      typed.utf8.count <= AddressBook.textBytes
    else { throw Setback(.areaUnreadable, typed) }
    var question = WireAskPlace()
    question.text = typed
    guard case .places(let answer) = try await ask(.place(question)) else {
      throw Setback(.answerUnreadable)
    }
    let found = answer.places.prefix(AddressBook.most).compactMap { PlaceLine($0) }
    if answer.noMap { throw Setback(.noStreets) }
    guard let first = found.first else { throw Setback(.placeUnknown, typed) }
    guard answer.sure, found.count == 1 else {
      let list = found.map { $0.text(on: page) }.joined(separator: "; ")
      throw Setback(.placeAmbiguous, list)
    }
    tell(.placeFound(first.text(on: page)))
    return first
  }

  /// The place of one of the resident's listings, else home; nil when none is kept.
  func knownPlace(of listing: UpdateID? = nil) throws -> PlaceLine? {
    try KnownPlaces(home).read(of: listing, with: identity().channel)
  }
}

extension PlaceLine {
  fileprivate init?(_ found: WireFoundPlace) {
    var wire = WirePlace()
    wire.code = found.code
    wire.text = found.name
    // Without words nothing of the map is told.
    wire.fromMap = !found.name.isEmpty
    self.init(wire)
  }
}
