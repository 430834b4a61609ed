import ArgumentParser
import Foundation
import Glibc
import NodeRuntime
import Screens
import Storage
import Testing
import Updates
import Vocabulary
import WireFormat

@testable import ResidentClient

/// A running node on loopback and residents with homes of their own, all in one temporary folder.
final class ClientVillage {
  let node: Node
  let founding: String
  private let folder: String
  private var isStopped = false

  init(clock: NodeClock = .system) async throws {
    var template = Array("/tmp/gebuur-village-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    let listen = try #require(HostPort("127.0.0.1:0"))
    let directory = NodeDirectory(folder + "/node")
    founding = try Founding(
      directory: directory, name: "Wechelderzande", area: #require(Area("9F367Q7Q+")),
      configuration: NodeConfiguration(listen: listen, addresses: [listen])
    ).found().invitation
    node = try await Node.start(in: directory, clock: clock)
  }

  /// Runs the body in a village, and takes it down whatever happens.
  static func run(
    clock: NodeClock = .system, _ body: (ClientVillage) async throws -> Void
  ) async throws {
    let village = try await ClientVillage(clock: clock)
    do {
      try await body(village)
    } catch {
      try? await village.end()
      throw error
    }
    try await village.end()
  }

  private func end() async throws {
    try await stop()
    try FileManager.default.removeItem(atPath: folder)
  }

  /// Stops the node; its people and files stay.
  func stop() async throws {
    if isStopped { return }
    isStopped = true
    try await node.stop()
  }

  func context(_ person: String, json: Bool = true, moving: Bool = false) -> CommandContext {
    let home = folder + "/" + person
    let page = Page(
      language: .dutch, width: 80, plain: false, now: Terminal.now, zone: .utc)
    return CommandContext(json: json, page: page, moving: moving) {
      $0 == "GEBUUR_HOME" ? home : nil
    }
  }

  /// What a person types, and what they see as JSON.
  @discardableResult
  func type(_ person: String, _ words: String...) async throws -> JSON {
    let command = try #require(try GebuurCommand.parseAsRoot(words) as? any ClientCommand)
    let context = context(person, moving: command.common.newHome)
    do {
      let json = try await command.screen(context).json
      await context.leave()
      return json
    } catch {
      await context.leave()
      throw error
    }
  }

  /// What a person types, and the lines they read.
  func read(_ person: String, _ words: String...) async throws -> [Substring] {
    try await read(person, words)
  }

  func read(_ person: String, _ words: [String]) async throws -> [Substring] {
    let command = try #require(try GebuurCommand.parseAsRoot(words) as? any ClientCommand)
    let context = context(person, json: false)
    do {
      let text = try await command.screen(context).text(on: context.page)
      await context.leave()
      return text.split(whereSeparator: \.isNewline)
    } catch {
      await context.leave()
      throw error
    }
  }

  /// The same, as a person reads it.
  func text(_ person: String, _ words: String...) async throws -> String {
    let command = try #require(try GebuurCommand.parseAsRoot(words) as? any ClientCommand)
    let context = context(person)
    let text = try await command.screen(context).text(on: context.page)
    await context.leave()
    return text
  }

  func join(_ person: String, with invitation: String) async throws {
    try await type(
      person, "doe-mee", invitation, "--naam", person, "--node", "127.0.0.1:\(node.port)",
      "--no-passphrase")
  }

  /// The node's files.
  var directory: NodeDirectory { NodeDirectory(folder + "/node") }

  /// The node's files but its map, and its log as it is given to others, in one heap.
  func everythingKept() throws -> [UInt8] {
    var all: [UInt8] = []
    for name in Files.names(in: directory.path) where name != "streets.map" {
      all += try Files.read(directory.path + "/" + name, limit: 1 << 26) ?? []
    }
    let store = try NodeStore.openReadOnly(at: directory.database)
    _ = try store.exportLog(of: node.id, at: Terminal.now) { all += $0 }
    try store.close()
    return all
  }

  /// Cuts a person off from the node, or puts them back.
  func reach(_ person: String, _ reachable: Bool) throws {
    let context = context(person)
    var membership = try context.membership()
    var wire = membership.card.wire
    wire.addresses = []
    membership.card = try wire.verified()
    membership.near = reachable ? "127.0.0.1:\(node.port)" : "127.0.0.1:1"
    try context.keep(membership)
  }
}

extension JSON {
  subscript(key: String) -> JSON {
    guard case .object(let members) = self else { return .null }
    return members.first { $0.key == key }?.value ?? .null
  }

  subscript(index: Int) -> JSON {
    guard case .list(let values) = self, values.indices.contains(index) else { return .null }
    return values[index]
  }

  var count: Int {
    if case .list(let values) = self { values.count } else { 0 }
  }

  var string: String {
    if case .text(let text) = self { text } else { "" }
  }
}
