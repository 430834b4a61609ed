import Simulation
import Testing

/// Whole worlds. A failing seed names the command that plays it again.
struct SimulationTests {
  /// What many runs showed together.
  struct Tally {
    var (acknowledged, refused, crashes, settled, erased, frozen) = (0, 0, 0, 0, 0, 0)
    var (applied, voided, lapsed, misdeeds) = (0, 0, 0, 0)
    var (ended, confirmed) = (0, 0)

    mutating func add(_ report: Report) {
      acknowledged += report.acknowledged
      refused += report.refused
      applied += report.applied
      voided += report.voided
      lapsed += report.lapsed
      misdeeds += report.misdeeds
      crashes += report.crashes
      settled += report.settledAcrossBorders
      erased += report.erased
      frozen += report.frozen
      ended += report.ended
      confirmed += report.confirmedAfterEnd
    }
  }

  static func run(
    _ kind: Scenario.Kind, seeds: Range<UInt64>, nodes: Int = 3, steps: Int = 40
  ) throws -> Tally {
    var tally = Tally()
    for seed in seeds {
      let scenario = Scenario(seed: seed, kind: kind, nodes: nodes, steps: steps)
      let report = try World.run(scenario)
      #expect(report.violations.isEmpty, "replay with: \(scenario.command) --trace")
      tally.add(report)
    }
    #expect(tally.acknowledged > 10 * seeds.count, "residents hardly said anything")
    #expect(tally.crashes > seeds.count)
    return tally
  }

  // Slices of one range of seeds, so that they run side by side.
  @Test(
    "after losses, cuts and crashes everything holds, in many worlds",
    arguments: [1..<41, 41..<81, 81..<121, 121..<161] as [Range<UInt64>])
  func mixed(_ seeds: Range<UInt64>) throws {
    let tally = try Self.run(.mixed, seeds: seeds)
    #expect(tally.settled > 0, "no help crossed a border")
    #expect(tally.erased > 0, "nothing was erased")
    #expect(tally.refused > 0, "nobody ever said what is not allowed any more")
    #expect(tally.applied > seeds.count, "hours hardly crossed a border")
    #expect(tally.voided > 0, "every transfer arrived")
    #expect(tally.lapsed > seeds.count, "silence hardly decided anything")
    #expect(tally.frozen == 0 && tally.misdeeds == 0)
  }

  @Test(
    "two neighbourhoods whose line is cut for good deal through a third",
    arguments: [1..<26, 26..<51] as [Range<UInt64>])
  func relay(_ seeds: Range<UInt64>) throws {
    let tally = try Self.run(.relay, seeds: seeds)
    #expect(tally.settled > 0, "no help crossed a border")
    #expect(tally.applied > seeds.count, "hours hardly crossed a border")
    #expect(tally.frozen == 0 && tally.misdeeds == 0)
  }

  @Test(
    "a node that lies about hours gets no more than it may owe, and every contradiction is named",
    arguments: [1..<21, 21..<41] as [Range<UInt64>])
  func lying(_ seeds: Range<UInt64>) throws {
    let tally = try Self.run(.lying, seeds: seeds)
    #expect(tally.misdeeds > 5 * seeds.count, "hardly a lie was noticed")
    #expect(tally.applied > seeds.count, "hours hardly crossed a border")
  }

  @Test(
    "a node with two stories is proven to everybody, with one proof, and harms nobody else",
    arguments: [1..<21, 21..<41] as [Range<UInt64>])
  func equivocation(_ seeds: Range<UInt64>) throws {
    let tally = try Self.run(.equivocation, seeds: seeds)
    #expect(tally.frozen > seeds.count, "forks went unseen")
  }

  @Test(
    "federations end, on both sides, and begin again; erased texts go from former peers too",
    arguments: [1..<31, 31..<61] as [Range<UInt64>])
  func parting(_ seeds: Range<UInt64>) throws {
    let tally = try Self.run(.parting, seeds: seeds, steps: 60)
    #expect(tally.ended > seeds.count, "nobody ever ended a federation")
    #expect(tally.misdeeds == 0)
    #expect(tally.confirmed > 0, "no former peer confirmed an erasure")
    #expect(tally.settled > 0, "no help crossed a border")
    #expect(tally.frozen == 0)
  }

  @Test("a larger world holds as well")
  func larger() throws {
    _ = try Self.run(.mixed, seeds: 900..<901, nodes: 6, steps: 120)
  }

  @Test("the same seed gives the same run, another seed another", arguments: Scenario.Kind.allCases)
  func deterministic(_ kind: Scenario.Kind) throws {
    let first = try World.run(Scenario(seed: 7, kind: kind))
    let again = try World.run(Scenario(seed: 7, kind: kind))
    let other = try World.run(Scenario(seed: 8, kind: kind))
    #expect(first.digest == again.digest)
    #expect(first.digest != other.digest)
  }

  @Test("the replay command names everything that determines a run")
  func command() {
    let scenario = Scenario(seed: 12, kind: .relay, nodes: 2, steps: 9)
    #expect(scenario.command == "gebuur-sim --seed 12 --scenario relay --nodes 3 --steps 9")
  }
}
