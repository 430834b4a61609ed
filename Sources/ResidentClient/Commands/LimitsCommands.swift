import ArgumentParser
import FoundationEssentials
import Screens
import Vocabulary
import WireFormat

struct LimitsGroup: ParsableCommand {
  static var configuration: CommandConfiguration {
    .spoken(
      .limits,
      subcommands: [LimitsShow.self, LimitsPolicy.self, LimitsResident.self, LimitsPeer.self],
      defaultSubcommand: LimitsShow.self)
  }
}

struct LimitsShow: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.limitsShow) }
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    LimitsScreen(try await context.limits())
  }
}

struct LimitsPolicy: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.limitsPolicy) }
  @Option(name: .spoken(.floor), help: .spoken(.floor)) var floor: UInt32?
  @Option(name: .spoken(.ceiling), help: .spoken(.ceiling)) var ceiling: UInt32?
  @Option(name: .spoken(.smallDifference), help: .spoken(.smallDifference))
  var smallDifference: UInt32?
  @Option(name: .spoken(.silenceDays), help: .spoken(.silenceDays)) var silenceDays: UInt32?
  @Option(name: .spoken(.starter), help: .spoken(.starter)) var starter: UInt32?
  @Option(name: .spoken(.potFloor), help: .spoken(.potFloor)) var potFloor: UInt32?
  @Option(name: .spoken(.solidarity), help: .spoken(.solidarity)) var solidarity: UInt32?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    // Rules are said as a whole: what is not changed has to be known.
    var policy = try await context.limits().policy
    if let floor { policy.floor = -Int64(floor) }
    if let ceiling { policy.ceiling = Int64(ceiling) }
    if let smallDifference { policy.smallDifference = smallDifference }
    if let silenceDays { policy.silenceDays = silenceDays }
    if let starter { policy.starter = starter }
    if let potFloor { policy.potFloor = -Int64(potFloor) }
    if let solidarity { policy.solidarityPerQuarter = solidarity }
    return try await context.post(.policySet(policy)).receipt()
  }
}

struct LimitsResident: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.limitsResident) }
  @Argument(help: .spoken(.person)) var person: String
  @Argument(help: .spoken(.reason)) var reason: String
  @Option(name: .spoken(.floor), help: .spoken(.floor)) var floor: UInt32?
  @Option(name: .spoken(.ceiling), help: .spoken(.ceiling)) var ceiling: UInt32?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard floor != nil || ceiling != nil else { throw Setback(.minutesMissing) }
    let policy = try await context.limits().policy
    var limits = WireLimitsSet()
    limits.resident = Data(try await context.residentHere(person).array)
    limits.floor = floor.map { -Int64($0) } ?? policy.floor
    limits.ceiling = ceiling.map { Int64($0) } ?? policy.ceiling
    return try await context.post(.limitsSet(limits), content: context.note(reason)).receipt()
  }
}

struct LimitsPeer: ClientCommand {
  static var configuration: CommandConfiguration { .spoken(.limitsPeer) }
  @Argument(help: .spoken(.peer)) var peer: String
  @Option(name: .spoken(.weOwe), help: .spoken(.weOwe)) var toThem: UInt32
  @Option(name: .spoken(.theyOwe), help: .spoken(.theyOwe)) var toUs: UInt32
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    var limits = WireClearingLimitsSet()
    limits.peer = Data(try await context.link(peer).node.array)
    limits.weMayOwe = toThem
    limits.theyMayOwe = toUs
    return try await context.post(.clearingLimitsSet(limits)).receipt()
  }
}

extension CommandContext {
  /// Every limit in force.
  func limits() async throws -> WireLimitsInForce {
    guard case .limits(let answer) = try await ask(.limits(WireAskLimits())) else {
      throw Setback(.answerUnreadable)
    }
    return answer
  }
}
