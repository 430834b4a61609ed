/// How far somebody is with moving house.
public struct MovingScreen: Screen {
  /// The old neighbourhood's name.
  public let from: String
  /// The new one's.
  public let to: String
  /// The new neighbourhood has the enrolment.
  public let joined: Bool
  /// Balance in the old neighbourhood, in minutes.
  public var balance: Int64 = 0
  /// Balance in the new one.
  public var balanceThere: Int64 = 0
  /// Minutes sent along just now: below zero for a shortage that the new balance takes over.
  public var went: Int64 = 0
  /// Something has not arrived yet.
  public var underWay = false
  /// What stands in the way; nil for nothing.
  public var hindrance: Sentence?
  /// Signed off in the old neighbourhood.
  public var left = false
  /// From now on this home belongs to the new neighbourhood.
  public var moved = false

  /// Nothing was taken along yet.
  public init(from: String, to: String, joined: Bool) {
    self.from = from
    self.to = to
    self.joined = joined
  }

  public func text(on page: Page) -> String {
    let (from, to) = (page.quote(from), page.quote(to))
    guard joined else { return page.paragraph(page.say(.kept)) + again(on: page) }
    var said: [Sentence] = [.movingJoined(to)]
    if went != 0 {
      let amount = page.duration(Int64(clamping: went.magnitude))
      said.append(went > 0 ? .movingWent(amount, to) : .movingShort(amount, from, to))
    }
    if underWay { said.append(.movingUnderWay) }
    if !left, !underWay, balance != 0 {
      said.append(.movingLeft(page.signed(balance), from))
    }
    if let hindrance { said.append(hindrance) }
    if left { said.append(.movingFarewell(from)) }
    if moved {
      said.append(.movingDone(to))
      if balanceThere != 0 { said.append(.movingBalance(page.signed(balanceThere), to)) }
    }
    return said.map { page.paragraph(page.say($0)) }.joined(separator: "\n")
      + (moved ? "" : again(on: page))
  }

  private func again(on page: Page) -> String {
    "\n\n" + page.paragraph(page.say(.movingAgain))
  }

  public var json: JSON {
    .of([
      "from": .text(from), "to": .text(to), "joined": .bool(joined),
      "balance": .number(balance), "balance_there": .number(balanceThere),
      "went": .number(went), "under_way": .bool(underWay),
      "hindrance": .text(orNull: hindrance?.en), "left": .bool(left), "moved": .bool(moved),
    ])
  }
}

extension Sentence {
  /// The word that goes with hours somebody takes along.
  public static let movingHouse = Sentence(nl: "Verhuizing", en: "Moving house")
  /// The two neighbourhoods do not know each other.
  public static let noLinkToMove = Sentence(
    nl: "De twee buurten hebben geen band: je uren kunnen niet mee. Vraag je regisseur, of geef ze "
      + "aan een buur (gebuur geef) of aan de buurt (gebuur pot geef).",
    en: "The two neighbourhoods have no link: your hours cannot go along. Ask your coordinator, or "
      + "give them to a neighbour (gebuur give) or to the neighbourhood (gebuur pot give).")
  /// The border lets less through than there is.
  public static let borderToMove = Sentence(
    nl: "Meer kan er nu niet van de ene buurt naar de andere gaan. Later misschien wel.",
    en: "No more can go from one neighbourhood to the other now. Later perhaps it can.")
  static let movingUnderWay = Sentence(
    nl: "Er zijn nog uren onderweg.", en: "Some hours are still on their way.")
  static let movingAgain = Sentence(
    nl: "Je verhuis is nog niet klaar. Ga later verder met: gebuur verhuis",
    en: "Your move is not finished yet. Go on later with: gebuur move")

  /// The new balance would go beyond its bounds.
  public static func balanceToMove(_ place: String) -> Sentence {
    .init(
      nl: "Verder kan je saldo in \(place) nu niet gaan.",
      en: "Your balance in \(place) cannot go further now.")
  }

  static func movingJoined(_ place: String) -> Sentence {
    .init(nl: "Je bent ingeschreven in \(place).", en: "You have joined \(place).")
  }

  static func movingWent(_ amount: String, _ place: String) -> Sentence {
    .init(nl: "Mee naar \(place): \(amount).", en: "Along to \(place): \(amount).")
  }

  static func movingShort(_ amount: String, _ from: String, _ place: String) -> Sentence {
    .init(
      nl: "Je stond in \(from) onder nul. Dat gaat mee: \(amount) minder in \(place).",
      en: "You were below zero in \(from). That goes along: \(amount) less in \(place).")
  }

  static func movingLeft(_ balance: String, _ place: String) -> Sentence {
    .init(
      nl: "In \(place) is je saldo nog \(balance).", en: "In \(place) you still have \(balance).")
  }

  static func movingFarewell(_ place: String) -> Sentence {
    .init(
      nl: "Je bent uitgeschreven in \(place). Bedankt voor alles!",
      en: "You have left \(place). Thank you for everything!")
  }

  static func movingDone(_ place: String) -> Sentence {
    .init(
      nl: "Vanaf nu gaat alles wat je hier typt naar \(place).",
      en: "From now on all that you type here goes to \(place).")
  }

  static func movingBalance(_ balance: String, _ place: String) -> Sentence {
    .init(nl: "Je saldo in \(place) is \(balance).", en: "Your balance in \(place) is \(balance).")
  }
}
