import Bookkeeping
import Exchange
import Updates
import Vocabulary

// What corrects a transfer. `protocol/10-books.md` §6.

/// Which way a correction goes.
enum Change {
  /// More help was given: that much more, between these two.
  case raise(Minutes, payer: ResidentID, payee: ResidentID)
  /// Less: these legs undo it.
  case lower([Leg])
}

extension BookPage {
  /// What makes a transfer `minutes`; nil when it is that already, or cannot become it.
  func change(of transfer: Transfer, to minutes: Minutes) throws -> Change? {
    guard let total = transfer.total, let more = minutes.subtracting(total) else { return nil }
    if more < .zero { return transfer.lowering(by: Minutes(-more.count)).map(Change.lower) }
    // Between those who agreed, also where a pot paid or took it all.
    guard more > .zero, transfer.kind == .help, let id = transfer.about,
      let agreement = try views.agreement(id)
    else { return nil }
    return .raise(more, payer: agreement.receiver, payee: agreement.helper)
  }
}

extension Rules {
  /// Every account that gives back can: pots too.
  func requireRoom(toGiveBack legs: [Leg]) throws {
    for leg in legs where leg.minutes < .zero {
      let room = try books.roomOut(leg.account)
      guard room.count >= -leg.minutes.count else {
        throw Refused(.floorReached, "\(room.count)")
      }
    }
  }
}
