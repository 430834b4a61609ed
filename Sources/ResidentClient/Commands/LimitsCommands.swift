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
  @Argument(help: .spoken(.whoseLimits)) var person: String?
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard let person else { return LimitsScreen(try await context.limits()) }
    let id = try await context.residentHere(person)
    let limits = try await context.limits(of: id)
    return LimitsScreen(limits, whose: try await context.name(of: id))
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
  @Flag(name: .spoken(.asEverybody), help: .spoken(.asEverybody)) var asEverybody = false
  @OptionGroup var common: CommonOptions

  func screen(_ context: CommandContext) async throws -> any Screen {
    guard asEverybody == (floor == nil && ceiling == nil) else { throw Setback(.limitMissing) }
    let id = try await context.residentHere(person)
    var limits = WireLimitsSet()
    limits.resident = Data(id.array)
    if !asEverybody {
      // Both are said anew: what is not changed has to be known.
      let now = try await context.limits(of: id)
      if let floor {
        limits.floor = -Int64(floor)
      } else if now.ownFloor {
        limits.floor = now.floor
      }
      if let ceiling {
        limits.ceiling = Int64(ceiling)
      } else if now.ownCeiling {
        limits.ceiling = now.ceiling
      }
    }
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
  /// Every limit in force, for the asker or, as a regisseur, for somebody else.
  func limits(of resident: ResidentID? = nil) async throws -> WireLimitsInForce {
    var question = WireAskLimits()
    question.resident = Data(resident?.array ?? [])
    guard case .limits(let answer) = try await ask(.limits(question)) else {
      throw Setback(.answerUnreadable)
    }
    return answer
  }

  /// What a resident here goes by; may be empty.
  func name(of resident: ResidentID) async throws -> String {
    var question = WireAskProfile()
    question.resident = Data(resident.array)
    guard case .profile(let answer) = try await ask(.profile(question)) else {
      throw Setback(.answerUnreadable)
    }
    return answer.name
  }
}
