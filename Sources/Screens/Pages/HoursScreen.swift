import Vocabulary

/// One movement of hours.
public struct StatementLine: Sendable {
  /// When it was posted.
  public let time: Instant
  /// Positive: the reader gave help.
  public let minutes: Int64
  /// Balance after it.
  public let balance: Int64
  /// With whom; may be empty.
  public let otherName: String
  /// What kind of help; nil when unknown.
  public let category: Category?
  /// What it was about; may be empty.
  public let text: String
  /// The agreement behind it; nil when unknown.
  public let agreement: UpdateID?

  /// States every field.
  public init(
    time: Instant, minutes: Int64, balance: Int64, otherName: String, category: Category?,
    text: String, agreement: UpdateID?
  ) {
    self.time = time
    self.minutes = minutes
    self.balance = balance
    self.otherName = otherName
    self.category = category
    self.text = text
    self.agreement = agreement
  }

  var json: JSON {
    .of([
      "time": .time(time), "minutes": .number(minutes), "balance": .number(balance),
      "other_name": .text(otherName), "category": .text(orNull: category.map { "\($0)" }),
      "text": .text(text), "agreement": .text(orNull: agreement?.description),
    ])
  }
}

/// A resident's hours: the sums, and the movements when asked for.
public struct HoursScreen: Screen {
  let balance: Int64
  let given: Int64
  let received: Int64
  let lines: [StatementLine]?

  /// All in minutes. `lines` is nil for the sums only.
  public init(balance: Int64, given: Int64, received: Int64, lines: [StatementLine]?) {
    self.balance = balance
    self.given = given
    self.received = received
    self.lines = lines
  }

  public func text(on page: Page) -> String {
    let sums = page.say(
      .balance(page.duration(given), page.duration(received), page.signed(balance)))
    return page.sections([
      lines.map { movements($0, on: page) } ?? "",
      balance < 0 ? sums + "\n" + page.say(.belowZero) : sums,
    ])
  }

  private func movements(_ lines: [StatementLine], on page: Page) -> String {
    guard !lines.isEmpty else { return page.say(.statementEmpty) }
    var table = Table([
      .init(page.say(.dayColumn)), .init(page.say(.withColumn), gives: true),
      .init(page.say(.forColumn), gives: true), .init(page.say(.gaveColumn), right: true),
      .init(page.say(.gotColumn), right: true), .init(page.say(.balanceColumn), right: true),
    ])
    for line in lines {
      let name = page.quote(line.otherName)
      let amount = page.shortDuration(Int64(clamping: line.minutes.magnitude))
      table.add([
        page.day(line.time), name.isEmpty ? page.say(.aNeighbour) : name,
        line.category.map { page.say($0) } ?? page.quote(line.text),
        line.minutes > 0 ? amount : "", line.minutes < 0 ? amount : "",
        page.signed(line.balance),
      ])
    }
    return page.say(.statementTitle) + "\n\n" + table.text(on: page)
  }

  public var json: JSON {
    let sums: [JSON.Member] = [
      .init(key: "balance", value: .number(balance)), .init(key: "given", value: .number(given)),
      .init(key: "received", value: .number(received)),
    ]
    guard let lines else { return .object(sums) }
    return .object(sums + [.init(key: "lines", value: .list(lines.map(\.json)))])
  }
}
