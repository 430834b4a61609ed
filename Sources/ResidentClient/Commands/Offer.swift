import ArgumentParser
import Screens
import Vocabulary

struct Offer: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.offer) }
  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    try await listing.post(.offer, context)
  }
}
