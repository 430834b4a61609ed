import ArgumentParser
import FoundationEssentials
import Screens
import Updates
import Vocabulary
import WireFormat

/// Moving house: join the new neighbourhood, take the hours along, leave the old one. Each run does
/// what can be done now, whatever an earlier one came to.
struct Move: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.move) }
  @Argument(help: .spoken(.code)) var code: String?
  @Option(name: .spoken(.name), help: .spoken(.name)) var name: String?
  @Option(name: .spoken(.profileText), help: .spoken(.profileText)) var text: String?
  @Option(name: .spoken(.node), help: .spoken(.node)) var node: String?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard !context.home.isMoving else { throw Setback(.movingElsewhere) }
    let here = try context.membership()
    let there = context.moving()
    do {
      let screen = try await move(from: context, here, to: there)
      await there.leave()
      return screen
    } catch {
      await there.leave()
      throw error
    }
  }

  private func move(
    from context: CommandContext, _ here: Membership, to there: CommandContext
  ) async throws -> MovingScreen {
    there.use(try context.identity())
    let joined = try await join(there, from: here)
    let home = try there.membership()
    var screen = MovingScreen(from: here.card.name, to: home.card.name, joined: joined)
    guard joined else { return screen }
    if !(try context.membership().left) {
      try await HoursMove(here: context, there: there).carry(into: &screen)
      guard screen.balance == 0, !screen.underWay else { return screen }
      try await leave(context, into: &screen)
    }
    screen.left = try context.membership().left
    // What was said over there and did not go out yet would be lost with its folder.
    guard screen.left, there.outbox.isEmpty else { return screen }
    try Files.move(there.home.neighbourhood, to: context.home.neighbourhood)
    screen.moved = true
    return screen
  }

  /// True once the new neighbourhood has the enrolment; false while that waits in the outbox.
  private func join(_ there: CommandContext, from here: Membership) async throws -> Bool {
    let known = try Membership.read(there.home)
    guard let code else {
      guard known != nil else { throw Setback(.notMoving) }
      guard try await there.neighbourhood().enrolled else { throw Setback(.notMoving) }
      return true
    }
    let invitation = try Invitation(code: code, now: there.page.now)
    guard invitation.card.node != here.card.node else { throw Setback(.alreadyJoined) }
    guard known.map({ $0.card.node == invitation.card.node }) ?? true else {
      throw Setback(.movingElsewhere)
    }
    if let node, Address.split(node) == nil { throw Setback(.addressUnreadable, node) }
    let identity = try there.identity()
    let called = name ?? here.name
    try there.home.prepare()
    try there.keep(
      Membership(
        card: invitation.card, near: node ?? known?.near, resident: identity.resident, area: nil,
        name: called))
    if known != nil, try await there.neighbourhood().enrolled { return true }
    do {
      let posted = try await there.post(
        .enrolment(invitation.enrolment(of: identity)),
        content: .profile(name: called, text: text ?? ""))
      guard case .stored = posted.fate else { return false }
      try await there.learnArea()
      return true
    } catch let refused as Refused {
      if known == nil { try Files.remove(there.home.neighbourhood) }
      throw refused
    }
  }

  /// What holds somebody here is shown beside what was done.
  private func leave(_ context: CommandContext, into screen: inout MovingScreen) async throws {
    do {
      _ = try await context.post(.residentLeft(WireResidentLeft()))
    } catch let refused as Refused {
      screen.hindrance = refused.reason.sentence
    }
  }
}

/// Takes a balance along, from whichever of the two neighbourhoods has it above zero.
struct HoursMove {
  let here: CommandContext
  let there: CommandContext

  /// Gives once what fits, and waits a while for it to arrive.
  func carry(into screen: inout MovingScreen) async throws {
    var gave = false
    for _ in 0..<40 {
      // The new side first: what is done there, the old side has at least taken in.
      let new = try await there.account(lines: 1)
      let old = try await here.account(lines: 1)
      (screen.balance, screen.balanceThere) = (old.balance, new.balance)
      screen.underWay =
        old.heldOut != 0 || old.heldIn != 0 || old.hasLeaving || new.hasLeaving
      if !screen.underWay {
        guard old.balance != 0, !gave else { return }
        gave = true
        guard try await give(old, new, into: &screen) else { return }
        screen.underWay = true
      }
      try await Task.sleep(for: .milliseconds(250))
    }
  }

  /// False when nothing can cross now.
  private func give(
    _ old: WireAccountStatement, _ new: WireAccountStatement, into screen: inout MovingScreen
  ) async throws -> Bool {
    let forward = old.balance > 0
    let (giver, taker) = forward ? (here, there) : (there, here)
    let link = try await giver.limits().clearing.first {
      NodeID($0.node) == (try? taker.membership().card.node)
    }
    guard let link, link.active else {
      screen.hindrance = .noLinkToMove
      return false
    }
    let share = MovingShare(
      balance: old.balance,
      room: forward
        ? new.ceiling &- new.balance &- new.heldIn : new.balance &- new.heldOut &- new.floor,
      border: link.roomToThem)
    if share.isHeldByBorder { screen.hindrance = .borderToMove }
    if share.isHeldByBalance { screen.hindrance = .balanceToMove(screen.to) }
    guard share.minutes > 0 else { return false }
    let whole = try taker.membership()
    var given = WireHoursGiven()
    given.node = Data(whole.card.node.array)
    given.resident = Data(whole.resident.array)
    given.minutes = UInt32(clamping: share.minutes)
    _ = try await giver.post(
      .hoursGiven(given), content: giver.note(giver.page.say(.movingHouse)))
    screen.went = forward ? share.minutes : -share.minutes
    return true
  }
}

/// How much of a balance can go along now.
struct MovingShare: Hashable {
  /// To give, from whichever side gives; zero when nothing can go.
  let minutes: Int64
  /// The border lets through less than there is.
  let isHeldByBorder: Bool
  /// The new balance would go beyond its bounds.
  let isHeldByBalance: Bool

  /// `balance`: that of the old neighbourhood, below zero for a shortage. `room`: how far the new
  /// balance can still go that way. `border`: minutes that can still cross that way.
  init(balance: Int64, room: Int64, border: Int64) {
    let whole = Int64(clamping: balance.magnitude)
    let most = min(whole, Int64(Limits.minutesPerAgreement))
    minutes = max(0, min(most, room, border))
    isHeldByBalance = minutes < whole && room < most && room <= border
    isHeldByBorder = minutes < whole && border < most && !isHeldByBalance
  }
}

extension WireAccountStatement {
  /// Something of the asker is on its way out.
  fileprivate var hasLeaving: Bool {
    transits.contains {
      $0.outgoing && ![.voided, .withdrawn, .applied].contains($0.state)
    }
  }
}
