import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

// What somebody may want to say about hours, seeing what their node shows them.

extension World {
  func keepBooks(_ person: Person, _ me: ResidentID, in view: MemoryViews) -> Person.Say? {
    if person.isRegisseur, chance(0.35) { return oversee(me, in: view) }
    switch Int.random(in: 0..<22, using: &random) {
    case 0..<10: return give(by: person)
    case 10..<12: return recall(by: me, in: view)
    case 12..<14: return propose(correctionBy: me, in: view)
    case 14..<16: return agree(toCorrection: me, in: view)
    case 16..<18: return thank(by: me, in: view)
    case 18..<20: return leave(person, me, in: view)
    default:
      return Person.Say(
        kind: .potContributed(
          .with { ($0.pot, $0.minutes) = ("solidarity", minutes(upTo: 60)) }))
    }
  }

  private func minutes(upTo most: UInt32) -> UInt32 {
    UInt32.random(in: 1...most, using: &random)
  }

  /// Mostly to somebody elsewhere: that is what can go wrong.
  private func give(by person: Person) -> Person.Say? {
    let others = people.filter {
      $0.number != person.number && ($0.home != person.home || $0.number.isMultiple(of: 3))
        && $0.signer.resident != person.signer.resident
    }
    guard let other = pick(others), let to = other.signer.resident else { return nil }
    return .hoursGiven(minutes(upTo: 120), to: to, at: nodes[other.home].node)
  }

  /// Corrects what crossed the border, by giving hours up.
  private func giveBack(by me: ResidentID, in view: MemoryViews) -> Person.Say? {
    let crossed = view.borders.values.filter {
      ($0.payer == me || $0.payee == me) && ($0.state == .applied || $0.state == .committed)
    }
    return pick(crossed.sorted { $0.id < $1.id }).map { transfer in
      let pays = transfer.payer == me
      return .hoursGiven(
        minutes(upTo: 60), to: pays ? transfer.payee : transfer.payer,
        at: pays ? transfer.payeeNode : transfer.payerNode, correcting: transfer.id)
    }
  }

  private func recall(by me: ResidentID, in view: MemoryViews) -> Person.Say? {
    let waiting = view.borders.values.filter { $0.payer == me && $0.state == .reserved }
    guard !waiting.isEmpty else { return giveBack(by: me, in: view) }
    return pick(waiting.sorted { $0.id < $1.id }).map { transfer in
      Person.Say(kind: .transferRecalled(.with { $0.transfer = Data(transfer.id.array) }))
    }
  }

  /// Settles what there is to settle, then goes; never so many that nobody is left.
  private func leave(_ person: Person, _ me: ResidentID, in view: MemoryViews) -> Person.Say? {
    guard person.number % 3 == 2, person.outbox.isEmpty,
      let account = view.account(.resident(me))
    else { return nil }
    guard account.balance <= .zero else {
      let neighbours = people.filter { $0.home == person.home && $0.number != person.number }
      return pick(neighbours)?.signer.resident.map {
        .hoursGiven(UInt32(clamping: account.balance.count), to: $0, at: view.node)
      }
    }
    if account.isSettled, view.runningAgreements(of: me) > 0 { return callOff(by: me, in: view) }
    // Who goes leaves something on the boards of others.
    guard view.standingListings(of: me).contains(where: \.reach.crossesBorder) else {
      return post(by: me, at: nodes[person.home])
    }
    people[person.number].isLeaving = true
    return Person.Say(kind: .residentLeft(WireResidentLeft()))
  }

  private func ofMine(_ me: ResidentID, in view: MemoryViews) -> Transfer? {
    pick(view.transfers.values.filter { view.has(me, in: $0) }.sorted { $0.id < $1.id })
  }

  private func propose(correctionBy me: ResidentID, in view: MemoryViews) -> Person.Say? {
    ofMine(me, in: view).map { transfer in
      Person.Say(
        kind: .correctionProposed(
          .with { ($0.transfer, $0.minutes) = (Data(transfer.id.array), minutes(upTo: 90)) }),
        content: .note("not quite"))
    }
  }

  private func agree(toCorrection me: ResidentID, in view: MemoryViews) -> Person.Say? {
    let open = view.corrections.values.filter { correction in
      correction.by != me && view.transfer(correction.transfer).map { view.has(me, in: $0) } == true
    }
    return pick(open.sorted { $0.id < $1.id }).map { correction in
      Person.Say(kind: .correctionAgreed(.with { $0.correction = Data(correction.id.array) }))
    }
  }

