import Bookkeeping
import Vocabulary

/// What can still cross between us and another neighbourhood.
public struct ClearingLine: Sendable {
  /// What one of the two said: minutes that may go, and come.
  public struct Said: Sendable {
    let toThem: Int64
    let toUs: Int64
    /// Both as our neighbourhood sees them.
    public init(toThem: Int64, toUs: Int64) {
      self.toThem = toThem
      self.toUs = toUs
    }
  }

  /// Which neighbourhood.
  public let node: NodeID
  /// What it is called.
  public let name: String
  let active: Bool
  let balance: Int64
  let held: Int64
  let inForce: Said
  let room: Said
  let ours: Said?
  let theirs: Said?
  let released: Int64
  let misdeeds: Int64

  /// All in minutes; `balance` above zero: more went to them than came here. `released`: let go here
  /// without a decision of theirs, which may still come; the room is less by it.
  public init(
    node: NodeID, name: String, active: Bool, balance: Int64, held: Int64, inForce: Said,
    room: Said, ours: Said?, theirs: Said?, released: Int64 = 0, misdeeds: Int64
  ) {
    self.node = node
    self.name = name
    self.active = active
    self.balance = balance
    self.held = held
    self.inForce = inForce
    self.room = room
    self.ours = ours
    self.theirs = theirs
    self.released = released
    self.misdeeds = misdeeds
  }

  func remark(on page: Page) -> String {
    var remarks: [String] = []
    if !active {
      remarks.append(page.say(.notActive))
    } else if ours == nil {
      remarks.append(page.say(.waitingForUs))
    } else if theirs == nil {
      remarks.append(page.say(.waitingForThem))
    }
    if released > 0 { remarks.append(page.say(.mayStillCome(page.shortDuration(released)))) }
    if misdeeds > 0 { remarks.append(page.say(.brokeRules(misdeeds))) }
    return remarks.joined(separator: ". ")
  }

  var json: JSON {
    func json(_ said: Said?) -> JSON {
      said.map { .of(["to_them": .number($0.toThem), "to_us": .number($0.toUs)]) } ?? .null
    }
    return .of([
      "node": .text(node.description), "short": .text(node.short), "name": .text(name),
      "active": .bool(active), "balance": .number(balance), "held": .number(held),
      "in_force": json(inForce), "room": json(room), "ours": json(ours), "theirs": json(theirs),
      "released": .number(released), "misdeeds": .number(misdeeds),
    ])
  }
}

/// Every limit: the rules of the neighbourhood, the reader's own, and those at the borders.
public struct LimitsScreen: Screen {
  /// How far one resident can go.
  public struct Personal: Sendable {
    let whose: String?
    let floor: Int64
    let ceiling: Int64
    let own: Bool
    let reason: String

    /// `whose`: the name of another than the reader, nil for the reader. `own`: set for them alone,
    /// and the `reason` for it; may be empty.
    public init(
      whose: String? = nil, floor: Int64, ceiling: Int64, own: Bool, reason: String = ""
    ) {
      self.whose = whose
      self.floor = floor
      self.ceiling = ceiling
      self.own = own
      self.reason = reason
    }
  }

  let policy: Policy
  let personal: Personal
  let clearing: [ClearingLine]
  let frozen: [FrozenLine]
  let frozenCount: Int64

  /// Frozen transfers that a page shows; programs get them all.
  static let frozenShown = 5

  /// `frozen`, oldest first, of `frozenCount` in
  /// all, is empty for who is no regisseur.
  public init(
    policy: Policy, personal: Personal, clearing: [ClearingLine],
    frozen: [FrozenLine] = [], frozenCount: Int64 = 0
  ) {
    self.policy = policy
    self.personal = personal
    self.clearing = clearing
    self.frozen = frozen
    self.frozenCount = frozenCount
  }

  public func text(on page: Page) -> String {
    guard personal.whose == nil else { return person(on: page) }
    return page.sections([
      page.say(.limitsTitle) + "\n" + rules(on: page), person(on: page),
      page.say(.limitsBorder) + "\n" + borders(on: page), frozen(on: page),
    ])
  }

  private func person(on page: Page) -> String {
    let title = personal.whose.map { Sentence.limitsOf(page.quote($0)) } ?? .limitsYours
    let mark: Sentence? = !personal.own ? nil : personal.whose == nil ? .ownLimits : .theirLimits
    let lines = [
      page.say(title),
      range(personal.floor, personal.ceiling, on: page)
        + (mark.map { " " + page.say($0) } ?? ""),
      personal.reason.isEmpty
        ? "" : page.paragraph(page.say(.reasonIs(page.quote(personal.reason)))),
    ]
    return lines.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func frozen(on page: Page) -> String {
    guard !frozen.isEmpty else { return "" }
    let shown = frozen.prefix(Self.frozenShown)
    let others = frozenCount - Int64(shown.count)
    let lines =
      [page.say(.frozenTitle)] + shown.map { $0.text(on: page) }
      + (others > 0 ? [page.say(.frozenOthers(others))] : [])
      + [page.paragraph(page.say(.aboutFrozen))]
    return lines.joined(separator: "\n")
  }

  private func rules(on page: Page) -> String {
    page.facts([
      (
        .balanceRange,
        range(policy.resident.lowest.count, policy.resident.highest.count, on: page)
      ),
      (.smallDifferenceRule, page.duration(policy.smallDifference.count)),
      (.silenceRule, page.say(.days(Int64(policy.silenceDays)))),
      (.starterRule, page.duration(policy.starter.count)),
      (.potRule, page.signed(policy.potFloor.count)),
      (.solidarityRule, page.duration(policy.solidarityPerQuarter.count)),
    ])
  }

  private func range(_ lowest: Int64, _ highest: Int64, on page: Page) -> String {
    "\(page.signed(lowest)) … \(page.signed(highest))"
  }

  private func borders(on page: Page) -> String {
    guard !clearing.isEmpty else { return page.say(.noPeers) }
    var table = Table([
      .init(page.say(.id)), .init(page.say(.neighbourhood), gives: true),
      .init(page.say(.balanceColumn), right: true), .init(page.say(.agreedLimits), right: true),
      .init(page.say(.toThem), right: true), .init(page.say(.toUs), right: true),
    ])
    for line in clearing {
      let limits =
        "\(page.shortDuration(line.inForce.toThem)) / \(page.shortDuration(line.inForce.toUs))"
      table.add(
        [
          line.node.short, page.quote(line.name), page.signed(line.balance), limits,
          page.shortDuration(line.room.toThem), page.shortDuration(line.room.toUs),
        ], below: line.remark(on: page))
    }
    return table.text(on: page) + "\n" + page.paragraph(page.say(.aboutBorders))
  }

  public var json: JSON {
    .of([
      "policy": .of([
        "floor": .number(policy.resident.lowest.count),
        "ceiling": .number(policy.resident.highest.count),
        "small_difference": .number(policy.smallDifference.count),
        "silence_days": .number(Int64(policy.silenceDays)),
        "starter": .number(policy.starter.count), "pot_floor": .number(policy.potFloor.count),
        "solidarity_per_quarter": .number(policy.solidarityPerQuarter.count),
      ]),
      "floor": .number(personal.floor), "ceiling": .number(personal.ceiling),
      "own": .bool(personal.own), "reason": .text(personal.reason),
      "clearing": .list(clearing.map(\.json)), "frozen": .list(frozen.map(\.json)),
      "frozen_count": .number(frozenCount),
    ])
  }
}
