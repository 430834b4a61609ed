import Bookkeeping
import Vocabulary

/// Hours across the border of which the other node said two things that cannot both be.
public struct FrozenLine: Sendable {
  let id: UpdateID
  let place: String
  let name: String
  let minutes: Int64
  let outgoing: Bool
  let state: BorderState
  let started: Instant

  /// `place`: the other neighbourhood; `name`: of the one of the two who lives here, may be empty;
  /// `outgoing`: from here. `state`: as first said.
  public init(
    id: UpdateID, place: String, name: String, minutes: Int64, outgoing: Bool, state: BorderState,
    started: Instant
  ) {
    self.id = id
    self.place = place
    self.name = name
    self.minutes = minutes
    self.outgoing = outgoing
    self.state = state
    self.started = started
  }

  func text(on page: Page) -> String {
    let person = name.isEmpty ? page.say(.aNeighbour) : page.quote(name)
    let amount = page.shortDuration(minutes)
    let there = page.quote(place)
    let road: Sentence =
      outgoing ? .frozenOut(person, amount, there) : .frozenIn(person, amount, there)
    let line =
      "\(id.short)  \(page.day(started)): \(page.say(road).capitalised), \(page.say(situation))"
    return page.paragraph(line)
  }

  /// What it means for the books here.
  private var situation: Sentence {
    switch state {
    case .reserved, .accepted, .rejected: .frozenUnderWay
    case .committed: outgoing ? .frozenCounts : .frozenUnderWay
    case .applied: .frozenCounts
    case .released: outgoing ? .frozenUnderWay : .frozenCountsNot
    case .voided, .withdrawn: .frozenCountsNot
    }
  }

  var json: JSON {
    .of([
      "id": .text(id.description), "short": .text(id.short), "elsewhere": .text(place),
      "name": .text(name), "minutes": .number(minutes), "outgoing": .bool(outgoing),
      "state": .text("\(state)"), "started": .time(started),
    ])
  }
}
