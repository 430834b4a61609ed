import Vocabulary

/// A link with another neighbourhood.
public struct LinkLine: Sendable {
  /// Which neighbourhood.
  public let node: NodeID
  /// What it is called.
  public let name: String
  let state: LinkState
  let nearby: Bool
  let have: UInt64
  let acknowledged: UInt64
  let connected: Bool
  let lastSeen: Instant?
  let trouble: String
  let full: Bool
  let ahead: Bool

  /// `have`: entries of theirs here; `acknowledged`: entries of ours there; `trouble`: why the
  /// link does not work, empty when it does; `full`: nothing more of theirs is taken, because their
  /// log has all the room that the node gives it; `ahead`: their clock runs ahead of ours, and what
  /// they wrote by it is not taken yet.
  public init(
    node: NodeID, name: String, state: LinkState, nearby: Bool, have: UInt64,
    acknowledged: UInt64, connected: Bool, lastSeen: Instant?, trouble: String,
    full: Bool = false, ahead: Bool = false
  ) {
    self.node = node
    self.name = name
    self.state = state
    self.nearby = nearby
    self.have = have
    self.acknowledged = acknowledged
    self.connected = connected
    self.lastSeen = lastSeen
    self.trouble = trouble
    self.full = full
    self.ahead = ahead
  }

  var json: JSON {
    .of([
      "node": .text(node.description), "short": .text(node.short), "name": .text(name),
      "state": .text("\(state)"), "nearby": .bool(nearby),
      "entries_from": .number(Int64(clamping: have)),
      "entries_to": .number(Int64(clamping: acknowledged)), "connected": .bool(connected),
      "last_seen": .time(lastSeen), "trouble": .text(trouble),
      "full": .bool(full), "ahead": .bool(ahead),
    ])
  }
}

/// The links of the reader's neighbourhood.
public struct FederationScreen: Screen {
  let links: [LinkLine]

  /// In the order in which they are to be read.
  public init(links: [LinkLine]) { self.links = links }

  public func text(on page: Page) -> String {
    guard !links.isEmpty else { return page.say(.noLinks) }
    var table = Table([
      .init(page.say(.id)), .init(page.say(.neighbourhood), gives: true), .init(page.say(.state)),
      .init(page.say(.nearby)), .init(page.say(.online)),
      .init(page.say(.received), right: true), .init(page.say(.delivered), right: true),
    ])
    for link in links {
      table.add(
        [
          link.node.short, page.quote(link.name), page.say(link.state),
          page.say(link.nearby ? .yes : .no), page.say(link.connected ? .yes : .no),
          "\(link.have)", "\(link.acknowledged)",
        ], below: below(link, on: page))
    }
    return page.say(.links) + "\n\n" + table.text(on: page)
  }

  private func below(_ link: LinkLine, on page: Page) -> String {
    if link.full { return page.say(.linkFull) }
    return link.ahead ? page.say(.linkAhead) : page.quote(link.trouble)
  }

  public var json: JSON { .of(["links": .list(links.map(\.json))]) }
}

/// An erasure and who confirmed it.
public struct ErasureLine: Sendable {
  let request: UpdateID
  let time: Instant
  let confirmed: [String]
  let waiting: [String]

  /// Names of neighbourhoods.
  public init(request: UpdateID, time: Instant, confirmed: [String], waiting: [String]) {
    self.request = request
    self.time = time
    self.confirmed = confirmed
    self.waiting = waiting
  }

  var json: JSON {
    .of([
      "request": .text(request.description), "time": .time(time),
      "confirmed": .list(confirmed.map { .text($0) }),
      "waiting": .list(waiting.map { .text($0) }),
    ])
  }
}

/// What the reader had erased, and which neighbourhoods confirmed.
public struct ErasuresScreen: Screen {
  let erasures: [ErasureLine]

  /// Newest last.
  public init(erasures: [ErasureLine]) { self.erasures = erasures }

  public func text(on page: Page) -> String {
    guard !erasures.isEmpty else { return page.say(.noErasures) }
    return page.sections(
      erasures.map { erasure in
        let nobodyElse = erasure.confirmed.isEmpty && erasure.waiting.isEmpty
        return page.facts([
          (.erasedOn, page.moment(erasure.time)),
          (.elsewhere, nobodyElse ? page.say(.nobodyElse) : nil),
          (.confirmedBy, nobodyElse ? nil : names(erasure.confirmed, on: page)),
          (.waitingFor, nobodyElse ? nil : names(erasure.waiting, on: page)),
        ])
      })
  }

  private func names(_ names: [String], on page: Page) -> String {
    names.isEmpty ? page.say(.nobody) : page.quote(names.joined(separator: ", "))
  }

  public var json: JSON { .of(["erasures": .list(erasures.map(\.json))]) }
}
