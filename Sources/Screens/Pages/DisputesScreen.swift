import Vocabulary

/// Two claims too far apart, for a regisseur.
public struct DisputeLine: Sendable {
  /// The agreement.
  public let id: UpdateID
  let helperName: String
  let receiverName: String
  let helperMinutes: Int64
  let receiverMinutes: Int64
  let category: Category?
  let words: String
  let postedAt: Instant?
  let party: Bool

  /// `postedAt`: when the smaller claim counts by itself. `party`: it is the reader's own.
  public init(
    id: UpdateID, helperName: String, receiverName: String, helperMinutes: Int64,
    receiverMinutes: Int64, category: Category?, words: String, postedAt: Instant?, party: Bool
  ) {
    self.id = id
    self.helperName = helperName
    self.receiverName = receiverName
    self.helperMinutes = helperMinutes
    self.receiverMinutes = receiverMinutes
    self.category = category
    self.words = words
    self.postedAt = postedAt
    self.party = party
  }

  func text(on page: Page) -> String {
    func name(_ name: String) -> String {
      name.isEmpty ? page.say(.aNeighbour) : page.quote(name)
    }
    let claims = Sentence.claims(
      name(helperName), page.shortDuration(helperMinutes), name(receiverName),
      page.shortDuration(receiverMinutes))
    let least = min(helperMinutes, receiverMinutes)
    let kind = category.map { page.say($0) + ": " } ?? ""
    let about = TextWidth.clipped(kind + page.quote(words), to: page.plain ? .max : 140)
    var lines = [page.paragraph("\(id.short)  \(page.say(claims))")]
    if !about.isEmpty { lines.append(page.paragraph(about, indent: 10)) }
    let middle = least + (max(helperMinutes, receiverMinutes) - least) / 2
    let next: Sentence = party ? .youAreParty : .decide(id.short, middle)
    lines.append(page.paragraph(page.say(next), indent: 10))
    if let postedAt {
      lines.append(
        page.paragraph(
          page.say(.postedBySilence(page.day(postedAt), page.duration(least))), indent: 10))
    }
    return lines.joined(separator: "\n")
  }

  var json: JSON {
    .of([
      "id": .text(id.description), "short": .text(id.short), "helper_name": .text(helperName),
      "receiver_name": .text(receiverName), "helper_minutes": .number(helperMinutes),
      "receiver_minutes": .number(receiverMinutes),
      "category": .text(orNull: category.map { "\($0)" }), "text": .text(words),
      "posted_at": .time(postedAt), "party": .bool(party),
    ])
  }
}

/// Disputes: for a regisseur those to decide, for everybody their own and what comes next.
public struct DisputesScreen: Screen {
  let disputes: [DisputeLine]
  let own: [AgreementLine]

  /// `disputes` is empty for who is no regisseur.
  public init(disputes: [DisputeLine], own: [AgreementLine]) {
    self.disputes = disputes
    self.own = own
  }

  public func text(on page: Page) -> String {
    if disputes.isEmpty, own.isEmpty {
      return page.say(.noDisputes) + "\n\n" + page.paragraph(page.say(.aboutDisputes))
    }
    return page.sections(
      [page.say(.disputesTitle)] + disputes.map { $0.text(on: page) }
        + own.map { $0.text(on: page) } + [page.paragraph(page.say(.aboutDisputes))])
  }

  public var json: JSON {
    .of(["disputes": .list(disputes.map(\.json)), "own": .list(own.map(\.json))])
  }
}
