import ArgumentParser
import Screens
import WireFormat

struct ProfileGroup: ParsableCommand {
  static var configuration: CommandConfiguration {
    .spoken(
      .profile, subcommands: [ProfileShow.self, ProfileSet.self],
      defaultSubcommand: ProfileShow.self)
  }
}

struct ProfileShow: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.profileShow) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    ProfileScreen(try await context.profile(), own: try context.membership().resident)
  }
}

struct ProfileSet: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.profileSet) }
  @Option(name: .spoken(.name), help: .spoken(.name)) var name: String?
  @Option(name: .spoken(.profileText), help: .spoken(.profileText)) var text: String?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard name != nil || text != nil else { throw Setback(.textMissing) }
    // A profile is said as a whole: what is not changed has to be known.
    let known = name == nil || text == nil ? try await context.profile() : WireProfile()
    let name = name ?? known.name
    let posted = try await context.post(
      .profileSet(WireProfileSet()), content: .profile(name: name, text: text ?? known.text))
    var membership = try context.membership()
    membership.name = name
    try context.keep(membership)
    return posted.receipt()
  }
}

extension CommandContext {
  /// The resident's own profile.
  func profile() async throws -> WireProfile {
    guard case .profile(let profile) = try await ask(.profile(WireAskProfile())) else {
      throw Setback(.answerUnreadable)
    }
    return profile
  }
}
