import Bookkeeping
import Screens
import Vocabulary
import WireFormat

// The node's answers about hours as the screens want them.

extension HoursSums {
  init(_ account: WireAccountStatement) {
    self.init(
      balance: account.balance, given: account.given, received: account.received,
      heldOut: account.heldOut, heldIn: account.heldIn, floor: account.floor,
      ceiling: account.ceiling, solidarityLeft: account.solidarityLeft)
  }
}

extension HoursScreen {
  init(_ account: WireAccountStatement, lines: [StatementLine]?, sheet: Sheet? = nil) {
    self.init(
      sums: HoursSums(account), lines: lines, sheet: sheet,
      transits: account.transits.compactMap { TransitLine($0) },
      corrections: account.corrections.compactMap { CorrectionLine($0) })
  }
}

extension StatementLine {
  init?(_ line: WireStatementLine) {
    guard let id = UpdateID(line.transfer),
      let kind = Transfer.Kind(rawValue: line.kind.rawValue)
    else { return nil }
    let legs = line.legs.compactMap { leg in
      AccountID(key: [UInt8](leg.account)).map { Leg($0, Minutes(leg.minutes)) }
    }
    let agreement = UpdateID(line.agreement)
    self.init(
      transfer: Transfer(
        id: id, kind: kind, legs: legs, time: Instant(milliseconds: line.time),
        about: UpdateID(line.corrects) ?? agreement),
      minutes: line.minutes, balance: line.balance, otherName: line.otherName,
      elsewhere: line.elsewhere.isEmpty ? nil : line.elsewhere,
      category: Category(rawValue: line.category.rawValue), text: line.text,
      agreement: agreement, corrected: line.corrected,
      reason: HoursReason(by: line.reasonBy, words: line.reason))
  }
}

extension TransitLine {
  init?(_ row: WireTransitRow) {
    guard let id = UpdateID(row.id), let state = BorderState(rawValue: row.state.rawValue) else {
      return nil
    }
    self.init(
      id: id, place: row.nodeName, otherName: row.otherName, minutes: row.minutes,
      outgoing: row.outgoing, state: state, started: Instant(milliseconds: row.started),
      reason: UInt16(exactly: row.reason).flatMap { Refusal(rawValue: $0) },
      recalled: row.recalled, agreement: UpdateID(row.agreement), words: row.text,
      corrects: UpdateID(row.corrects), mine: row.mine)
  }
}

extension CorrectionLine {
  init?(_ row: WireCorrectionRow) {
    guard let id = UpdateID(row.id), let transfer = UpdateID(row.transfer) else { return nil }
    self.init(
      id: id, transfer: transfer, from: row.from, to: row.to, mine: row.mine,
      closes: Instant(milliseconds: row.closes), otherName: row.otherName, words: row.text)
  }
}

extension Pot {
  init(_ row: WirePotRow) {
    self.init(
      name: row.name, balance: row.balance, held: row.heldOut,
      lines: row.lines.compactMap { PotLine($0) })
  }
}

extension PotLine {
  init?(_ line: WirePotLine) {
    guard let kind = Transfer.Kind(rawValue: line.kind.rawValue) else { return nil }
    self.init(
      time: Instant(milliseconds: line.time), minutes: line.minutes, kind: kind,
      otherName: line.otherName, words: line.text)
  }
}

extension DisputeLine {
  init?(_ row: WireDisputeRow) {
    guard let id = UpdateID(row.id) else { return nil }
    self.init(
      id: id, helperName: row.helperName, receiverName: row.receiverName,
      helperMinutes: Int64(row.helperMinutes), receiverMinutes: Int64(row.receiverMinutes),
      category: Category(rawValue: row.category.rawValue), words: row.text,
      postedAt: row.postedAt > 0 ? Instant(milliseconds: row.postedAt) : nil, party: row.party)
  }
}

extension LimitsScreen {
  init(_ limits: WireLimitsInForce, whose: String? = nil) {
    let policy = limits.policy
    self.init(
      policy: Policy(
        resident: Bounds(lowest: Minutes(policy.floor), highest: Minutes(policy.ceiling)),
        smallDifference: Minutes(Int64(policy.smallDifference)),
        silenceDays: Int(policy.silenceDays), starter: Minutes(Int64(policy.starter)),
        potFloor: Minutes(policy.potFloor),
        solidarityPerQuarter: Minutes(Int64(policy.solidarityPerQuarter))),
      personal: Personal(
        whose: whose, floor: limits.floor, ceiling: limits.ceiling, own: limits.own,
        reason: limits.reason),
      clearing: limits.clearing.compactMap { ClearingLine($0) },
      frozen: limits.frozen.compactMap { FrozenLine($0) }, frozenCount: Int64(limits.frozenCount))
  }
}

extension FrozenLine {
  init?(_ row: WireFrozenRow) {
    guard let id = UpdateID(row.id), let state = BorderState(rawValue: row.state.rawValue) else {
      return nil
    }
    self.init(
      id: id, place: row.nodeName, name: row.residentName, minutes: row.minutes,
      outgoing: row.outgoing, state: state, started: Instant(milliseconds: row.started))
  }
}

extension ClearingLine {
  init?(_ row: WireClearingRow) {
    guard let node = NodeID(row.node) else { return nil }
    self.init(
      node: node, name: row.name, active: row.active, balance: row.balance,
      held: row.heldOut &+ row.heldIn,
      inForce: Said(toThem: row.weMayOwe, toUs: row.theyMayOwe),
      room: Said(toThem: row.roomToThem, toUs: row.roomToUs),
      ours: row.hasOurs
        ? Said(toThem: Int64(row.ours.weMayOwe), toUs: Int64(row.ours.theyMayOwe)) : nil,
      theirs: row.hasTheirs
        ? Said(toThem: Int64(row.theirs.theyMayOwe), toUs: Int64(row.theirs.weMayOwe)) : nil,
      released: row.released, misdeeds: Int64(row.misdeeds))
  }
}
