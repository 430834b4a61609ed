import Admission
import Bookkeeping
import Exchange
import Updates
import Vocabulary
import WireFormat

extension World {
  /// Runs a scenario: first everything goes wrong, then everything heals, then every invariant
  /// must hold. `print` gets each line of the trace. Throws only when the simulation is at fault.
  public static func run(
    _ scenario: Scenario, print: ((String) -> Void)? = nil
  ) throws -> Report {
    let world = World(scenario, print: print)
    try world.setUp()
    try world.warmUp()
    try world.suffer()
    try world.heal()
    try world.check()
    return world.report
  }

  /// Lets federations that exist from the start become known, where the scenario needs that.
  private func warmUp() throws {
    guard scenario.kind != .mixed else { return }
    for _ in 0..<30 where !isSettled { try run(for: .seconds(5)) }
    if scenario.kind == .equivocation { splitTwins() }
    if scenario.kind == .relay {
      let pair = Network.Pair(0, 1)
      network.lasting.insert(pair)
      for (own, other) in network.ends(between: pair) { sever(own, other) }
    }
  }

  private func suffer() throws {
    faults = Scenario.Faults()
    var time = now
    for step in 0..<scenario.steps {
      time = time + after(50...1_500)
      agenda.plan(.act(Int.random(in: people.indices, using: &random)), at: time)
      if step % 12 == 5 {
        agenda.plan(.crash(Int.random(in: nodes.indices, using: &random)), at: time)
      }
      if step % 8 == 3, nodes.count > 1 {
        let pair = (0..<nodes.count).shuffled(using: &random).prefix(2)
        agenda.plan(.cut(Network.Pair(pair[0], pair[1])), at: time)
      }
      if step % 15 == 9 {
        agenda.plan(.sleep(days: Int64.random(in: 1...6, using: &random)), at: time)
      }
      if scenario.kind == .lying { agenda.plan(.lie(scenario.nodes), at: time) }
    }
    try run(for: time - now)
  }

  private func heal() throws {
    faults = .none
    network.cuts = []
    for machine in nodes.indices { try start(machine) }
    try settle()
    // Then nobody says anything for so long that silence must decide whatever is open.
    for _ in 0..<2 {
      sleep(61)
      try settle()
    }
  }

  private func settle() throws {
    for _ in 0..<120 {
      try run(for: .seconds(5))
      if isSettled { return }
    }
    violate("ten minutes after healing nodes still differ: \(unsettled)")
  }

  private func borders(in state: BorderState) -> Int {
    honest.reduce(0) { sum, node in
      sum
        + node.disk.views.borders.values.count {
          $0.payerNode == node.node && $0.state == state
        }
    }
  }

  /// Updates of a kind in honest nodes' own logs.
  private func said(_ isMeant: (WireUpdate.OneOf_Kind) -> Bool) -> Int {
    honest.reduce(0) { sum, node in
      sum + (node.disk.logs[node.node] ?? []).count { $0.update?.kind.map(isMeant) ?? false }
    }
  }

  private var report: Report {
    let honest = nodes.filter(\.isHonest)
    return Report(
      scenario: scenario, violations: violations, digest: trace.digest,
      entries: honest.reduce(0) { $0 + ($1.disk.logs[$1.node]?.count ?? 0) },
      acknowledged: people.reduce(0) { $0 + $1.acknowledged.count }, refused: refused,
      messages: messages, crashes: crashes,
      settledAcrossBorders: honest.reduce(0) {
        $0 + $1.disk.views.agreements.values.count { $0.crossesBorder && $0.state == .settled }
      } / 2,
      applied: borders(in: .applied), voided: borders(in: .voided),
      lapsed: said { kind in
        switch kind {
        case .minutesLapsed, .agreementLapsed: true
        default: false
        }
      },
      misdeeds: honest.reduce(0) { $0 + $1.disk.views.misdeeds.count },
      erased: honest.reduce(0) { $0 + $1.disk.views.erased.count },
      ended: honest.reduce(0) { $0 + $1.disk.views.peers().count(where: \.wasInterrupted) },
      confirmedAfterEnd: honest.reduce(0) { $0 + confirmedAfterEnd(at: $1) },
      frozen: honest.count { !$0.disk.forks.isEmpty })
  }
}