  private func thank(by me: ResidentID, in view: MemoryViews) -> Person.Say? {
    let settled = view.agreements.values.filter {
      $0.party(of: me) != nil && $0.state == .settled
    }
    return pick(settled.sorted { $0.id < $1.id }).map { agreement in
      Person.Say(
        kind: .thanksSaid(.with { $0.agreement = Data(agreement.id.array) }),
        content: .note("thank you"))
    }
  }

  /// What only a regisseur says.
  private func oversee(_ me: ResidentID, in view: MemoryViews) -> Person.Say? {
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4: return resolve(by: me, in: view)
    case 4..<6:
      return pick(view.peers()).map { clearingLimits(with: $0.node, most: 400) }
    case 6: return policy()
    case 7:
      let others = view.residents.keys.filter { $0 != me }.sorted()
      return pick(others).map { other in
        Person.Say(
          kind: .limitsSet(
            .with {
              $0.resident = Data(other.array)
              if minutes(upTo: 4) > 1 { $0.floor = -Int64(minutes(upTo: 300)) }
              if minutes(upTo: 4) > 1 { $0.ceiling = Int64(minutes(upTo: 500)) }
            }), content: .note("for now"))
      }
    case 8:
      return pick(view.transfers.values.sorted { $0.id < $1.id }).map { transfer in
        Person.Say(
          kind: .correctionMade(
            .with { ($0.transfer, $0.minutes) = (Data(transfer.id.array), minutes(upTo: 90)) }),
          content: .note("looked at"))
      }
    default:
      let others = view.residents.keys.filter { $0 != me }.sorted()
      return pick(others).map { other in
        Person.Say(
          kind: .potGranted(
            .with {
              ($0.pot, $0.minutes) = ("solidarity", minutes(upTo: 60))
              $0.resident = Data(other.array)
            }), content: .note("welcome"))
      }
    }
  }

  private func resolve(by me: ResidentID, in view: MemoryViews) -> Person.Say? {
    let disputed = view.agreements.values.filter {
      $0.state == .disputed && $0.payerNode == view.node && $0.party(of: me) == nil
    }
    guard let agreement = pick(disputed.sorted { $0.id < $1.id }), let claims = agreement.claims
    else { return nil }
    return Person.Say(
      kind: .disputeResolved(
        .with {
          $0.agreement = Data(agreement.id.array)
          $0.minutes = UInt32(
            clamping: Int64.random(
              in: claims.low.count...claims.high.count, using: &random))
        }), content: .note("in between"))
  }

  func clearingLimits(with peer: NodeID, most: UInt32) -> Person.Say {
    Person.Say(
      kind: .clearingLimitsSet(
        .with {
          $0.peer = Data(peer.array)
          ($0.weMayOwe, $0.theyMayOwe) = (minutes(upTo: most), minutes(upTo: most))
        }))
  }

  /// Narrow, so that limits are met.
  func policy() -> Person.Say {
    Person.Say(
      kind: .policySet(
        .with {
          ($0.floor, $0.ceiling) = (-Int64(minutes(upTo: 400)), Int64(minutes(upTo: 600)))
          $0.smallDifference = 15
          $0.silenceDays = UInt32.random(in: 1...14, using: &random)
          $0.starter = minutes(upTo: 30)
          $0.potFloor = -Int64(minutes(upTo: 120))
          $0.solidarityPerQuarter = minutes(upTo: 120)
        }))
  }
}

extension MemoryViews {
  /// True when it was their help or hours, also where a pot paid or took it all.
  fileprivate func has(_ resident: ResidentID, in transfer: Transfer) -> Bool {
    transfer.concerns(resident) || agreement(transfer.id)?.party(of: resident) != nil
  }
}

extension Person.Say {
  static func hoursGiven(
    _ minutes: UInt32, to: ResidentID, at node: NodeID, correcting: UpdateID? = nil
  ) -> Self {
    Self(
      kind: .hoursGiven(
        .with {
          $0.node = Data(node.array)
          $0.resident = Data(to.array)
          $0.minutes = minutes
          $0.corrects = Data(correcting?.array ?? [])
        }))
  }
}

extension WireContent {
  fileprivate static func note(_ text: String) -> Self { .with { $0.note.text = text } }
}
