import ArgumentParser
import Exchange
import Screens
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

struct Export: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.export) }
  @Option(name: .spoken(.output), help: .spoken(.output)) var output: String?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let membership = try context.membership()
    let screen = ExportScreen(
      resident: membership.resident, node: membership.card.node,
      entries: try await context.entries().compactMap { ExportedEntry($0) }.map(\.json))
    guard let output else { return screen }
    try Files.write(Array((screen.text(on: context.page) + "\n").utf8), to: output)
    context.tell(.written(to: output))
    return NoScreen()
  }
}

extension CommandContext {
  /// Every entry whose update the resident signed.
  func entries() async throws -> [WireEntry] {
    var entries: [WireEntry] = []
    var question = WireAskExport()
    while true {
      guard case .export(let part) = try await ask(.export(question)) else {
        throw Setback(.answerUnreadable)
      }
      entries += part.entries
      // A next page that does not lie further would go on for ever.
      guard part.next > question.after else { return entries }
      question.after = part.next
    }
  }
}

/// An entry of the resident's own, opened for reading.
struct ExportedEntry {
  let entry: Entry
  let update: UnverifiedUpdate
  let content: WireContent?

  init?(_ wire: WireEntry) {
    guard let entry = try? Entry(wire), let update = try? entry.openedUpdate() else { return nil }
    self.entry = entry
    self.update = update
    content = entry.content.flatMap { try? WireContent(serializedBytes: $0.bytes) }
  }

  var json: JSON {
    .of([
      "sequence": .number(Int64(clamping: entry.header.sequence)),
      "entry": .text(entry.hash.description), "time": .time(entry.header.time),
      "update": .text(update.id.description),
      "kind": .text(PostedKind(update.wire.kind, at: update.neighbourhood).rawValue),
      "created": .time(update.created),
      "signed_update": .text(Base32.encode(update.signedBytes)),
      "content": words,
    ])
  }

  private var words: JSON {
    switch content?.kind {
    case .profile(let said): .of(["name": .text(said.name), "text": .text(said.text)])
    case .listing(let said): .of(["name": .text(said.name), "text": .text(said.text)])
    case .proposal(let said): .of(["name": .text(said.name), "text": .text(said.text)])
    case .note(let said): .of(["name": .text(said.name), "text": .text(said.text)])
    case .preferences(let said): MatchingPreferences(said).json
    case .place(let said): .of(["sealed": .text(Base32.encode([UInt8](said.sealed)))])
    case nil: .null
    }
  }
}
