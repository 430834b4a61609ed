import Proximity

/// The words of a text that say something: folded, at least three letters, each once, and without
/// the small words that every text has.
struct TextWords: Sendable {
  /// Sorted by their hash, which is quicker to compare.
  private let hashes: [UInt64]
  private let texts: [String]

  init(_ text: String) {
    let said = Set(
      Folding.words(of: text).filter { $0.utf8.count >= 3 }.map(String.init)
        .filter { !Self.stopWords.contains($0) })
    let sorted = said.map { (hash: Self.hash($0), text: $0) }.sorted { $0 < $1 }
    hashes = sorted.map(\.hash)
    texts = sorted.map(\.text)
  }

  /// How many words both say.
  @inline(__always)
  func shared(with other: TextWords) -> Int {
    var (count, i, j) = (0, 0, 0)
    while i < hashes.count, j < other.hashes.count {
      if hashes[i] == other.hashes[j] {
        count += 1
        i += 1
        j += 1
      } else if hashes[i] < other.hashes[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return count
  }

  /// The words both say, in order of the alphabet.
  func words(sharedWith other: TextWords) -> [String] {
    let theirs = Set(other.hashes)
    return zip(hashes, texts).filter { theirs.contains($0.0) }.map(\.1).sorted()
  }

  /// FNV-1a: the same on every machine, so that the same texts always match alike.
  private static func hash(_ word: String) -> UInt64 {
    word.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// Small words of Dutch, French and English, and those every listing says.
  private static let stopWords = Set(
    """
    aan aub als altijd andere ben bij dag dan dat deze die dit door een eens een elke elkaar gaan
    geen goed graag had heb hebben heeft helpen hem het hier hij hoe hulp iemand iets ik jaar jij
    jou jouw jullie kan keer kom komen kun kunnen maar mag mee meer met mij mijn moet naar nabij
    niet nodig nog nu ook omdat ons onze over per samen tot uit uur van veel voor vraag vragen waar
    want wat weer wel week wie wij wil wilt worden wordt zal zich zijn zoek zoeken zou
    aide ainsi aux avec avoir besoin bien bonjour car ces cette chez comme dans des deux donc elle
    est etre eux fait heure ici ils jour les leur lui mais merci mes moi mon nous ont par pas peut
    peux plus pour quand que qui sans ses son sont sur tous tout tres une veux votre vous
    about all and any anyone are been but can could day does for from has have help her him his
    hour how just like looking may more much myself need needs not our out please she some someone
    than that the their them then there they this too was week were what when where which who will
    with would you your
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
