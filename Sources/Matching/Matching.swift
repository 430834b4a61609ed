import Exchange
import Proximity
import Vocabulary

extension ListingIndex {
  /// Who could help, or whom could be helped: the best first, at most `most`.
  ///
  /// By points, then the shorter way, then the older listing, then the id. The cost grows with the
  /// listings within reach; for help by phone or screen everybody is.
  public func matches(
    _ question: Question, searches: inout Searches, most: Int = .max
  ) -> [Match] {
    let judge = Judge(question, self)
    guard judge.isOpen, most > 0 else { return [] }
    let kinds = judge.kinds
    var found: [Found] = []
    func look(at shelf: Shelf, _ ways: inout Ways?) {
      for kind in kinds {
        for entry in shelf.entries(judge.wanted, kind) {
          let theirs = profile(entry)
          var way: Journey?
          if ways != nil {
            // Most are too far: this is asked before all else.
            guard let near = ways?.journey(judge, entry, theirs) else { continue }
            way = near
          }
          let pair = judge.pair(entry, theirs)
          let common = judge.common(entry, pair)
          guard judge.gate(entry, pair, common) == nil,
            judge.privateGate(entry, theirs, pair) == nil
          else { continue }
          let tally = judge.weigh(entry, pair, common, way: way, tells: false)
          found.append(Found(entry: entry, points: tally.points, journey: way))
        }
      }
    }
    var atOnce: Ways?
    look(at: remote, &atOnce)
    if judge.seeker.listing.terms.isRemote {
      for bucket in buckets { look(at: bucket.shelf, &atOnce) }
    } else {
      let reach = reach(of: judge, &searches)
      var ways: Ways? = Ways(reach, from: Cell(question.seeker.area))
      forEachBucket(in: reach.extent) { bucket in
        ways?.turn(to: bucket.cell)
        look(at: bucket.shelf, &ways)
      }
    }
    return Found.best(of: found, most).map { judge.match($0, profile($0.entry)) }
  }

  /// Why a listing is not among all matches; nil exactly when it is. What others told their node is
  /// not told on.
  public func whyNot(
    _ id: UpdateID, _ question: Question, searches: inout Searches
  ) -> Gate? {
    let judge = Judge(question, self)
    guard let other = entry(id) else { return .notOnBoard }
    let theirs = profile(other)
    let pair = judge.pair(other, theirs)
    if let gate = judge.gate(other, pair, judge.common(other, pair)) { return gate }
    if !judge.seeker.listing.terms.isRemote, !other.listing.terms.isRemote {
      var ways = Ways(reach(of: judge, &searches), from: Cell(other.listing.area))
      if ways.journey(judge, other, theirs) == nil { return judge.tooFar(pair, on: searches.map) }
    }
    guard let (gate, isOwn) = judge.privateGate(other, theirs, pair) else { return nil }
    return isOwn ? gate : .notSuggested
  }

  /// One search for each means of travel that helpers here may use; for a helper, their own.
  private func reach(of judge: Judge, _ searches: inout Searches) -> Reached {
    let middle = Cell(judge.seeker.listing.area)
    var reached = Reached()
    if judge.asks {
      for means in means {
        reached.add(
          searches.search(middle, .inwards, by: means, within: judge.step.minutes), means)
      }
    } else {
      let own = judge.own
      reached.add(
        searches.search(middle, .outwards, by: own.means, within: own.most), own.means)
    }
    return reached
  }
}

/// The searches that answer one question.
struct Reached {
  private(set) var byMeans = [Search?](repeating: nil, count: Means.allCases.count)
  /// Every cell that may be in reach.
  private(set) var extent: Surroundings.Extent?

  mutating func add(_ search: Search, _ means: Means) {
    byMeans[means.slot] = search
    extent = extent?.union(search.extent) ?? search.extent
  }
}

/// The ways between one cell and the seeker, each looked up once.
struct Ways {
  private var cell: Cell
  private let reached: Reached
  private var known: [Known]

  private enum Known {
    case unasked
    case none
    case way(Journey)
  }

