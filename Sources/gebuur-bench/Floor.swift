import NodeRuntime
import Sealing
import Storage
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// What a durable submission costs when nothing stands between its steps: one thread, no channel.
/// With the channel's question and answer, this is the floor under `Submissions`.
enum Floor: Measurement {
  static let name = "floor"
  static let residents = 60
  /// Commits at each end of the run that are looked at.
  static let part = 300

  static func measure(on ground: Ground) async throws -> [Figure] {
    var village = try Village.found("Poederlee", in: ground.path + "/floor")
    let desk = try village.desk()
    defer { try? desk.store.close() }
    let residents = try village.welcome(residents, at: desk)
    // A write-ahead log that grows costs the disk more than one that is written over.
    _ = try desk.store.scrub()
    var (decoding, verifying, committing): ([Double], [Double], [Double]) = ([], [], [])
    for resident in residents {
      let pen = village.pen(of: resident)
      for number in 0..<Limits.openListings {
        var message = WireClientMessage()
        message.submit = try pen.listing(number).wire
        let bytes: [UInt8] = try message.serializedBytes()
        var watch = Stopwatch()
        let submit = try WireClientMessage(serializedBytes: bytes).submit
        let submission = try Submission(submit)
        let update = try UnverifiedUpdate(decoding: submission.signedUpdate)
        decoding.append(watch.seconds)
        watch = Stopwatch()
        let verified = try update.verified()
        verifying.append(watch.seconds)
        watch = Stopwatch()
        try desk.take([Submitted(verified, content: submission.content)])
        committing.append(watch.seconds)
      }
    }
    let disk = Figure.Baseline(
      value: try Machine.fsync(in: ground.path).median * 1e6,
      meaning: "µs to write 4 KiB and fsync")
    return [
      figure("decoding an update", decoding),
      figure("checking its author's signature", verifying),
      figure("admitting and committing it, write-ahead log growing", committing.prefix(part), disk),
      figure("admitting and committing it, write-ahead log reused", committing.suffix(part), disk),
    ]
  }

  private static func figure(
    _ name: String, _ times: some Sequence<Double>, _ baseline: Figure.Baseline? = nil
  ) -> Figure {
    Figure(
      name: "on one thread: \(name), median", value: Array(times).median * 1e6, unit: "µs",
      baseline: baseline)
  }
}
