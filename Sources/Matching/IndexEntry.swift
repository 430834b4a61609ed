import Exchange
import Proximity
import Vocabulary

/// A listing made ready to be compared with many others.
final class Entry: Sendable {
  // What is looked at first lies together.
  let travel: OwnTravel?
  /// Where the index keeps what is known of its author.
  let person: Int
  let listing: Listing
  let words: TextWords
  let answered: Instant?
  let attestations: AttestationSet

  /// The listing itself names languages.
  var saysLanguages: Bool { !listing.terms.languages.isEmpty }

  init(_ listing: Listing, text: String, answered: Instant?, person: Int) {
    travel = listing.terms.travel
    self.listing = listing
    words = TextWords(text)
    self.answered = answered
    attestations = AttestationSet(listing.terms.attestations)
    self.person = person
  }
}

/// Listings sorted by side and kind of help; of one kind in order of their ids.
struct Shelf: Sendable {
  private var lists = [[Entry]](repeating: [], count: 2 * Category.slots)
  private(set) var count = 0

  private static func index(_ side: ListingSide, _ slot: Int) -> Int {
    (side == .offer ? 0 : Category.slots) + slot
  }

  func entries(_ side: ListingSide, _ slot: Int) -> [Entry] { lists[Self.index(side, slot)] }

  mutating func insert(_ entry: Entry) {
    let at = Self.index(entry.listing.side, entry.listing.category.slot)
    lists[at].insert(entry, at: Self.place(of: entry.listing.id, in: lists[at]))
    count += 1
  }

  mutating func remove(_ entry: Entry) {
    let at = Self.index(entry.listing.side, entry.listing.category.slot)
    let place = Self.place(of: entry.listing.id, in: lists[at])
    guard place < lists[at].count, lists[at][place].listing.id == entry.listing.id else { return }
    lists[at].remove(at: place)
    count -= 1
  }

  private static func place(of id: UpdateID, in list: [Entry]) -> Int {
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle].listing.id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
