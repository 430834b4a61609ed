import Admission
import Glibc
import Sealing
import Storage
import Updates
import Vocabulary
import WireFormat

/// What every session of a running node shares.
struct NodeServices: Sendable {
  let keys: NodeKeys
  let store: NodeStore
  let writer: LogWriter
  let clock: NodeClock
  let neighbourhood: NeighbourhoodFacts
  let card: WireNodeCard
  let presence: Presence
  let streets: Streets
  let matches: MatchDesk

  var node: NodeID { store.node }

  /// Signs an update by the node itself.
  func signByNode(_ kind: WireUpdate.OneOf_Kind) throws -> Submitted {
    let signer = Signer(key: keys.signing, resident: nil, neighbourhood: node)
    let submission = try signer.sign(
      kind, created: clock.now(), nonce: Randomness.bytes(Limits.nonceBytes),
      contentSalt: Randomness.bytes(Limits.saltBytes))
    let update = try UnverifiedUpdate(decoding: submission.signedUpdate).verified()
    return Submitted(update, content: submission.content)
  }
}

/// The wall clock, behind a value so that tests can set it.
public struct NodeClock: Sendable {
  private let reading: @Sendable () -> Instant
  /// Seconds that the clocks on the wall are ahead of UTC at a moment.
  let secondsAhead: @Sendable (Instant) -> Int64

  /// Any source of time.
  public init(
    _ reading: @escaping @Sendable () -> Instant,
    secondsAhead: @escaping @Sendable (Instant) -> Int64 = { _ in 0 }
  ) {
    self.reading = reading
    self.secondsAhead = secondsAhead
  }

  /// The time now.
  public func now() -> Instant { reading() }
  /// The machine's clock.
  public static let system = NodeClock(
    {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }, secondsAhead: localTime)

  /// By the C library's rules: `TZ` when it is set, else the time of Brussels.
  private static let localTime: @Sendable (Instant) -> Int64 = {
    setenv("TZ", "Europe/Brussels", 0)
    tzset()
    return { instant in
      var seconds = time_t(instant.milliseconds / 1_000)
      var local = tm()
      localtime_r(&seconds, &local)
      return Int64(local.tm_gmtoff)
    }
  }()
}

/// What the founding entry says of the neighbourhood.
public struct NeighbourhoodFacts: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// About where it is.
  public let area: Area
}

extension NodeStore {
  /// Reads the founding entry. Nil when the log is empty or does not start with one.
  public func neighbourhoodFacts() throws -> NeighbourhoodFacts? {
    guard
      let first = try entries(of: node, from: 0, limit: 1, maxBytes: Limits.entryBytes).first,
      case .founding(let founding) = try first.openedUpdate()?.wire.kind,
      let area = Area(founding.area)
    else { return nil }
    return NeighbourhoodFacts(name: founding.name, area: area)
  }
}
