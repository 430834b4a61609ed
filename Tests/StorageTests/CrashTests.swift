import Bookkeeping
import Testing
import Vocabulary

/// Hours across a border, between real files: whatever process dies when, and whatever becomes of
/// any message, afterwards both books tell the same and nothing is held.
@Suite("Hours across a border survive")
struct CrashTests {
  /// What is given across the border, and how it should end.
  struct Scene: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var relayed = false
    var ceiling: Int64 = 600
    var recallIn: Int?
    var endIn: Int?
    var corrects = false
    let ends: Set<BorderState>
  }

  static let cases = [
    Scene(testDescription: "accepted", ends: [.applied]),
    Scene(testDescription: "rejected", ceiling: 60, ends: [.voided]),
    Scene(testDescription: "recalled at once", recallIn: 0, ends: [.voided]),
    Scene(testDescription: "recalled later", recallIn: 1, ends: [.applied, .voided]),
    Scene(testDescription: "federation ends at once", endIn: 0, ends: [.voided]),
    Scene(testDescription: "federation ends later", endIn: 1, ends: [.applied, .voided]),
    Scene(testDescription: "relayed", relayed: true, ends: [.applied]),
    Scene(testDescription: "corrected by a regisseur", corrects: true, ends: [.applied]),
  ]

  private func run(
    _ one: Scene, _ template: CrashTemplate, _ plan: CrashRun.Plan, seed: UInt64 = 1
  ) throws -> CrashRun {
    var plan = plan
    plan.recallIn = one.recallIn
    plan.endIn = one.endIn
    plan.corrects = one.corrects
    let run = try CrashRun(template, plan, seed: seed)
    try run.live()
    let end = try run.outcome("\(one.testDescription) \(plan) seed \(seed)")
    #expect(end.map(one.ends.contains) == true, "\(one.testDescription) \(plan) ends \(end as Any)")
    try run.close()
    return run
  }

  @Test("a crash at every boundary", arguments: cases)
  func everyBoundary(_ one: Scene) throws {
    let template = try CrashTemplate(relayed: one.relayed, ceiling: one.ceiling)
    let points = try run(one, template, CrashRun.Plan()).effects
    for point in 0..<points { _ = try run(one, template, CrashRun.Plan(crashAt: point)) }
    print("crash points, \(one.testDescription): \(points)")
    #expect(points > 20)
  }

  @Test("any message lost, doubled, late or out of order", arguments: cases)
  func everyMessage(_ one: Scene) throws {
    let template = try CrashTemplate(relayed: one.relayed, ceiling: one.ceiling)
    let quiet = try run(one, template, CrashRun.Plan())
    var runs = 0
    for message in 0..<quiet.messages {
      let mishaps: [CrashRun.Mishap] = [.lose, .double, .delay, .swap]
      // A relay's many messages meet one mishap each.
      for mishap in one.relayed ? [mishaps[message % 4]] : mishaps {
        _ = try run(one, template, CrashRun.Plan(mishaps: [message: mishap]))
        runs += 1
      }
    }
    print("mishaps of messages, \(one.testDescription): \(runs)")
  }

  @Test("crashes and mishaps together, at random", arguments: cases)
  func together(_ one: Scene) throws {
    let template = try CrashTemplate(relayed: one.relayed, ceiling: one.ceiling)
    let quiet = try run(one, template, CrashRun.Plan())
    for seed in 1...20 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var plan = CrashRun.Plan(
        crashAt: Int.random(in: 0..<quiet.effects, using: &generator))
      for message in 0..<quiet.messages where Int.random(in: 0..<4, using: &generator) == 0 {
        plan.mishaps[message] =
          [.lose, .double, .delay, .swap][Int.random(in: 0..<4, using: &generator)]
      }
      _ = try run(one, template, plan, seed: seed)
    }
    print("seeds of crashes and mishaps, \(one.testDescription): 20")
  }
}
