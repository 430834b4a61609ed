import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Sealing
import Simulation
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

extension BorderLife {
  /// Somebody says something, somewhere, or a node reads, or time passes.
  mutating func act() throws {
    let v = Int.random(in: 0...1, using: &random)
    guard let me = people[v].randomElement(using: &random) else { return }
    let regisseur = people[v][0]
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<18: try read(Int.random(in: 1...8, using: &random), in: v)
    case 18..<20: try wait(in: v)
    case 20..<25: post(me, in: v)
    case 25..<35: propose(me, in: v)
    case 35..<75: advance(in: v)
    case 75..<79: give(me, in: v)
    case 79..<82: giveBack(me, in: v)
    case 82..<88: correct(in: v)
    case 88..<91: pots(me, regisseur, in: v)
    case 91..<93: rules(regisseur, in: v)
    case 93..<95: thank(me, in: v)
    case 95..<98: recall(in: v)
    case 98: try seldom(me, in: v)
    default: say(limits(3 * amount(), 3 * amount(), from: v), by: regisseur, in: v)
    }
  }

  private mutating func seldom(_ me: Signer, in v: Int) throws {
    let regisseur = people[v][0]
    switch Int.random(in: 0..<6, using: &random) {
    case 0, 1: leave(me, in: v)
    case 2: try enrol("Dries", in: v)
    default: try federation(regisseur, in: v)
    }
  }

  /// Squares with the regisseur what is left, calls off what is open, and goes.
  private mutating func leave(_ me: Signer, in v: Int) {
    let regisseur = people[v][0]
    guard let id = me.resident, id != regisseur.resident else { return }
    let running = villages[v].views.agreements.values.filter {
      $0.isOpen && $0.party(of: id) != nil
    }
    for one in running.sorted(by: { $0.id < $1.id }) { say(.no(one.id), by: me, in: v) }
    let balance = villages[v].balance(of: me)
    if balance != 0 {
      let (giver, other) = balance > 0 ? (me, regisseur) : (regisseur, me)
      let minutes = UInt32(clamping: balance.magnitude)
      say(Village.given(minutes, to: other, in: villages[v]), by: giver, in: v)
    }
    say(.residentLeft(.init()), by: me, in: v)
  }

  private mutating func amount() -> UInt32 {
    [10, 45, 60, 70, 90, 300, 900].randomElement(using: &random) ?? 30
  }
  private var note: WireContent { .with { $0.note.text = "Omdat het zo was" } }

  private mutating func post(_ me: Signer, in v: Int) {
    let minutes = Int.random(in: 0..<5, using: &random) == 0 ? 0 : amount()
    let far = Bool.random(using: &random)
    let offer = Bool.random(using: &random)
    let expires = villages[v].now + .days(60)
    say(
      .listingPosted(
        .with {
          ($0.side, $0.category, $0.area) = (offer ? .offer : .request, .ride, "9F367Q4C+")
          ($0.reach, $0.minutes, $0.gift) = (
            far ? .federation : .neighbourhood, minutes, minutes == 0
          )
          ($0.wanted, $0.expires) = (3, expires.milliseconds)
        }), by: me, in: v, .listing("Soep"))
  }

  private mutating func propose(_ me: Signer, in v: Int) {
    let listings = villages[v].views.listings.values.sorted { $0.id < $1.id }
    guard let listing = listings.randomElement(using: &random) else { return }
    say(villages[v].answer(listing.id, of: listing.node), by: me, in: v)
  }

  /// A party, or a regisseur, takes an open agreement further.
  private mutating func advance(in v: Int) {
    let running = villages[v].views.agreements.values.filter(\.isOpen).sorted { $0.id < $1.id }
    guard let agreement = running.randomElement(using: &random) else { return }
    let id = Data(agreement.id.array)
    if agreement.state == .disputed, Bool.random(using: &random) {
      let claims = agreement.claims
      let minutes = UInt32(clamping: Bool.random(using: &random) ? claims?.low.count ?? 0 : 75)
      return say(
        .disputeResolved(.with { ($0.agreement, $0.minutes) = (id, minutes) }),
        by: people[v][0], in: v, note)
    }
    let parties = Agreement.Party.allCases.filter { agreement.node(of: $0) == villages[v].node }
    guard let party = parties.randomElement(using: &random),
      let me = people[v].first(where: { $0.resident == agreement[resident: party] })
    else { return }
    let said = agreement[party == .owner ? .proposer : .owner].stated
    switch Int.random(in: 0..<10, using: &random) {
    case 0: say(.no(agreement.id), by: me, in: v)
    case 1..<6 where !agreement.accepted:
      say(.yes(agreement.id, cites: cited(agreement, in: v)), by: me, in: v)
    case 1..<6 where said != nil:
      say(.confirmed(agreement.id, UInt32(clamping: said?.count ?? 0)), by: me, in: v)
    default: say(.stated(agreement.id, agreement.gift ? 0 : amount()), by: me, in: v)
    }
  }

  private func cited(_ agreement: Agreement, in v: Int) -> EntryHash? {
    agreement.crossesBorder ? villages[v].views.update(agreement.id)?.entry : nil
  }

  private mutating func give(_ me: Signer, in v: Int) {
    let to = Bool.random(using: &random) ? v : 1 - v
    guard let resident = people[to].randomElement(using: &random)?.resident else { return }
    let minutes = amount()
    let node = villages[to].node
    say(
      .hoursGiven(
        .with {
          ($0.node, $0.resident) = (Data(node.array), Data(resident.array))
          $0.minutes = minutes
        }), by: me, in: v)
  }

  /// Whoever gives up hours corrects what crossed; or somebody tries who may not.
  private mutating func giveBack(_ me: Signer, in v: Int) {
    let crossed = villages[v].views.borders.values.filter {
      $0.state == .applied || $0.state == .committed
    }
    guard let one = crossed.sorted(by: { $0.id < $1.id }).randomElement(using: &random) else {
      return
    }
    let pays = one.payerNode == villages[v].node
    let (giver, receiver) = pays ? (one.payer, one.payee) : (one.payee, one.payer)
    let speaker = people[v].first { $0.resident == giver } ?? me
    let minutes = UInt32.random(in: 1...70, using: &random)
    let node = other(v).node
    say(
      .hoursGiven(
        .with {
          ($0.node, $0.resident) = (Data(node.array), Data(receiver.array))
          ($0.minutes, $0.corrects) = (minutes, Data(one.id.array))
        }), by: speaker, in: v)
  }

  private mutating func recall(in v: Int) {
    let given = villages[v].views.borders.values.filter {
      $0.payerNode == villages[v].node && $0.state == .reserved
    }
    guard let transfer = given.sorted(by: { $0.id < $1.id }).randomElement(using: &random),
      let giver = people[v].first(where: { $0.resident == transfer.payer })
    else { return }
    say(.transferRecalled(.with { $0.transfer = Data(transfer.id.array) }), by: giver, in: v)
  }

  private mutating func correct(in v: Int) {
    let views = villages[v].views
    let found = views.transfers.values.sorted { $0.id < $1.id }.randomElement(using: &random)
    let (transfer, minutes) = (Data(found?.id.array ?? []), amount())
    let agreement = found?.about.flatMap { views.agreement($0) }
    let parties = people[v].filter { one in
      one.resident.map { found?.concerns($0) == true } == true
        || agreement?.party(of: one.resident) != nil
    }
    let me = parties.randomElement(using: &random) ?? people[v][0]
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      say(
        .correctionProposed(.with { ($0.transfer, $0.minutes) = (transfer, minutes) }), by: me,
        in: v, note)
    case 1, 2:
      let proposals = views.corrections.values.sorted { $0.id < $1.id }
      guard let proposal = proposals.randomElement(using: &random),
        let other = people[v].first(where: {
          $0.resident != proposal.by
            && views.transfers[proposal.transfer]?.concerns($0.resident ?? proposal.by) == true
        })
      else { return }
      say(.correctionAgreed(.with { $0.correction = Data(proposal.id.array) }), by: other, in: v)
    default:
      say(
        .correctionMade(.with { ($0.transfer, $0.minutes) = (transfer, minutes) }),
        by: people[v][0], in: v, note)
    }
  }

  private mutating func pots(_ me: Signer, _ regisseur: Signer, in v: Int) {
    let (minutes, pot) = (amount(), Bool.random(using: &random) ? "solidarity" : "feest")
    switch Int.random(in: 0..<3, using: &random) {
    case 0: say(.potOpened(.with { $0.pot = pot }), by: regisseur, in: v)
    case 1: say(.potContributed(.with { ($0.pot, $0.minutes) = (pot, minutes) }), by: me, in: v)
    default:
      let resident = Data(me.resident?.array ?? [])
      say(
        .potGranted(.with { ($0.pot, $0.resident, $0.minutes) = (pot, resident, minutes) }),
        by: regisseur, in: v, note)
    }
  }

  /// Narrow rules: limits, pots and quarters are met often.
  private mutating func rules(_ regisseur: Signer, in v: Int) {
    let (low, high) = (-Int64(amount()), Int64(amount()))
    let (days, quarterly) = (UInt32.random(in: 1...20, using: &random), amount())
    if Int.random(in: 0..<3, using: &random) == 0 {
      let about = Data(people[v].randomElement(using: &random)?.resident?.array ?? [])
      return say(
        .limitsSet(.with { ($0.resident, $0.floor, $0.ceiling) = (about, low, high) }),
        by: regisseur, in: v, note)
    }
    say(
      .policySet(
        .with {
          ($0.floor, $0.ceiling, $0.smallDifference, $0.silenceDays) = (low, high, days, days)
          ($0.starter, $0.potFloor, $0.solidarityPerQuarter) = (days, 3 * low, quarterly)
        }), by: regisseur, in: v)
  }

  private mutating func thank(_ me: Signer, in v: Int) {
    let settled = villages[v].views.agreements.values.filter { $0.party(of: me.resident) != nil }
    guard let one = settled.sorted(by: { $0.id < $1.id }).randomElement(using: &random) else {
      return
    }
    say(.thanksSaid(.with { $0.agreement = Data(one.id.array) }), by: me, in: v, note)
  }

  private mutating func federation(_ regisseur: Signer, in v: Int) throws {
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      let node = Data(other(v).node.array)
      say(.federationEnded(.with { $0.peer = node }), by: regisseur, in: v)
    case 1: try proposeFederation(by: v)
    default: try acceptFederation(by: v)
    }
  }
}

extension Agreement {
  subscript(resident party: Party) -> ResidentID { party == .owner ? owner : proposer }
  func party(of resident: ResidentID?) -> Party? { resident.flatMap { party(of: $0) } }
}
