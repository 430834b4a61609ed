import Foundation
import NodeRuntime
import ResidentClient
import Sealing
import Storage
import Updates
import Vocabulary

/// Two neighbourhoods that honour each other's hours, and some residents of each.
struct Neighbours: Sendable {
  let villages: [Village]
  let residents: [[ResidentIdentity]]

  /// Founded and federated; neither node runs yet.
  init(in path: String, residents count: Int) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var first = try Village.found("Wechelderzande", in: path + "/first")
    var second = try Village.found("Gierle", in: path + "/second")
    try Village.federate(&first, &second)
    var residents: [[ResidentIdentity]] = []
    for (village, other) in [(first, second), (second, first)] {
      var village = village
      let desk = try village.desk()
      let regisseur = village.pen(of: try village.welcomeRegisseur(at: desk))
      try desk.take([
        try regisseur.widePolicy().verified(),
        try regisseur.clearingLimits(
          with: other.keys.node, UInt32(clamping: Limits.balanceBound)
        ).verified(),
      ])
      residents.append(try village.welcome(count, at: desk))
      try desk.store.close()
    }
    (villages, self.residents) = ([first, second], residents)
  }

  /// Hours from a resident of one to a resident of the other.
  func give(_ minutes: UInt32, from side: Int, _ giver: Int, to receiver: Int) throws -> Submission
  {
    try villages[side].pen(of: residents[side][giver]).hours(
      minutes, to: residents[1 - side][receiver].resident, of: villages[1 - side].keys.node)
  }

  /// Reads both databases beside their running nodes.
  func readers() throws -> [NodeStore] {
    try villages.map { try NodeStore.openReadOnly(at: $0.directory.database) }
  }
}
