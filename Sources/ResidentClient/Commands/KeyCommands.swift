import ArgumentParser
import Screens
import Updates
import Vocabulary
import WireFormat

struct Lock: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.lock) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    context.unlocked.forget()
    return KeyScreen(state: .locked)
  }
}

struct Unlock: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.unlock) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard let box = try KeyBox(context.home) else { throw Setback(.notJoined) }
    guard box.isSealed else { return KeyScreen(state: .unprotected) }
    _ = try context.openKey()
    return KeyScreen(state: .unlocked)
  }
}

struct Whoami: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.whoami) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    let membership = try context.membership()
    guard let box = try KeyBox(context.home) else { throw Setback(.notJoined) }
    let unlocked = context.unlocked.read(at: context.page.now) != nil
    let state: KeyState = !box.isSealed ? .unprotected : unlocked ? .unlocked : .locked
    // Never a reason to ask for a passphrase.
    let asked = state == .locked ? nil : try? await context.neighbourhood()
    let known = asked?.enrolled == true ? try? await context.preferences() : nil
    return WhoamiScreen(
      resident: membership.resident, node: membership.card.node,
      neighbourhood: membership.card.name, addresses: membership.card.addresses,
      folder: context.home.path, key: state,
      role: asked.flatMap { Role(rawValue: $0.role.rawValue) },
      reachable: state == .locked ? nil : asked != nil, attestations: known?.lines ?? [])
  }
}
