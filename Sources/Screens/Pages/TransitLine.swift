import Bookkeeping
import Vocabulary

/// Hours on their way across the border, or that came back.
public struct TransitLine: Sendable {
  let id: UpdateID
  let place: String
  let otherName: String
  let minutes: Int64
  let outgoing: Bool
  let state: BorderState
  let started: Instant
  let reason: Refusal?
  let recalled: Bool
  let agreement: UpdateID?
  let words: String
  let corrects: UpdateID?
  let mine: Bool

  /// `place`: the other neighbourhood. `reason`: why the other side did not take them. `mine`: the
  /// reader said it, and may take it back.
  public init(
    id: UpdateID, place: String, otherName: String, minutes: Int64, outgoing: Bool,
    state: BorderState, started: Instant, reason: Refusal?, recalled: Bool,
    agreement: UpdateID?, words: String, corrects: UpdateID? = nil, mine: Bool
  ) {
    self.id = id
    self.place = place
    self.otherName = otherName
    self.minutes = minutes
    self.outgoing = outgoing
    self.state = state
    self.started = started
    self.reason = reason
    self.recalled = recalled
    self.agreement = agreement
    self.words = words
    self.corrects = corrects
    self.mine = mine
  }

  func text(on page: Page) -> String {
    let name = page.quote(otherName)
    let place = name.isEmpty ? page.quote(place) : "\(name) (\(page.quote(place)))"
    let amount = page.shortDuration(minutes)
    let state = page.say(situation)
    let road: Sentence = outgoing ? .onTheWayTo(amount, place) : .onTheWayFrom(amount, place)
    var lines = [page.paragraph("\(id.short)  \(page.say(road)), \(state)")]
    if let corrects {
      let why = words.isEmpty ? "" : ": \"\(page.quote(words))\""
      lines.append(
        page.paragraph(page.say(.correctionOf(corrects.short)) + why, indent: 10))
    }
    if let reason { lines.append(page.paragraph(page.say(reason), indent: 10)) }
    if canRecall { lines.append(page.paragraph(page.say(.recall(id.short)), indent: 10)) }
    return lines.joined(separator: "\n")
  }

  private var canRecall: Bool { mine && state == .reserved && !recalled }

  private var situation: Sentence {
    switch state {
    case .reserved: recalled ? .transitRecalled : .transitWaits
    case .accepted: .transitAccepted
    case .rejected: .transitRejected
    case .committed: outgoing ? .transitArrived : .transitComing
    case .voided, .withdrawn: .transitBack
    case .released: outgoing ? .transitRecalled : .transitReleased
    case .applied: .transitArrived
    }
  }

  var json: JSON {
    .of([
      "id": .text(id.description), "short": .text(id.short), "elsewhere": .text(place),
      "other_name": .text(otherName), "minutes": .number(minutes), "outgoing": .bool(outgoing),
      "state": .text("\(state)"), "started": .time(started),
      "reason": .text(orNull: reason.map { "\($0)" }), "recalled": .bool(recalled),
      "agreement": .text(orNull: agreement?.description), "text": .text(words),
      "corrects": .text(orNull: corrects?.description), "mine": .bool(mine),
    ])
  }
}

/// A proposed correction that waits for a yes.
public struct CorrectionLine: Sendable {
  let id: UpdateID
  let transfer: UpdateID
  let from: Int64
  let to: Int64
  let mine: Bool
  let closes: Instant
  let otherName: String
  let words: String

  /// `from` and `to` in minutes; `closes`: the last moment for a yes.
  public init(
    id: UpdateID, transfer: UpdateID, from: Int64, to: Int64, mine: Bool, closes: Instant,
    otherName: String, words: String
  ) {
    self.id = id
    self.transfer = transfer
    self.from = from
    self.to = to
    self.mine = mine
    self.closes = closes
    self.otherName = otherName
    self.words = words
  }

  func text(on page: Page) -> String {
    let name = page.quote(otherName)
    let other = name.isEmpty ? page.say(.aNeighbour) : name
    let (from, to) = (page.shortDuration(from), page.shortDuration(to))
    let head =
      mine
      ? Sentence.youProposed(transfer.short, from, to)
      : .otherProposed(other, transfer.short, from, to)
    var lines = [page.paragraph("\(id.short)  \(page.say(head))")]
    if !words.isEmpty { lines.append(page.paragraph("\"\(page.quote(words))\"", indent: 10)) }
    let next: Sentence =
      mine ? .correctionWaits(page.day(closes)) : .agreeCorrection(id.short, page.day(closes))
    lines.append(page.paragraph(page.say(next), indent: 10))
    return lines.joined(separator: "\n")
  }

  var json: JSON {
    .of([
      "id": .text(id.description), "short": .text(id.short),
      "transfer": .text(transfer.description), "from": .number(from), "to": .number(to),
      "mine": .bool(mine), "closes": .time(closes), "other_name": .text(otherName),
      "text": .text(words),
    ])
  }
}
