import Bookkeeping
import Vocabulary

/// Where a resident's hours stand, in minutes.
public struct HoursSums: Hashable, Sendable {
  let balance: Int64
  let given: Int64
  let received: Int64
  let heldOut: Int64
  let heldIn: Int64
  let floor: Int64
  let ceiling: Int64
  let solidarityLeft: Int64

  /// `floor` ≤ 0 ≤ `ceiling`; `solidarityLeft`: what the pot can still cover this quarter.
  public init(
    balance: Int64, given: Int64, received: Int64, heldOut: Int64, heldIn: Int64, floor: Int64,
    ceiling: Int64, solidarityLeft: Int64
  ) {
    self.balance = balance
    self.given = given
    self.received = received
    self.heldOut = heldOut
    self.heldIn = heldIn
    self.floor = floor
    self.ceiling = ceiling
    self.solidarityLeft = solidarityLeft
  }

  /// What can still go, and still come; never below zero.
  var roomOut: Int64 { account.roomOut(bounds).count }
  var roomIn: Int64 { account.roomIn(bounds).count }

  /// A limit is worth a word within two hours of it, or a fifth.
  var nearFloor: Bool { Self.isNear(roomOut, limit: floor) }
  var nearCeiling: Bool { Self.isNear(roomIn, limit: ceiling) }

  /// As the rules read it: whose it is makes no difference to the room.
  private var account: Account {
    Account(
      id: .solidarityPot, balance: Minutes(balance), heldOut: Minutes(heldOut),
      heldIn: Minutes(heldIn))
  }

  private var bounds: Bounds { Bounds(lowest: Minutes(floor), highest: Minutes(ceiling)) }

  private static func isNear(_ room: Int64, limit: Int64) -> Bool {
    room <= 120 || UInt64(room) <= limit.magnitude / 5
  }

  func text(on page: Page) -> String {
    var lines = [
      page.say(.balance(page.duration(given), page.duration(received), page.signed(balance)))
    ]
    if heldOut > 0 { lines.append(page.say(.heldOut(page.duration(heldOut)))) }
    if heldIn > 0 { lines.append(page.say(.heldIn(page.duration(heldIn)))) }
    if balance < 0 { lines.append(page.say(.belowZero)) }
    lines.append(
      page.say(
        .rooms(
          page.duration(roomOut), page.signed(floor), page.duration(roomIn), page.signed(ceiling))))
    lines.append(
      page.say(
        solidarityLeft > 0 ? .potCovers(page.duration(solidarityLeft)) : .potCoversNothing))
    if nearFloor { lines.append(page.say(.nearFloor)) }
    if nearCeiling { lines.append(page.say(.nearCeiling)) }
    return lines.map { page.paragraph($0) }.joined(separator: "\n")
  }

  var members: [JSON.Member] {
    [
      ("balance", balance), ("given", given), ("received", received), ("held_out", heldOut),
      ("held_in", heldIn), ("floor", floor), ("ceiling", ceiling), ("room_out", roomOut),
      ("room_in", roomIn), ("solidarity_left", solidarityLeft),
    ].map { JSON.Member(key: $0.0, value: .number($0.1)) }
  }
}
