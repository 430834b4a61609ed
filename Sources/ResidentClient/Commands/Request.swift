import ArgumentParser
import Screens
import Vocabulary

struct Request: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.request) }
  @OptionGroup var listing: ListingOptions
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    try await listing.post(.request, context)
  }
}
