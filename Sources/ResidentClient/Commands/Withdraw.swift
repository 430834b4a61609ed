import ArgumentParser
import FoundationEssentials
import Screens
import Vocabulary
import WireFormat

struct Withdraw: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.withdraw) }
  @Argument(help: .spoken(.id)) var id: String
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    var withdrawn = WireListingWithdrawn()
    withdrawn.listing = Data(try await context.find(id).array)
    return try await context.post(.listingWithdrawn(withdrawn)).receipt()
  }
}
