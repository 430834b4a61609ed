import FoundationEssentials
import Screens
import SwiftProtobuf
import Testing
import WireFormat

@testable import ResidentClient

@Suite("Correcting hours that crossed a border")
struct ReturningTests {
  private func line(_ minutes: Int64, _ kind: WireTransferKind = .help) -> WireStatementLine {
    .with {
      ($0.minutes, $0.kind) = (minutes, kind)
      ($0.transfer, $0.otherNode) = (Data([1]), Data([2]))
      $0.otherResident = Data([3])
      $0.legs = [.with { $0.minutes = 60 }, .with { $0.minutes = -60 }]
    }
  }

  @Test("who received gives back, who paid for help adds, and nobody takes")
  func directions() throws {
    let back = try line(60).correcting(to: 45)
    #expect(back.minutes == 15 && back.corrects == Data([1]))
    #expect(back.node == Data([2]) && back.resident == Data([3]))
    #expect(try line(-60).correcting(to: 90).minutes == 30)
    #expect(try line(60, .hours).correcting(to: 0).minutes == 60)
    for (minutes, kind, total) in [
      (60, .help, 75), (-60, .help, 45), (60, .help, 60), (-60, .hours, 75), (-60, .hours, 0),
    ] as [(Int64, WireTransferKind, UInt32)] {
      #expect(throws: Setback(.correctedByGiver)) {
        try line(minutes, kind).correcting(to: total)
      }
    }
  }
}