  init(_ reached: Reached, from cell: Cell) {
    self.cell = cell
    self.reached = reached
    known = [Known](repeating: .unasked, count: Means.allCases.count)
  }

  mutating func turn(to cell: Cell) {
    self.cell = cell
    for slot in known.indices { known[slot] = .unasked }
  }

  /// The helper's way, when neither the helper nor the request finds it too long.
  @inline(__always)
  mutating func journey(_ judge: Judge, _ other: Entry, _ theirs: Profile?) -> Journey? {
    let own = judge.asks ? other.travel ?? theirs?.travel ?? .usual : judge.own
    let slot = own.means.slot
    if case .unasked = known[slot] {
      known[slot] = reached.byMeans[slot]?.journey(to: cell).map { .way($0) } ?? .none
    }
    guard case .way(let way) = known[slot],
      way.milliseconds <= Int64(own.most) * Search.minute
    else { return nil }
    let step =
      judge.asks
      ? judge.step
      : ReachStep.of(other.listing, at: judge.question.now, answered: other.answered)
    return way.milliseconds <= Int64(step.minutes) * Search.minute ? way : nil
  }
}

/// A match before it is put into words.
struct Found {
  let entry: Entry
  let points: Int
  let journey: Journey?

  static func < (a: Found, b: Found) -> Bool {
    if a.points != b.points { return a.points > b.points }
    // By phone one is as near as at the other end of a usual neighbourhood.
    let ways = (a.journey?.milliseconds ?? 600_000, b.journey?.milliseconds ?? 600_000)
    if ways.0 != ways.1 { return ways.0 < ways.1 }
    let (one, other) = (a.entry.listing, b.entry.listing)
    return (one.posted, one.id) < (other.posted, other.id)
  }

  /// The best, in order. Few of many are found without sorting them all: points are small numbers.
  static func best(of found: [Found], _ most: Int) -> [Found] {
    guard found.count > most, let top = found.lazy.map(\.points).max() else {
      return found.sorted(by: <)
    }
    var counts = [Int](repeating: 0, count: top + 1)
    for one in found { counts[one.points] += 1 }
    var (least, sum) = (top, counts[top])
    while sum < most, least > 0 {
      least -= 1
      sum += counts[least]
    }
    return Array(found.filter { $0.points >= least }.sorted(by: <).prefix(most))
  }
}

extension Judge {
  /// Kinds of help worth looking at, as places in tables.
  var kinds: [Int] {
    Category.allCases.filter {
      CategoryNeighbours.relation(seeker.listing.category, $0) != .unrelated
    }.map(\.slot)
  }

  func match(_ found: Found, _ theirs: Profile?) -> Match {
    let pair = pair(found.entry, theirs)
    let tally = weigh(
      found.entry, pair, common(found.entry, pair), way: found.journey, tells: true)
    return Match(
      listing: found.entry.listing, points: tally.points, reasons: tally.reasons,
      journey: found.journey)
  }

  /// How far it is for a pair of whom one finds it too far.
  func tooFar(_ pair: Pair, on map: StreetMap?) -> Gate {
    let (own, isPublic) = travel(pair)
    let way = Journey.between(
      Cell(pair.offer.listing.area).centre, Cell(pair.request.listing.area).centre,
      by: Travel(usual: own.means), on: map)
    // The number would tell what was told to the node alone.
    guard isPublic || !asks else { return .notSuggested }
    let minutes = way.wholeMinutes
    if minutes > own.most { return .tooFar(minutes: minutes, most: .helper(own.most)) }
    let last = ReachStep(rawValue: pair.request.listing.terms.widening.rawValue) ?? .ten
    if minutes > last.minutes { return .tooFar(minutes: minutes, most: .asker(last.minutes)) }
    if minutes > pair.step.minutes {
      return .notYetThatFar(minutes: minutes, now: pair.step.minutes)
    }
    // Streets that lead nowhere: the crow would be there in time.
    return .tooFar(minutes: nil, most: .asker(pair.step.minutes))
  }
}

extension Means {
  var slot: Int {
    switch self {
    case .bicycle: 0
    case .eBike: 1
    case .foot: 2
    case .rollator: 3
    case .car: 4
    }
  }
}
