import Foundation
import Testing

@Suite("Hours outlive processes")
struct SoakTests {
  @Test("a few rounds of kill -9 lose no hours; `make soak` runs hundreds")
  func fewRounds() throws {
    let python = ProcessInfo.processInfo.environment["GEBUUR_PYTHON"] ?? ""
    let result = try Programs.run(
      "gebuur-bench", ["soak", "--rounds", "6", "--python", python, "--root", Programs.root.path()])
    print(result.output)
    #expect(result.status == 0, "\(result.output)\(result.complaints)")
    #expect(result.output.contains("everything holds"))
  }
}
