import ArgumentParser
import FoundationEssentials
import Screens
import Sealing
import Updates
import Vocabulary
import WireFormat

struct PlaceGroup: ParsableCommand {
  static var configuration: CommandConfiguration {
    .spoken(
      .place,
      subcommands: [PlaceShow.self, PlaceSet.self, PlaceForget.self, PlaceShare.self],
      defaultSubcommand: PlaceShow.self)
  }
}

struct PlaceShow: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.placeShow) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    PlaceScreen(home: try context.knownPlace())
  }
}

struct PlaceSet: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.placeSet) }
  @Argument(help: .spoken(.placeText)) var place: String
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let place = try await context.place(typed: place)
    try KnownPlaces(context.home).keep(place, for: context.identity().channel)
    return PlaceScreen(home: place)
  }
}

struct PlaceForget: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.placeForget) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    try KnownPlaces(context.home).forgetAll()
    return PlaceScreen(home: nil)
  }
}

struct PlaceShare: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.placeShare) }
  @Argument(help: .spoken(.id)) var id: String
  @Option(name: .spoken(.at), help: .spoken(.at)) var at: String?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let row = try await context.findAgreement(id)
    guard !row.listing.facts.remote else { throw Setback(.nobodyComes) }
    guard let key = row.otherSealKey else {
      // Before the other's yes there is nobody to seal for.
      throw row.state == .proposed ? Refused(.notAgreedYet) : Setback(.answerUnreadable)
    }
    let known = at == nil ? try context.knownPlace(of: row.ownListing) : nil
    guard let place = try await at.placed(context) ?? known else { throw Setback(.noPlace) }
    context.tell(.placeGoes(to: row.namedOther(on: context.page), place.text(on: context.page)))
    return try await context.share(place, with: key, in: row).receipt()
  }
}

extension CommandContext {
  /// Seals a place for the other party, and sends it.
  func share(
    _ place: PlaceLine, with key: ChannelKey, in row: WireAgreementRow
  ) async throws -> Posted {
    guard let id = UpdateID(row.id),
      let box = SealedPlace.seal(place, for: id, to: key, ephemeral: Randomness.bytes32())
    else { throw Setback(.answerUnreadable) }
    var shared = WirePlaceShared()
    shared.agreement = row.id
    var content = WireContent()
    content.place.sealed = Data(box)
    return try await post(.placeShared(shared), content: content)
  }

  /// After the asker's own yes: whoever comes has to know where. Always with a word about it. True
  /// when an address went.
  func sharePlace(afterYesTo row: WireAgreementRow, wanted: Bool) async throws -> Bool {
    // Of an offer the proposer is visited; of what goes by phone nobody is.
    guard row.hasListing, !row.iHelp, !row.listing.facts.remote, let id = UpdateID(row.id) else {
      return false
    }
    guard wanted else {
      tell(.placeStays(id.short))
      return false
    }
    guard let place = try knownPlace(of: row.ownListing) else {
      tell(.noPlaceGoes(id.short))
      return false
    }
    guard let key = row.otherSealKey else {
      tell(.placeHeldBack)
      return false
    }
    tell(.placeGoes(to: row.namedOther(on: page), place.text(on: page)))
    _ = try await share(place, with: key, in: row)
    return true
  }
}

extension WireAgreementRow {
  /// The listing, when the reader posted it.
  var ownListing: UpdateID? { iProposed ? nil : UpdateID(listing.id) }

  fileprivate func namedOther(on page: Page) -> String {
    let name = page.quote(otherName)
    return name.isEmpty ? page.say(.aNeighbour) : name
  }
}
