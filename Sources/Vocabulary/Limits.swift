/// Every bound of the system in one place. `protocol/09-limits.md` lists them with their reasons.
public enum Limits {
  // Lengths of text, in UTF-8 bytes
  /// A person's or neighbourhood's name.
  public static let nameBytes = 80
  /// Listing, profile and proposal text.
  public static let textBytes = 2_000
  /// A `host:port` address.
  public static let addressBytes = 255
  /// An exact place in words, as one party tells it to the other.
  public static let placeTextBytes = 255
  /// Addresses in one announcement.
  public static let addresses = 8

  // Sizes on the wire, in bytes
  /// A serialized header.
  public static let headerBytes = 256
  /// A serialized signed update.
  public static let signedUpdateBytes = 8_192
  /// A serialized content.
  public static let contentBytes = 4_096
  /// The sealed box with an exact place, always.
  public static let placeBytes = 512
  /// One serialized entry, all parts together.
  public static let entryBytes = 13_000
  /// The plaintext of one channel frame.
  public static let frameBytes = 65_519
  /// One message, which may span frames.
  public static let messageBytes = 1 << 20
  /// What a speaker may say in a handshake payload.
  public static let helloBytes = 4_096
  /// Frames sealed under one key of a channel, each direction.
  public static let framesPerKey: UInt64 = 1_000
  /// Salt of a commitment.
  public static let saltBytes = 16
  /// Nonce of an update.
  public static let nonceBytes = 16

  // Counts
  /// Helpers wanted on one listing.
  public static let wanted = 50
  /// Open listings of one resident.
  public static let openListings = 100
  /// Unanswered or running agreements of one resident.
  public static let openAgreements = 200
  /// Updates named by one erasure; more would not fit `signedUpdateBytes`.
  public static let erasureTargets = 200
  /// Entries in one batch between peers.
  public static let batchEntries = 512
  /// Heads in one message.
  public static let heads = 4_096
  /// Federated peers of one node.
  public static let peers = 256
  /// Rows in one answer to a client.
  public static let rows = 500
  /// Transfers across the border, or corrections that wait, in one answer about a resident's hours.
  public static let transits = 50
  /// Misdeeds of one node and one kind that are kept whole; the others are counted.
  public static let misdeedsKept = 20
  /// Movements of each pot in one answer.
  public static let potLines = 20
  /// Unused invitations of one regisseur.
  public static let openInvitations = 1_000

  /// Weekly windows of one listing.
  public static let weeklyWindows = 14
  /// Languages of one listing or one resident.
  public static let languages = 6
  /// Persons one resident is not to be matched with.
  public static let exclusions = 50
  /// Open listings that matching looks at, the newest.
  public static let matchedListings = 20_000
  /// Longest way to help somebody, one way, in minutes.
  public static let travelMinutes = 60

  // Sessions
  /// Connections at once, per node.
  public static let connections = 1_024
  /// Connections at once from one network address.
  public static let connectionsPerAddress = 256
  /// Requests a client may have unanswered.
  public static let requestsInFlight = 64
  /// Bytes queued for a slow reader before it is dropped.
  public static let outboundBytes = 32 << 20

  // Gossip between nodes (protocol/06-gossip.md §9)
  /// Entries that go along with the news of them.
  public static let newsEntries = 64
  /// Their bytes, all together.
  public static let newsBytes = 32 << 10
  /// Wants of one log a node keeps under way at one peer.
  public static let wantsPerLog = 2
  /// Logs a node fetches from one peer at once.
  public static let fetchesPerSession = 8
  /// Wants of one peer a node answers at once.
  public static let servesPerSession = 24
  /// Messages a peer may send in one burst, and per second after it.
  public static let messageBurst = 512
  /// Messages a second a peer may keep up.
  public static let messagesPerSecond = 200
  /// Small faults of one session, one forgiven each second, before it is closed.
  public static let strikes = 32
  /// Wants of one log in a row a peer may leave unanswered before its session is closed.
  public static let unansweredWants = 4
  /// Entries of one followed log, unless the operator sets otherwise.
  public static let quotaEntries = 20_000_000
  /// Bytes that the entries of one followed log take, unless the operator sets otherwise.
  public static let quotaBytes = 4 << 30
  /// Wait before more is asked of a log that met its quota.
  public static let quotaPause = Interval.minutes(10)
  /// Dials under way at once.
  public static let dialsAtOnce = 16
  /// UTF-8 bytes of a complaint's text.
  public static let complaintBytes = 200
  /// How often live sessions compare everything.
  public static let antiEntropy = Interval.seconds(30)
  /// Silence after which a session between nodes counts as dead.
  public static let peerSilence = Interval.seconds(75)
  /// Wait for the answer to a want before another peer is asked.
  public static let wantPatience = Interval.seconds(20)
  /// Wait for the acknowledgement of an announced head before a newer one is announced.
  public static let announcePatience = Interval.seconds(1)
  /// First pause before dialling a peer again; doubles each time.
  public static let dialPause = Interval.seconds(1)
  /// Longest pause before dialling a peer again.
  public static let dialPauseLongest = Interval.minutes(2)

  // Amounts
  /// Minutes of one agreement: a week.
  public static let minutesPerAgreement: Int64 = 7 * 24 * 60
  /// Minutes of help a week somebody may set as their bound: all of a week.
  public static let minutesPerWeek: Int64 = 7 * 24 * 60
  /// How far floors, ceilings and clearing limits may go, in minutes.
  public static let balanceBound: Int64 = 1_000_000
  /// A pot's name, in UTF-8 bytes.
  public static let potNameBytes = 40

  // Time
  /// How far an author's clock may run ahead of the node's.
  public static let skew = Interval.minutes(15)
  /// How old an update may be when it arrives: an outbox may wait this long.
  public static let outboxAge = Interval.days(60)
  /// Longest life of a listing.
  public static let listingLife = Interval.days(366)
  /// Longest life of an invitation.
  public static let invitationLife = Interval.days(90)
  /// Longest time a regisseur vouches for what they saw.
  public static let attestationLife = Interval.days(1_096)
  /// Silence after which a proposal nobody answered is closed.
  public static let proposalSilence = Interval.days(30)
  /// Silence after which an agreement nobody states minutes of is closed.
  public static let agreementSilence = Interval.days(60)
  /// How long minutes stay held for a neighbourhood that does not answer.
  public static let reserveLife = Interval.days(7)
  /// Pause before hours that another neighbourhood rejected are tried again.
  public static let reserveAgain = Interval.days(1)
  /// How long hours of an agreement wait for room between two neighbourhoods.
  public static let carryPatience = Interval.days(30)
  /// Time between two statements of account to a peer.
  public static let statementPause = Interval.days(7)
  /// Words the node owes that one transaction says, at most.
  public static let dutiesAtOnce = 64
  /// Time a stranger gets to finish the handshake.
  public static let handshake = Interval.seconds(10)
  /// Time a reader may leave what was sent to it untouched.
  public static let stall = Interval.seconds(30)
  /// Silence after which a resident's session is closed.
  public static let idleSession = Interval.minutes(15)
}
