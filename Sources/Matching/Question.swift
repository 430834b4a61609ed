import Exchange
import Proximity
import Vocabulary

/// Who could help with this request, or whom could this offer help?
public struct Question: Sendable {
  /// The listing for which matches are looked for. Its author is the one who reads the answer.
  public var seeker: Listing
  /// Its text, as far as it is not erased.
  public var text: String
  /// When somebody first answered it.
  public var answered: Instant?
  /// The moment of asking.
  public var now: Instant
  /// Seconds the clocks on the wall are ahead of UTC at a moment; the same for all neighbourhoods
  /// that can be reached.
  public var secondsAhead: @Sendable (Instant) -> Int64
  /// When the week of `Neighbour.thisWeek` ends: help that begins later is not held to it.
  public var weekEnds = Instant(milliseconds: .max)
  /// What its author did with others before.
  public var together: [ResidentID: Together] = [:]
  /// Agreements its author is party to; others are ignored.
  public var agreements: [Agreement] = []
  /// Neighbourhoods that count as nearby.
  public var nearby: Set<NodeID> = []

  /// Asks for a listing.
  public init(
    for seeker: Listing, text: String = "", answered: Instant? = nil, at now: Instant,
    secondsAhead: @escaping @Sendable (Instant) -> Int64
  ) {
    self.seeker = seeker
    self.text = text
    self.answered = answered
    self.now = now
    self.secondsAhead = secondsAhead
  }
}

/// One listing that answers another, and why.
public struct Match: Hashable, Sendable {
  /// The offer for a request, or the request for an offer.
  public let listing: Listing
  /// The sum of the reasons' points: only its order means something.
  public let points: Int
  /// Why, in the order of `Reason.Kind`.
  public let reasons: [Reason]
  /// The helper's way; nil for help by phone or screen.
  public let journey: Journey?
}
