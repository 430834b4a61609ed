import Screens
import Sealing
import Updates
import Vocabulary
import WireFormat

/// What a running command has at hand. Everything is fetched when first asked for: `gebuur lock`
/// opens no key, `gebuur balance` no more than one connection.
final class CommandContext {
  let page: Page
  let json: Bool
  let home: Home
  let outbox: Outbox
  let unlocked: UnlockedKey
  private let environment: (String) -> String?
  private var knownMembership: Membership?
  private var knownIdentity: ResidentIdentity?
  private var openSession: ResidentSession?

  /// `moving`: speaks in the neighbourhood that one is moving to.
  init(
    json: Bool, page: Page, moving: Bool = false, environment: @escaping (String) -> String?
  ) {
    self.json = json
    self.page = page
    self.environment = environment
    let home = Home(environment: environment)
    self.home = moving ? home.moving : home
    outbox = Outbox(self.home)
    unlocked = UnlockedKey(home, environment: environment)
  }

  /// A message to the person, beside the data.
  func tell(_ sentence: Sentence) {
    if !json { Terminal.tell(page.paragraph(page.say(sentence))) }
  }

  /// The same person in the neighbourhood they are moving to.
  func moving() -> CommandContext {
    let there = CommandContext(json: json, page: page, moving: true, environment: environment)
    there.knownIdentity = knownIdentity
    return there
  }

  /// Where the resident belongs.
  func membership() throws(Setback) -> Membership {
    if let knownMembership { return knownMembership }
    guard let read = try Membership.read(home) else {
      throw Setback(home.isMoving ? .notMoving : .notJoined)
    }
    knownMembership = read
    return read
  }

  /// Keeps a changed membership; the next command reads it.
  func keep(_ membership: Membership) throws(Setback) {
    try membership.write(home)
    knownMembership = membership
  }

  /// The keys: from memory when they were unlocked lately, else opened with the passphrase.
  func identity() throws(Setback) -> ResidentIdentity {
    if let knownIdentity { return knownIdentity }
    if let lately = unlocked.read(at: page.now) {
      // A key of an earlier home in the same place must not speak for this one.
      if try KeyBox(home)?.matches(lately) == true {
        knownIdentity = lately
        return lately
      }
      unlocked.forget()
    }
    let opened = try openKey()
    knownIdentity = opened
    return opened
  }

  /// Keys that were just made or opened.
  func use(_ identity: ResidentIdentity) { knownIdentity = identity }

  /// Where a passphrase comes from.
  var prompt: PassphrasePrompt {
    PassphrasePrompt(
      page: page, file: environment("GEBUUR_PASSPHRASE_FILE").flatMap { $0.isEmpty ? nil : $0 })
  }

  /// Opens the key file, and keeps the keys at hand for a while.
  func openKey() throws(Setback) -> ResidentIdentity {
    guard let box = try KeyBox(home) else { throw Setback(.notJoined) }
    guard box.isSealed else {
      guard let plain = box.plain else { throw Setback(.fileBroken, home.key) }
      return plain
    }
    for attempt in 1... {
      if let identity = box.open(try prompt.ask(.askPassphrase)) {
        unlocked.keep(identity, at: page.now)
        return identity
      }
      guard prompt.isInteractive, attempt < 3 else { break }
      tell(ClientFault.passphraseWrong.sentence)
    }
    throw Setback(.passphraseWrong)
  }

  /// The conversation with the node. What waited in the outbox goes first.
  func session(
    within: Interval = .seconds(5), sendingFirst: Bool = true
  ) async throws -> ResidentSession {
    if let openSession { return openSession }
    let membership = try membership()
    let session = try await ResidentSession.connect(
      to: membership.card, near: membership.near, as: identity(), within: within,
      patience: .seconds(30))
    openSession = session
    if session.card.wire != membership.card.wire {
      var fresh = membership
      fresh.card = session.card
      try keep(fresh)
    }
    if sendingFirst, !outbox.isEmpty { report(try await deliver(over: session)) }
    return session
  }

  /// Asks the node one thing.
  func ask(
    _ question: WireClientMessage.OneOf_Kind
  ) async throws -> WireServerMessage.OneOf_Kind {
    try await session().ask(question)
  }

  /// Tells of messages made earlier that the node refused.
  func report(_ deliveries: [Delivery], except own: UpdateID? = nil) {
    for delivery in deliveries where delivery.line.id != own {
      guard case .refused(let refused) = delivery.outcome else { continue }
      tell(
        .refusedEarlier(
          page.say(delivery.line.kind), page.say(refused.reason, about: refused.subject)))
    }
  }

  /// Ends the conversation, if there was one.
  func leave() async {
    if let openSession { await openSession.close() }
  }
}
