import Bookkeeping
import Vocabulary

/// One movement of hours.
public struct StatementLine: Sendable {
  /// The transfer, with every leg.
  public let transfer: Transfer
  /// Positive: minutes that arrived; zero: a pot paid or got all of it.
  public let minutes: Int64
  /// Balance after it.
  public let balance: Int64
  /// With whom; may be empty.
  public let otherName: String
  /// The other's neighbourhood, when it is another one; else nil.
  public let elsewhere: String?
  /// What kind of help; nil when unknown, or none.
  public let category: Category?
  /// What it was about, or the words that came with it; may be empty.
  public let text: String
  /// The agreement behind it; nil when there is none.
  public let agreement: UpdateID?
  /// A later transfer corrects it.
  public let corrected: Bool
  /// Why it is what it is: of a correction, and of help that a regisseur decided.
  public let reason: HoursReason

  /// States every field.
  public init(
    transfer: Transfer, minutes: Int64, balance: Int64, otherName: String, elsewhere: String?,
    category: Category?, text: String, agreement: UpdateID?, corrected: Bool,
    reason: HoursReason = HoursReason()
  ) {
    self.transfer = transfer
    self.minutes = minutes
    self.balance = balance
    self.otherName = otherName
    self.elsewhere = elsewhere
    self.category = category
    self.text = text
    self.agreement = agreement
    self.corrected = corrected
    self.reason = reason
  }

  /// What happened, as a favour: "gaf hulp".
  func favour(on page: Page) -> String {
    let part = minutes != 0 ? minutes : pot
    return page.say(Sentence.favour(transfer.kind, arrived: part > 0))
  }

  /// The person, and where they live when that is elsewhere.
  func other(on page: Page) -> String {
    if case .starter = transfer.kind { return "" }
    if transfer.kind == .grant || transfer.kind == .contribution {
      return page.pot(otherName)
    }
    let name = page.quote(otherName)
    let person = name.isEmpty ? page.say(.aNeighbour) : name
    return elsewhere.map { "\(person) (\(page.quote($0)))" } ?? person
  }

  /// What the solidarity pot paid of the reader's part; zero for anything else.
  var fromPot: Int64 { pot < 0 && potStandsIn ? Int64(clamping: pot.magnitude) : 0 }

  /// What of the reader's part went to the solidarity pot, above their ceiling.
  var toPot: Int64 { pot > 0 && potStandsIn ? pot : 0 }

  private var pot: Int64 { transfer.potLeg?.minutes.count ?? 0 }

  /// True when the pot's part would be the reader's, had there been room.
  private var potStandsIn: Bool {
    let isHelp = transfer.kind == .help || transfer.kind == .raised
    return minutes == 0 || isHelp && (minutes < 0) == (pot < 0)
  }

  /// What is worth saying beneath it.
  func remarks(on page: Page) -> String {
    var remarks: [String] = []
    if let category { remarks.append(page.say(category).capitalised + ".") }
    if fromPot > 0 { remarks.append(page.say(.potCovered(page.shortDuration(fromPot)))) }
    if toPot > 0 { remarks.append(page.say(.potGot(page.shortDuration(toPot)))) }
    if corrected { remarks.append(page.say(.correctedLater)) }
    if !reason.words.isEmpty {
      let (by, words) = (page.quote(reason.by), page.quote(reason.words))
      remarks.append(page.say(by.isEmpty ? .reasonIs(words) : .reasonOf(by, words)))
    } else if category == nil, !text.isEmpty {
      remarks.append("\"\(page.quote(text))\"")
    }
    return remarks.joined(separator: " ")
  }

  var json: JSON {
    .of([
      "time": .time(transfer.time), "kind": .text(transfer.kind.word),
      "minutes": .number(minutes), "balance": .number(balance),
      "other_name": .text(otherName), "elsewhere": .text(orNull: elsewhere),
      "category": .text(orNull: category.map { "\($0)" }),
      "text": .text(text), "from_pot": .number(fromPot), "to_pot": .number(toPot),
      "transfer": .text(transfer.id.description),
      "agreement": .text(orNull: agreement?.description),
      "corrects": .text(orNull: transfer.kind.isCorrection ? transfer.about?.description : nil),
      "corrected": .bool(corrected), "reason": .text(reason.words),
      "reason_by": .text(reason.by),
    ])
  }
}
