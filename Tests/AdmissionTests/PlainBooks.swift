/// The books of one neighbourhood as one would explain them on paper: names, plain numbers, and
/// nothing of the code that keeps them. `protocol/10-books.md` §1–§7.
struct PlainBooks {
  struct Deal {
    let legs: [String: Int]
    let payer: String
    let payee: String
    let isHelp: Bool
    var isCorrected = false
  }

  static let pot = "pot:solidarity"
  static let abroad = "abroad"
  var floor = -1_200
  var ceiling = 3_000
  var potFloor = 0
  var perQuarter = 240
  var own: [String: (floor: Int, ceiling: Int)] = [:]
  let mayOwe: Int
  var balance: [String: Int] = [:]
  var out: [String: Int] = [:]
  var coming: [String: Int] = [:]
  var given: [String: Int] = [:]
  var received: [String: Int] = [:]
  var covered: [String: Int] = [:]
  var deals: [Int: Deal] = [:]
  var held: [Int: (from: String, minutes: Int)] = [:]

  func canGive(_ who: String) -> Int {
    let lowest =
      who == Self.abroad ? -mayOwe : who.hasPrefix("pot:") ? potFloor : own[who]?.floor ?? floor
    return max(0, balance[who, default: 0] - out[who, default: 0] - lowest)
  }

  func canGet(_ who: String) -> Int {
    guard !who.hasPrefix("pot:") else { return .max }
    let highest = who == Self.abroad ? mayOwe : own[who]?.ceiling ?? ceiling
    return max(0, highest - balance[who, default: 0] - coming[who, default: 0])
  }

  /// Help counts as given and received; taken off again with `counting` -1.
  mutating func post(_ legs: [String: Int], counting: Int = 0) {
    for (who, minutes) in legs {
      balance[who, default: 0] += minutes
      if counting > 0, minutes > 0 { given[who, default: 0] += minutes }
      if counting > 0, minutes < 0 { received[who, default: 0] -= minutes }
      if counting < 0, minutes > 0 { received[who] = max(0, received[who, default: 0] - minutes) }
      if counting < 0, minutes < 0 { given[who] = max(0, given[who, default: 0] + minutes) }
    }
  }

  /// What moved; nothing when nobody could pay.
  mutating func help(_ minutes: Int, from payer: String, to payee: String, in quarter: Int)
    -> [String: Int]
  {
    let right = max(0, perQuarter - covered["\(payer) \(quarter)", default: 0])
    let own = min(minutes, canGive(payer))
    let common = min(minutes - own, canGive(Self.pot), right)
    let kept = min(own + common, canGet(payee))
    let over = own + common - kept
    let legs = [payer: -own, payee: kept, Self.pot: over - common].filter { $0.value != 0 }
    if !legs.isEmpty { covered["\(payer) \(quarter)", default: 0] += max(0, common - over) }
    post(legs, counting: 1)
    return legs
  }

  /// Why not; nil when it was done.
  mutating func move(_ minutes: Int, from: String, to: String, as id: Int?) -> String? {
    guard canGive(from) >= minutes else {
      return from.hasPrefix("pot:") ? "potEmpty" : "floorReached"
    }
    guard canGet(to) >= minutes else { return "ceilingReached" }
    post([from: -minutes, to: minutes])
    if let id {
      deals[id] = Deal(legs: [from: -minutes, to: minutes], payer: from, payee: to, isHelp: false)
    }
    return nil
  }

  /// By a regisseur, or by both when nil.
  mutating func correct(_ id: Int, to minutes: Int, by regisseur: String?, in quarter: Int)
    -> String?
  {
    guard let deal = deals[id] else { return "transferUnknown" }
    let total = deal.legs.values.filter { $0 > 0 }.reduce(0, +)
    if deal.isCorrected { return "alreadyCorrected" }
    if minutes == total || minutes > total && !deal.isHelp { return "minutesOutOfRange" }
    if regisseur == deal.payer || regisseur == deal.payee { return "partyCannotDecide" }
    if minutes > total {
      let legs = help(minutes - total, from: deal.payer, to: deal.payee, in: quarter)
      deals[id]?.isCorrected = !legs.isEmpty
      return nil
    }
    var undo: [String: Int] = [:]
    for sign in [1, -1] {
      var rest = total - minutes
      // The pot first; there is one resident on either side at most.
      for (who, leg) in deal.legs.sorted(by: { a, _ in a.key == Self.pot })
      where leg * sign > 0 {
        let part = min(rest, leg * sign)
        rest -= part
        if part > 0 { undo[who] = -sign * part }
      }
    }
    if regisseur == nil {
      if undo.contains(where: { $0.value < 0 && canGive($0.key) < -$0.value }) {
        return "floorReached"
      }
      if undo.contains(where: { $0.value > 0 && canGet($0.key) < $0.value }) {
        return "ceilingReached"
      }
    }
    post(undo, counting: deal.isHelp ? -1 : 0)
    deals[id]?.isCorrected = true
    return nil
  }

  mutating func send(_ minutes: Int, from: String, as id: Int) -> String? {
    guard canGive(from) >= minutes else { return "floorReached" }
    guard canGet(Self.abroad) >= minutes else { return "clearingLimitReached" }
    out[from, default: 0] += minutes
    coming[Self.abroad, default: 0] += minutes
    held[id] = (from, minutes)
    return nil
  }

  mutating func finish(_ id: Int, arrives: Bool) {
    guard let (from, minutes) = held.removeValue(forKey: id) else { return }
    out[from, default: 0] -= minutes
    coming[Self.abroad, default: 0] -= minutes
    if arrives { post([from: -minutes, Self.abroad: minutes]) }
  }

  mutating func arrive(_ minutes: Int, to payee: String) {
    guard canGive(Self.abroad) >= minutes, canGet(payee) >= minutes else { return }
    post([Self.abroad: -minutes, payee: minutes])
  }
}
