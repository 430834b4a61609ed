import Vocabulary

/// Transfers as a plain-text journal that `hledger` and its kin read. `protocol/10-books.md` §12.
///
/// Commodity `min`; one transaction for each transfer, with all its legs.
public struct Journal {
  private let names: [AccountID: String]

  /// A journal over these accounts: two whose short names are the same are written whole.
  public init(of accounts: some Sequence<AccountID>) {
    var owners: [String: Set<AccountID>] = [:]
    for account in accounts { owners[Self.short(account), default: []].insert(account) }
    var names: [AccountID: String] = [:]
    for (name, accounts) in owners {
      for account in accounts { names[account] = accounts.count == 1 ? name : Self.whole(account) }
    }
    self.names = names
  }

  /// What an account is called in the journal.
  public func name(of account: AccountID) -> String { names[account] ?? Self.whole(account) }

  /// One transaction. `words` may be anything: it is made harmless.
  public func transaction(_ transfer: Transfer, _ words: String) -> String {
    let width = transfer.legs.map { name(of: $0.account).count }.max() ?? 0
    let legs = transfer.legs.map { leg in
      let name = name(of: leg.account)
      let gap = String(repeating: " ", count: width - name.count + 2)
      return "    \(name)\(gap)\(leg.minutes.count) min\n"
    }
    let date = CalendarDay(of: transfer.time)
    return "\(date) (\(transfer.id.short)) \(Self.harmless(words))\n" + legs.joined()
  }

  private static func short(_ account: AccountID) -> String {
    switch account {
    case .resident(let id): "resident:\(id.short)"
    case .pot(let name): "pot:\(escaped(name))"
    case .clearing(let node): "clearing:\(node.short)"
    }
  }

  private static func whole(_ account: AccountID) -> String {
    switch account {
    case .resident(let id): "resident:\(id)"
    case .pot: short(account)
    case .clearing(let node): "clearing:\(node)"
    }
  }

  /// A pot's name is people's: what could mean something in a journal is written as its bytes.
  private static func escaped(_ name: String) -> String {
    name.unicodeScalars.map { scalar in
      let plain =
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
        || scalar == "_"
      guard !plain else { return String(scalar) }
      return String(scalar).utf8.map { ($0 < 0x10 ? "%0" : "%") + String($0, radix: 16) }.joined()
    }.joined()
  }

  /// A description on one line, that is not read as a comment.
  private static func harmless(_ words: String) -> String {
    String(
      String.UnicodeScalarView(
        words.unicodeScalars.map { scalar in
          scalar == ";" || scalar.properties.generalCategory == .control
            || scalar.properties.isWhitespace
            ? " " : scalar
        }))
  }
}

extension Transfer.Kind {
  /// The kind in a word, for journals and programs. Stable for ever.
  public var word: String {
    switch self {
    case .help: "help"
    case .hours: "hours"
    case .contribution: "contribution"
    case .grant: "grant"
    case .starter: "starter"
    case .raised: "raised"
    case .lowered: "lowered"
    case .returned: "returned"
    }
  }
}
