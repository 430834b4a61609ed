import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

// Policy, pots, hours given away, thanks, leaving. `protocol/10-books.md` §3, §7–§10.

extension Rules {
  func checkPolicy(_ policy: WirePolicySet, by speaker: Resident) throws -> Destination {
    try speaker.requireRegisseur()
    guard Policy(policy) != nil else { throw Refused(.fieldOutOfRange, "policy") }
    return Destination(.federation)
  }

  func checkLimits(_ limits: WireLimitsSet, by speaker: Resident) throws -> Destination {
    try speaker.requireRegisseur()
    guard let about = ResidentID(limits.resident), try views.resident(about) != nil else {
      throw Refused(.recipientUnknown, "resident")
    }
    guard about != speaker.id else { throw Refused(.partyCannotDecide) }
    guard Bounds(floor: limits.floor, ceiling: limits.ceiling) != nil else {
      throw Refused(.fieldOutOfRange, "limits")
    }
    return Destination(.neighbourhood)
  }

  func checkOpening(_ opened: WirePotOpened, by speaker: Resident) throws -> Destination {
    try speaker.requireRegisseur()
    guard opened.pot.utf8.count <= Limits.potNameBytes else { throw Refused(.tooLarge, "pot") }
    guard HarmlessText.says(opened.pot), HarmlessText.holds(name: opened.pot) else {
      throw Refused(.badText, "pot")
    }
    let taken = try views.pots() + [AccountID.solidarityPotName]
    guard !taken.contains(where: { PotName.areAlike($0, opened.pot) }) else {
      throw Refused(.idReused, "pot")
    }
    return Destination(.neighbourhood)
  }

  func checkContribution(
    _ given: WirePotContributed, by speaker: Resident
  ) throws -> Destination {
    try requirePot(given.pot)
    let minutes = try amount(given.minutes)
    try requireRoom(of: speaker.id, for: minutes)
    try books.requirePostable(.contribution(minutes, from: speaker.id, to: given.pot, cause))
    return Destination(.neighbourhood)
  }

  func checkGrant(_ granted: WirePotGranted, by speaker: Resident) throws -> Destination {
    try speaker.requireRegisseur()
    guard let to = ResidentID(granted.resident) else { throw Refused(.recipientUnknown) }
    guard to != speaker.id else { throw Refused(.partyCannotDecide) }
    try requirePresent([to])
    try requirePot(granted.pot)
    let minutes = try amount(granted.minutes)
    guard try books.roomOut(.pot(granted.pot)) >= minutes else { throw Refused(.potEmpty) }
    guard try books.roomIn(.resident(to)) >= minutes else { throw Refused(.ceilingReached) }
    try books.requirePostable(.grant(minutes, from: granted.pot, to: to, cause))
    return Destination(.neighbourhood)
  }

  func checkGiving(_ given: WireHoursGiven, by speaker: Resident) throws -> Destination {
    let minutes = try amount(given.minutes)
    guard let to = ResidentID(given.resident) else { throw Refused(.recipientUnknown) }
    guard let node = NodeID(given.node) else { throw Refused(.peerUnknown) }
    // Who moves house is the same person in two neighbourhoods, with an account in each.
    guard to != speaker.id || node != position.node else { throw Refused(.recipientYourself) }
    guard node == position.node else {
      guard try views.peer(node)?.state == .active else { throw Refused(.peerUnknown) }
      if given.corrects.isEmpty {
        try requireRoom(of: speaker.id, for: minutes)
      } else {
        try checkCorrectionGiven(
          UpdateID(given.corrects), giving: minutes, to: to, at: node, speaker.id)
      }
      try requireClearing(minutes, to: node)
      return Destination(addressedTo: node)
    }
    try requirePresent([to])
    guard given.corrects.isEmpty else { throw Refused(.transferUnknown) }
    try requireRoom(of: speaker.id, for: minutes)
    guard try books.roomIn(.resident(to)) >= minutes else { throw Refused(.ceilingReached) }
    try books.requirePostable(.hours(minutes, from: speaker.id, to: to, cause))
    return Destination(.neighbourhood)
  }

  func checkThanks(_ thanks: WireThanksSaid, by speaker: Resident) throws -> Destination {
    let (agreement, _) = try find(UpdateID(thanks.agreement), of: speaker)
    guard agreement.state == .settled else { throw Refused(.notSettled) }
    guard try !views.isThanked(agreement.id, by: speaker.id) else {
      throw Refused(.alreadyThanked)
    }
    return destination(of: agreement)
  }

  func checkLeaving(_ speaker: Resident) throws -> Destination {
    guard try books.account(.resident(speaker.id)).isSettled else {
      throw Refused(.balanceNotZero)
    }
    guard try views.runningAgreements(of: speaker.id) == 0 else { throw Refused(.agreementsOpen) }
    guard try speaker.role != .regisseur || views.regisseurs() > 1 else {
      throw Refused(.lastRegisseur)
    }
    return Destination(.neighbourhood)
  }

  /// Minutes of one transfer: more than none, at most a week.
  func amount(_ minutes: UInt32) throws(Refused) -> Minutes {
    guard minutes > 0, minutes <= Limits.minutesPerAgreement else {
      throw Refused(.minutesOutOfRange, "minutes")
    }
    return Minutes(Int64(minutes))
  }

  private func requirePot(_ name: String) throws {
    guard try views.account(.pot(name)) != nil else { throw Refused(.potUnknown) }
  }

  /// Residents here who have not left.
  func requirePresent(_ residents: [ResidentID]) throws {
    for id in residents where try views.resident(id)?.left != false {
      throw Refused(.recipientUnknown)
    }
  }

  /// Minutes that go to another neighbourhood.
  func requireClearing(_ minutes: Minutes, to node: NodeID) throws {
    let room = try books.roomIn(.clearing(node))
    guard room >= minutes else { throw Refused(.clearingLimitReached, "\(room.count)") }
  }

  func requireRoom(of giver: ResidentID, for minutes: Minutes) throws {
    let room = try books.roomOut(.resident(giver))
    guard room >= minutes else { throw Refused(.floorReached, "\(room.count)") }
  }
}

extension Policy {
  /// Reads the wire's policy; nil when a rule is out of its range.
  init?(_ wire: WirePolicySet) {
    guard let resident = Bounds(floor: wire.floor, ceiling: wire.ceiling),
      wire.smallDifference <= 120, (1...90).contains(wire.silenceDays), wire.starter <= 1_200,
      (-Limits.balanceBound...0).contains(wire.potFloor), wire.solidarityPerQuarter <= 6_000
    else { return nil }
    self.init(
      resident: resident, smallDifference: Minutes(Int64(wire.smallDifference)),
      silenceDays: Int(wire.silenceDays), starter: Minutes(Int64(wire.starter)),
      potFloor: Minutes(wire.potFloor),
      solidarityPerQuarter: Minutes(Int64(wire.solidarityPerQuarter)))
  }
}

extension Bounds {
  /// A resident's bounds as the wire has them; nil when out of range.
  init?(floor: Int64, ceiling: Int64) {
    guard (-Limits.balanceBound...0).contains(floor),
      (0...Limits.balanceBound).contains(ceiling)
    else { return nil }
    self.init(lowest: Minutes(floor), highest: Minutes(ceiling))
  }
}
