import Vocabulary

/// Everything a node keeps of a resident. JSON for people too: it is theirs to take elsewhere.
public struct ExportScreen: Screen {
  public let json: JSON

  /// The entries, oldest first.
  public init(resident: ResidentID, node: NodeID, entries: [JSON]) {
    json = .of([
      "format": .text("gebuur-export-1"), "resident": .text(resident.description),
      "node": .text(node.description), "entries": .list(entries),
    ])
  }

  public func text(on page: Page) -> String { json.indented() }
}

/// How the resident's key is kept now.
public struct KeyScreen: Screen {
  let state: KeyState

  /// The state after what was just done.
  public init(state: KeyState) { self.state = state }

  public func text(on page: Page) -> String { page.facts([(.key, page.say(state))]) }

  public var json: JSON { .of(["key": .text(state.rawValue)]) }
}
