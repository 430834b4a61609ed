import Admission
import Exchange
import FoundationEssentials
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

// What somebody may want to say, seeing what their node shows them.

extension World {
  /// Nil when the node is down: nothing can be seen.
  func choose(for person: Person) -> Person.Say? {
    let home = nodes[person.home]
    guard home.instance != nil, !person.isLeaving, let me = person.signer.resident else {
      return nil
    }
    if person.isRegisseur, let say = federate(person) { return say }
    if scenario.kind == .parting, chance(0.1), let say = erase(by: me, at: home) { return say }
    let view = home.disk.views
    // Who has left hardly tries any more.
    if view.resident(me)?.left == true, chance(0.9) { return nil }
    if chance(0.35), let say = keepBooks(person, me, in: view) { return say }
    // People answer each other before they think of something new.
    if chance(0.5), let say = settle(by: me, in: view) ?? accept(by: me, in: view) { return say }
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<28: return post(by: me, at: home)
    case 28..<48: return answer(by: me, in: view)
    case 48..<63: return accept(by: me, in: view)
    case 63..<85: return settle(by: me, in: view)
    case 85..<89: return withdraw(by: me, in: view)
    case 89..<92: return callOff(by: me, in: view)
    case 92..<96: return erase(by: me, at: home)
    case 96..<98 where person.isRegisseur: return nil
    default: return .profile("somebody \(random.next() % 1_000)")
    }
  }

  func pick<T>(_ all: [T]) -> T? { all.randomElement(using: &random) }

  func post(by me: ResidentID, at home: SimulatedNode) -> Person.Say {
    let gift = chance(0.3)
    let reach = pick([WireReach.neighbourhood, .nearby, .federation, .federation]) ?? .federation
    let expires = clock(home.number) + .days(14)
    return Person.Say(
      kind: .listingPosted(
        .with {
          $0.side = chance(0.5) ? .offer : .request
          $0.category = .ride
          $0.area = "9F367Q7Q+"
          $0.reach = reach
          $0.gift = gift
          $0.minutes = gift ? 0 : 45
          $0.wanted = 2
          $0.expires = expires.milliseconds
        }), content: .with { $0.listing.text = "text \(random.next() % 10_000)" })
  }

  private func answer(by me: ResidentID, in view: MemoryViews) -> Person.Say? {
    let open = view.listings.values
      .filter { $0.author != me && $0.state(at: date) == .open }
      .filter { $0.node == view.node || view.peer($0.node)?.state == .active }
      .sorted { $0.id < $1.id }
    // What comes from elsewhere matters most here.
    guard let listing = pick(open.filter { $0.node != view.node }) ?? pick(open) else {
      return nil
    }
    return Person.Say(
      kind: .agreementProposed(
        .with {
          $0.listing = Data(listing.id.array)
          $0.listingNode = Data(listing.node.array)
          $0.sealKey = Data(repeating: 1, count: 32)
        }), content: chance(0.5) ? .with { $0.proposal.text = "I will" } : nil)
  }

  private func mine(_ me: ResidentID, in view: MemoryViews) -> [Agreement] {
    view.agreements.values.filter { $0.party(of: me) != nil && $0.isOpen }
      .sorted { $0.id < $1.id }
  }

  private func accept(by me: ResidentID, in view: MemoryViews) -> Person.Say? {
    let waiting = mine(me, in: view).filter { $0.owner == me && $0.state == .proposed }
    guard let agreement = pick(waiting), let proposal = view.update(agreement.id) else {
      return nil
    }
    return Person.Say(
      kind: .agreementAccepted(
        .with {
          $0.agreement = Data(agreement.id.array)
          if agreement.crossesBorder { $0.cites = Data(proposal.entry.array) }
          $0.sealKey = Data(repeating: 2, count: 32)
        }))
  }

  private func settle(by me: ResidentID, in view: MemoryViews) -> Person.Say? {
    guard let agreement = pick(mine(me, in: view).filter(\.accepted)),
      let party = agreement.party(of: me)
    else { return nil }
    if let stated = agreement[party.other].stated, chance(0.7) {
      return Person.Say(
        kind: .minutesConfirmed(
          .with {
            $0.agreement = Data(agreement.id.array)
            $0.minutes = UInt32(clamping: stated.count)
          }))
    }
    let minutes: UInt32 = agreement.gift ? 0 : chance(0.6) ? 45 : chance(0.5) ? 60 : 90
    return Person.Say(
      kind: .minutesStated(
        .with {
          $0.agreement = Data(agreement.id.array)
          $0.minutes = minutes
        }))
  }

  func callOff(by me: ResidentID, in view: MemoryViews) -> Person.Say? {
    pick(mine(me, in: view)).map { agreement in
      Person.Say(
        kind: .agreementDeclined(.with { $0.agreement = Data(agreement.id.array) }))
    }
  }

  private func withdraw(by me: ResidentID, in view: MemoryViews) -> Person.Say? {
    let open = view.listings.values.filter { $0.author == me && !$0.withdrawn }
    return pick(open.sorted { $0.id < $1.id }).map { listing in
      Person.Say(kind: .listingWithdrawn(.with { $0.listing = Data(listing.id.array) }))
    }
  }

  private func erase(by me: ResidentID, at home: SimulatedNode) -> Person.Say? {
    let log = home.disk.logs[home.node] ?? []
    let texts = log.filter { $0.entry.content != nil && $0.update?.resident == me }
      .compactMap { $0.update?.id }
    return pick(texts).map { target in
      Person.Say(
        kind: .erasureRequested(.with { $0.targets = [Data(target.array)] }))
    }
  }

  private func federate(_ person: Person) -> Person.Say? {
    let home = nodes[person.home]
    if let letter = person.letters.last, chance(0.5) {
      people[person.number].letters.removeLast()
      return .federationAccepted(letter)
    }
    if scenario.kind == .parting, chance(0.15),
      let peer = pick(home.disk.views.peers().filter { $0.state != .ended })
    {
      return .federationEnded(with: peer.node)
    }
    let strangers = nodes.filter { other in
      guard other.isHonest, other.node != home.node else { return false }
      return home.disk.views.peer(other.node).map { $0.state == .ended } ?? true
    }
    guard chance(0.2), let other = pick(strangers) else { return nil }
    return .federationProposed(
      from: home.node, to: other.card, nearby: isNearby(home.number, other.number))
  }

  /// Fixed for each pair, so that two proposals that cross say the same.
  func isNearby(_ a: Int, _ b: Int) -> Bool {
    scenario.kind == .relay || (a + b) % 3 != 0
  }
}
