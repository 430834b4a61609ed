import Screens
import Vocabulary
import WireFormat

// The personal parts of what residents say.

extension WireContent {
  static func profile(name: String, text: String) -> WireContent {
    var profile = WireProfileContent()
    profile.name = name
    profile.text = text
    var content = WireContent()
    content.profile = profile
    return content
  }

  static func listing(name: String, text: String) -> WireContent {
    var listing = WireListingContent()
    listing.name = name
    listing.text = text
    var content = WireContent()
    content.listing = listing
    return content
  }

  static func proposal(name: String, text: String) -> WireContent {
    var proposal = WireProposalContent()
    proposal.name = name
    proposal.text = text
    var content = WireContent()
    content.proposal = proposal
    return content
  }
}

extension WireContent {
  static func note(name: String, text: String) -> WireContent {
    var note = WireNoteContent()
    note.name = name
    note.text = text
    var content = WireContent()
    content.note = note
    return content
  }
}

extension CommandContext {
  /// A reason, a thank-you, a word with hours; signed with the resident's name.
  func note(_ text: String) throws -> WireContent {
    .note(name: try membership().name, text: text)
  }

  /// What the node says about itself and about us.
  func neighbourhood() async throws -> WireNeighbourhood {
    guard case .neighbourhood(let answer) = try await ask(.neighbourhood(WireAskNeighbourhood()))
    else { throw Setback(.answerUnreadable) }
    return answer
  }

  /// Asks for the neighbourhood's area and remembers it, so that posting works offline later.
  func learnArea() async throws {
    guard let area = Area(try await neighbourhood().area) else { return }
    var known = try membership()
    known.area = area
    try keep(known)
  }
}
