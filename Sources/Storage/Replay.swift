import Admission
import Dispatch
import Synchronization
import Updates
import Vocabulary
import WireFormat

/// Everything that was ever signed, once more from the start: into fresh views, with every check
/// that admission and intake made, and those that only cost time.
struct Replay {
  private static let page = 1_024

  private let live: SQLViews
  private let rebuilt: SQLViews
  private let keys: [NodeID: SigningKey]
  private var heads: [NodeID: LogHead] = [:]
  /// Our own updates whose content is not there.
  private var bare: [UpdateID] = []
  private(set) var findings: [Finding] = []
  private(set) var differences: [Difference] = []

  init(live: SQLViews, rebuilt: SQLViews) throws {
    self.live = live
    self.rebuilt = rebuilt
    var keys: [NodeID: SigningKey] = [:]
    for log in try live.logs() { keys[log.node] = try live.signingKey(of: log.node) }
    self.keys = keys
  }

  mutating func run() throws {
    var last: Int64 = 0
    while true {
      let rows = try live.storedEntries(after: last, limit: Self.page)
      guard let final = rows.last else { break }
      for (row, checked) in zip(rows, check(rows)) { try step(row, checked) }
      last = final.arrival
    }
    try checkLastSignatures()
    try checkContents()
  }

  /// The costly checks, which need nothing but the entry, on every core.
  private func check(_ rows: [StoredEntry]) -> [Result<OpenedEntry, EntryFault>] {
    let chunk = 64
    let chunks = (rows.count + chunk - 1) / chunk
    let own = keys[live.node]
    let results = Mutex<[Int: [Result<OpenedEntry, EntryFault>]]>([:])
    let node = live.node
    DispatchQueue.concurrentPerform(iterations: chunks) { index in
      let part = rows.dropFirst(index * chunk).prefix(chunk).map { row in
        Result { () throws(EntryFault) in
          let entry = try row.entry()
          if entry.header.node == node {
            guard let own, entry.isSigned(by: own) else { throw .badNodeSignature }
          }
          return try OpenedEntry(entry)
        }
      }
      results.withLock { $0[index] = part }
    }
    return results.withLock { results in (0..<chunks).flatMap { results[$0] ?? [] } }
  }

  private mutating func step(
    _ row: StoredEntry, _ checked: Result<OpenedEntry, EntryFault>
  ) throws {
    do {
      let opened = try checked.get()
      heads[row.log] = try Chain.link(opened.entry, after: heads[row.log], of: row.log)
      note(row, opened)
      // The bodies stay where they are; views need none of them.
      var header = opened.entry
      (header.update, header.content) = (nil, nil)
      if let update = opened.update {
        _ = try rebuilt.append(projecting: OpenedEntry(written: header, update: update))
      } else {
        _ = try rebuilt.append(projecting: OpenedEntry(header))
      }
    } catch let fault as EntryFault {
      findings.append(Finding(node: row.log, sequence: row.sequence, fault: fault))
      // The rest of the log is judged on its own: one bad entry is one finding.
      if let entry = try? row.entry() { heads[row.log] = entry.head }
    }
  }

  /// The columns beside the signed bytes must say what the bytes say.
  private mutating func note(_ row: StoredEntry, _ opened: OpenedEntry) {
    let signed = row.columns(as: opened)
    if row.columns != signed {
      differences.append(
        Difference(
          view: "entry", key: "\(row.log) \(row.sequence)", live: "\(row.columns)",
          rebuilt: "\(signed)"))
    }
    if row.log == live.node, let update = opened.update, update.hasContent,
      opened.entry.content == nil
    {
      bare.append(update.id)
    }
  }

  private mutating func checkLastSignatures() throws {
    for (node, head) in heads.sorted(by: { $0.key < $1.key }) where node != live.node {
      let last = try live.entries(of: node, from: head.sequence, limit: 1, maxBytes: .max).first
      guard let key = keys[node], let last, last.isSigned(by: key) else {
        findings.append(Finding(node: node, sequence: head.sequence, fault: .badNodeSignature))
        continue
      }
    }
  }

  /// Our own content is there unless its author had it erased; erased content is nowhere.
  private mutating func checkContents() throws {
    for id in bare where try !rebuilt.isErased(id) {
      differences.append(Difference(view: "content", key: "\(id)", live: nil, rebuilt: "kept"))
    }
    let kept: [UpdateID] = try live.prepare(
      """
      SELECT e.update_id FROM erased x JOIN entry e ON e.update_id = x.update_id
      WHERE e.content_bytes IS NOT NULL ORDER BY 1
      """
    ).all { try $0.identity() }
    for id in kept {
      differences.append(Difference(view: "content", key: "\(id)", live: "kept", rebuilt: nil))
    }
  }
}

extension SQLViews {
  /// What verifies a log: the key its founding names, or the one on its node's card; either hashes
  /// to the node's identity.
  fileprivate func signingKey(of node: NodeID) throws -> SigningKey? {
    let first = try entries(of: node, from: 0, limit: 1, maxBytes: .max).first
    if case .founding(let founding) = try? first?.openedUpdate()?.wire.kind,
      let key = SigningKey(founding.signingKey), NodeID.of(foundingKey: key) == node
    {
      return key
    }
    return try peer(node)?.card.signingKey
  }
}
