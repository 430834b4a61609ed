import Vocabulary

/// An exact place, in the words of who lives there.
public struct PlaceLine: Hashable, Sendable {
  /// A Plus Code: ten digits, or eight when its owner knew no better.
  public let code: String
  /// As people write it; may be empty.
  public let words: String
  /// The words come from OpenStreetMap.
  public let isFromMap: Bool

  /// States every field.
  public init(code: String, words: String, isFromMap: Bool) {
    self.code = code
    self.words = words
    self.isFromMap = isFromMap
  }

  /// What others see of it.
  public var area: Area? { Area(String(code.prefix { $0 != "+" }) + "+") }

  /// On one line: "Dorp 12, Wechelderzande (9F367Q7Q+2X)".
  public func text(on page: Page) -> String {
    let code = page.quote(code)
    return words.isEmpty ? code : "\(page.quote(words)) (\(code))"
  }

  /// As programs read it.
  public var json: JSON {
    .of(["code": .text(code), "text": .text(words), "from_map": .bool(isFromMap)])
  }
}

/// Whether the reader is visited, and whether the other knows where.
public enum PlaceSharing: Sendable {
  /// Nobody comes to the reader, or nothing is agreed.
  case none
  /// Somebody comes, and does not know where.
  case open
  /// They have been told.
  case shared
}

/// Where the reader's home is, as this device keeps it.
public struct PlaceScreen: Screen {
  let home: PlaceLine?

  /// Nil when nothing is kept.
  public init(home: PlaceLine?) { self.home = home }

  public func text(on page: Page) -> String {
    guard let home else { return page.paragraph(page.say(.noPlaceKept)) }
    return page.sections([
      page.facts([
        (.homeKept, home.text(on: page)), (.othersSee, home.area.map { page.quote($0.code) }),
      ]),
      page.paragraph(page.say(.placePrivate)),
      home.isFromMap ? page.say(.mapAttribution) : "",
    ])
  }

  public var json: JSON {
    .of([
      "home": home?.json ?? .null, "area": .text(orNull: home?.area?.code),
      "attribution": home?.isFromMap == true ? .text(Sentence.mapAttribution.en) : .null,
    ])
  }
}
