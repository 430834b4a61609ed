import Admission
import Foundation
import Sealing
import Storage
import Testing
import Updates
import Vocabulary

/// A node's database that can lose its process at any moment: what is on disk then is all that
/// the next process finds.
final class CrashNode {
  let name: String
  let key: SigningKeyPair
  let node: NodeID
  private let folder: Folder
  private var lives = 0
  private(set) var store: NodeStore

  /// A node that starts from the bytes of a closed database.
  init(_ template: CrashTemplate.Part, in folder: Folder) throws {
    (name, key, node) = (template.name, template.key, template.node)
    self.folder = folder
    let path = folder.path("\(template.name)-0.db")
    try template.bytes.write(to: URL(fileURLWithPath: path))
    store = try NodeStore.open(at: path, for: node)
  }

  var admission: Admission { Admission(node: node, key: key) }
  /// The database and its write-ahead log.
  private var image: Image {
    get throws {
      let log = try? Data(contentsOf: URL(fileURLWithPath: store.path + "-wal"))
      return Image(
        database: try Data(contentsOf: URL(fileURLWithPath: store.path)), log: log ?? Data())
    }
  }

  /// What a crash leaves.
  struct Image {
    var database: Data
    var log: Data

    /// As if only the first half of what `later` wrote into the log had reached the disk.
    func halfway(to later: Image) -> Image {
      let zeroes = Data(count: max(0, later.log.count - log.count))
      let (old, new) = ([UInt8](log + zeroes), [UInt8](later.log))
      let changed = new.indices.filter { old[$0] != new[$0] }
      guard let first = changed.first, let last = changed.last else { return self }
      let middle = first + (last - first) / 2
      return Image(database: database, log: Data(new[..<middle] + old[middle...]))
    }
  }

  /// Does one transaction; `crash` is asked before it, in the middle of its way to disk, and
  /// after it, and throws when the process dies there; `isDoomed` tells whether it will do so in
  /// the middle.
  func commit<T>(
    isDoomed: () -> Bool, _ moment: (String) throws -> Void, _ body: (NodeStore) throws -> T
  ) throws -> T {
    try moment("before a commit")
    let before = isDoomed() ? try image : nil
    let result = try body(store)
    do {
      try moment("in a commit")
    } catch {
      try restart(from: before?.halfway(to: image))
      throw Restarted()
    }
    try moment("after a commit")
    return result
  }

  /// The crash has been carried out already.
  struct Restarted: Error {}

  /// The process is gone; another one opens what is on disk at this moment.
  func restart(from given: Image? = nil) throws {
    lives += 1
    let path = folder.path("\(name)-\(lives).db")
    let image = try given ?? image
    try image.database.write(to: URL(fileURLWithPath: path))
    try image.log.write(to: URL(fileURLWithPath: path + "-wal"))
    try store.close()
    store = try NodeStore.open(at: path, for: node)
  }
}

/// Villages that know each other, closed: every run starts from a copy.
struct CrashTemplate {
  struct Part {
    let name: String
    let key: SigningKeyPair
    let node: NodeID
    let bytes: Data
  }

  let parts: [Part]
  /// One resident of each, the giver first.
  let residents: [Signer]
  /// The same of their regisseurs.
  let regisseurs: [Signer]
  let now: Instant

  /// The first two have dealings; a third, if asked for, stands between them.
  init(relayed: Bool, ceiling: Int64 = 600) throws {
    let villages = try (0..<(relayed ? 3 : 2)).map { number in
      try Village("Dorp \(number)", seed: 40 + UInt64(number))
    }
    let regisseurs = try villages.map { try $0.enrol("Lena", with: $0.firstSecret) }
    let residents = try zip(villages, regisseurs).map { try $0.resident("Buur", invitedBy: $1) }
    for first in villages.indices {
      for second in villages.indices where first < second {
        try Pair.federate(
          villages[first], regisseurs[first], villages[second], regisseurs[second], nearby: true)
        for (one, other) in [(first, second), (second, first)] {
          try villages[one].accept(
            villages[one].clearingLimits(with: villages[other].node, 200), by: regisseurs[one])
        }
      }
      try villages[first].accept(
        villages[first].policy(floor: -600, ceiling: ceiling), by: regisseurs[first])
    }
    for village in villages {
      for other in villages where other.node != village.node { try village.follow(other) }
    }
    self.residents = residents
    self.regisseurs = regisseurs
    now = villages[0].now
    parts = try villages.enumerated().map { number, village in
      try village.store.close()
      return Part(
        name: "node\(number)", key: village.key, node: village.node,
        bytes: try Data(contentsOf: URL(fileURLWithPath: village.path)))
    }
  }
}
