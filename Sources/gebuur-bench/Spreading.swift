import NodeRuntime
import PeerTransport
import ResidentClient
import Sealing
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// A resident posts in one neighbourhood; how soon can somebody read it on the board of another?
enum Spreading: Measurement {
  static let name = "spreading"

  static func measure(on ground: Ground) async throws -> [Figure] {
    var first = try Village.found("Wechelderzande", in: ground.path + "/here")
    var second = try Village.found("Gierle", in: ground.path + "/there")
    try Village.federate(&first, &second)
    let here = try ground.program("gebuurd").start(["run", "--directory", first.directory.path])
    defer { here.stop() }
    let there = try ground.program("gebuurd").start(["run", "--directory", second.directory.path])
    defer { there.stop() }
    guard here.firstLine().hasPrefix("ready"), there.firstLine().hasPrefix("ready"),
      let poster = first.regisseur, let reader = second.regisseur
    else { throw Trouble("gebuurd does not start") }
    let posting = try await ResidentSession.connect(
      to: try first.card.verified(), as: poster)
    let reading = try await ResidentSession.connect(
      to: try second.card.verified(), as: reader)
    var times: [Double] = []
    let pen = first.pen(of: poster)
    for number in 0..<Limits.openListings {
      let listing = try pen.listing(number)
      let watch = Stopwatch()
      _ = try await posting.submit(listing)
      try await wait(for: listing.id, at: reading)
      times.append(watch.seconds)
    }
    await posting.close()
    await reading.close()
    // The first one also waits until the nodes have met.
    return [
      Figure(
        name: "from posting to being on the other node's board, median of \(times.count - 1)",
        value: Array(times.dropFirst()).median * 1e3, unit: "ms", goals: [.below(1_000)])
    ]
  }

  /// Reads the noticeboard until the listing is on it.
  private static func wait(for id: UpdateID, at session: ResidentSession) async throws {
    let watch = Stopwatch()
    while watch.seconds < 30 {
      guard case .board(let board) = try await session.ask(.board(WireAskBoard())) else { break }
      if board.listings.contains(where: { UpdateID($0.id) == id }) { return }
      try await Task.sleep(for: .milliseconds(1))
    }
    throw Trouble("a listing does not reach the other node")
  }
}
