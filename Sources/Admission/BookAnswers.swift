import Bookkeeping
import Vocabulary

// What the books tell people, by the same rules that admission uses. `protocol/10-books.md` §1, §4.

extension Views {
  /// How far an account may go now.
  public func bounds(of id: AccountID) throws -> Bounds {
    try page(at: Instant(milliseconds: 0)).bounds(of: id)
  }

  /// Minutes that may still leave an account, and still arrive; neither below zero.
  public func rooms(of id: AccountID) throws -> (out: Minutes, in: Minutes) {
    let page = page(at: Instant(milliseconds: 0))
    return (try page.roomOut(id), try page.roomIn(id))
  }

  /// Minutes the solidarity pot can still cover for a resident in the quarter of `now`.
  public func solidarityLeft(for resident: ResidentID, at now: Instant) throws -> Minutes {
    let page = page(at: now)
    return min(try page.quarterRoom(of: resident), try page.roomOut(.solidarityPot))
  }

  private func page(at now: Instant) -> BookPage<Self> { BookPage(views: self, now: now) }
}
