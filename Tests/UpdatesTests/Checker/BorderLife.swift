import Admission
import FoundationEssentials
import Sealing
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// Two neighbourhoods whose people say whatever comes to mind, and whose nodes read each other
/// late. The same seed gives the same life.
struct BorderLife {
  var villages: [Village]
  var people: [[Signer]] = [[], []]
  /// The last proposal of a federation each one made.
  var letters: [WireSignedUpdate?] = [nil, nil]
  var random: SeededGenerator
  /// How many updates of each kind the logs took.
  private(set) var taken: [String: Int] = [:]
  /// How far each has read the other's log.
  private var places = [0, 0]

  init(seed: UInt64, acts: Int) throws {
    random = SeededGenerator(seed: seed)
    villages = [
      try Village("Wechelderzande", seed: seed &* 2), try Village("Gierle", seed: seed &* 2 &+ 1),
    ]
    for v in 0...1 {
      let lena = try villages[v].join("Lena", with: villages[v].letter)
      people[v] = [lena]
      for name in ["Anna", "Bram", "Cas"] { try enrol(name, in: v) }
    }
    try proposeFederation(by: 0)
    try acceptFederation(by: 1)
    for v in 0...1 { say(limits(2_000, 2_000, from: v), by: people[v][0], in: v) }
    for _ in 0..<acts { try act() }
    for _ in 0..<6 {
      for v in 0...1 { try read(10_000, in: v) }
    }
    for village in villages {
      for entry in village.entries {
        guard let kind = try OpenedEntry(entry).update?.kind else { continue }
        taken[String("\(kind)".prefix { $0 != "(" }), default: 0] += 1
      }
    }
  }

  /// The other one of the two.
  func other(_ v: Int) -> Village { villages[1 - v] }

  /// Says it, if the node takes it, and what the node owes in consequence.
  mutating func say(
    _ kind: WireUpdate.OneOf_Kind, by signer: Signer, in v: Int, _ content: WireContent? = nil
  ) {
    do {
      try villages[v].say(kind, by: signer, content: content)
      try villages[v].sayDuties()
    } catch is Refused {
      // So be it: it was worth a try.
    } catch {
      Issue.record(error)
    }
  }

  mutating func read(_ count: Int, in v: Int) throws {
    let news = other(v).entries.dropFirst(places[v]).prefix(count)
    for entry in news { try villages[v].read(entry) }
    places[v] += news.count
    try villages[v].sayDuties()
  }

  mutating func enrol(_ name: String, in v: Int) throws {
    let letter = try villages[v].invite(by: people[v][0])
    people[v].append(try villages[v].join(name, with: letter))
  }

  mutating func wait(in v: Int) throws {
    villages[v].now = villages[v].now + .days(Int64.random(in: 1...20, using: &random))
    try villages[v].sayDuties(byClock: true)
  }

  // MARK: Federation

  func limits(_ we: UInt32, _ they: UInt32, from v: Int) -> WireUpdate.OneOf_Kind {
    .clearingLimitsSet(
      .with {
        $0.peer = Data(other(v).node.array)
        ($0.weMayOwe, $0.theyMayOwe) = (we, they)
      })
  }

  mutating func proposeFederation(by v: Int) throws {
    let before = villages[v].entries.count
    say(
      .federationProposed(
        .with {
          $0.terms = terms(from: v)
          $0.peer = other(v).card
        }), by: people[v][0], in: v)
    guard villages[v].entries.count > before,
      let update = try OpenedEntry(villages[v].entries[before]).update
    else { return }
    letters[v] = try WireSignedUpdate(serializedBytes: update.signedBytes)
  }

  mutating func acceptFederation(by v: Int) throws {
    guard let letter = letters[1 - v] else { return }
    say(
      .federationAccepted(
        .with {
          $0.terms = terms(from: 1 - v)
          $0.peer = other(v).card
          $0.proposal = letter
        }), by: people[v][0], in: v)
  }

  private func terms(from v: Int) -> WireFederationTerms {
    .with {
      $0.first = Data(villages[v].node.array)
      $0.second = Data(other(v).node.array)
      $0.nearby = true
    }
  }
}
