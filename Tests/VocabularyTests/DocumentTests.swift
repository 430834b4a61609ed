import Foundation
import Testing
import Vocabulary

/// A table row of a protocol page: its cells, without the bars.
enum ProtocolPage {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func rows(_ page: String) throws -> [[String]] {
    let text = try String(
      contentsOf: root.appending(path: "protocol/\(page)"), encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("| ") }.map { line in
      line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }
}

@Suite("The protocol's pages")
struct DocumentTests {
  @Test("08-refusals lists exactly the codes there are, in their order, each explained")
  func refusals() throws {
    let rows = try ProtocolPage.rows("08-refusals.md").filter { UInt16($0[0]) != nil }
    #expect(rows.map { $0[0] } == Refusal.allCases.map { "\($0.rawValue)" })
    #expect(rows.map { $0[1] } == Refusal.allCases.map { "\($0)" })
    #expect(rows.allSatisfy { $0.count == 4 && !$0[2].isEmpty && !$0[3].isEmpty })
  }

  /// Every limit, in milliseconds where it is a time. `complete` proves that none is left out.
  static let limits: [String: Int64] = [
    "nameBytes": Int64(Limits.nameBytes), "textBytes": Int64(Limits.textBytes),
    "addressBytes": Int64(Limits.addressBytes), "addresses": Int64(Limits.addresses),
    "headerBytes": Int64(Limits.headerBytes),
    "signedUpdateBytes": Int64(Limits.signedUpdateBytes),
    "contentBytes": Int64(Limits.contentBytes), "entryBytes": Int64(Limits.entryBytes),
    "frameBytes": Int64(Limits.frameBytes), "messageBytes": Int64(Limits.messageBytes),
    "helloBytes": Int64(Limits.helloBytes), "framesPerKey": Int64(Limits.framesPerKey),
    "saltBytes": Int64(Limits.saltBytes), "nonceBytes": Int64(Limits.nonceBytes),
    "wanted": Int64(Limits.wanted), "openListings": Int64(Limits.openListings),
    "openAgreements": Int64(Limits.openAgreements),
    "erasureTargets": Int64(Limits.erasureTargets), "batchEntries": Int64(Limits.batchEntries),
    "heads": Int64(Limits.heads), "peers": Int64(Limits.peers), "rows": Int64(Limits.rows),
    "transits": Int64(Limits.transits), "potLines": Int64(Limits.potLines),
    "misdeedsKept": Int64(Limits.misdeedsKept),
    "openInvitations": Int64(Limits.openInvitations), "connections": Int64(Limits.connections),
    "connectionsPerAddress": Int64(Limits.connectionsPerAddress),
    "requestsInFlight": Int64(Limits.requestsInFlight),
    "outboundBytes": Int64(Limits.outboundBytes),
    "minutesPerAgreement": Limits.minutesPerAgreement * 60_000,
    "balanceBound": Limits.balanceBound * 60_000,
    "potNameBytes": Int64(Limits.potNameBytes),
    "proposalSilence": Limits.proposalSilence.milliseconds,
    "agreementSilence": Limits.agreementSilence.milliseconds,
    "reserveLife": Limits.reserveLife.milliseconds,
    "carryPatience": Limits.carryPatience.milliseconds,
    "statementPause": Limits.statementPause.milliseconds,
    "reserveAgain": Limits.reserveAgain.milliseconds,
    "dutiesAtOnce": Int64(Limits.dutiesAtOnce),
    "newsEntries": Int64(Limits.newsEntries), "newsBytes": Int64(Limits.newsBytes),
    "weeklyWindows": Int64(Limits.weeklyWindows), "languages": Int64(Limits.languages),
    "exclusions": Int64(Limits.exclusions), "travelMinutes": Int64(Limits.travelMinutes),
    "matchedListings": Int64(Limits.matchedListings),
    "placeTextBytes": Int64(Limits.placeTextBytes),
    "placeBytes": Int64(Limits.placeBytes),
    "minutesPerWeek": Limits.minutesPerWeek * 60_000,
    "attestationLife": Limits.attestationLife.milliseconds,
    "skew": Limits.skew.milliseconds, "outboxAge": Limits.outboxAge.milliseconds,
    "listingLife": Limits.listingLife.milliseconds,
    "invitationLife": Limits.invitationLife.milliseconds,
    "handshake": Limits.handshake.milliseconds, "stall": Limits.stall.milliseconds,
    "idleSession": Limits.idleSession.milliseconds,
    "wantsPerLog": Int64(Limits.wantsPerLog),
    "fetchesPerSession": Int64(Limits.fetchesPerSession),
    "servesPerSession": Int64(Limits.servesPerSession),
    "messageBurst": Int64(Limits.messageBurst),
    "messagesPerSecond": Int64(Limits.messagesPerSecond), "strikes": Int64(Limits.strikes),
    "unansweredWants": Int64(Limits.unansweredWants),
    "quotaEntries": Int64(Limits.quotaEntries), "quotaBytes": Int64(Limits.quotaBytes),
    "quotaPause": Limits.quotaPause.milliseconds,
    "dialsAtOnce": Int64(Limits.dialsAtOnce), "complaintBytes": Int64(Limits.complaintBytes),
    "antiEntropy": Limits.antiEntropy.milliseconds,
    "peerSilence": Limits.peerSilence.milliseconds,
    "wantPatience": Limits.wantPatience.milliseconds,
    "announcePatience": Limits.announcePatience.milliseconds,
    "dialPause": Limits.dialPause.milliseconds,
    "dialPauseLongest": Limits.dialPauseLongest.milliseconds,
  ]

  @Test("09-limits gives every limit's value and its reason")
  func limits() throws {
    let units = ["s": Int64(1_000), "min": 60_000, "d": 86_400_000]
    let rows = try ProtocolPage.rows("09-limits.md").filter { $0.count == 4 && $0[0] != "limit" }
    var written: [String: Int64] = [:]
    for row in rows {
      let value = try #require(Int64(row[1]), "\(row)")
      written[row[0].replacing(" •", with: "")] = value * (units[row[2]] ?? 1)
      #expect(!row[3].isEmpty, "\(row[0]) has no reason")
    }
    #expect(written == Self.limits)
  }

  @Test("no limit is missing from this test")
  func complete() throws {
    let source = try String(
      contentsOf: ProtocolPage.root.appending(path: "Sources/Vocabulary/Limits.swift"),
      encoding: .utf8)
    let names = source.split(separator: "\n").compactMap { line -> String? in
      guard let found = line.range(of: "public static let ") else { return nil }
      return String(line[found.upperBound...].prefix { $0.isLetter })
    }
    #expect(Set(names) == Set(Self.limits.keys))
    #expect(names.count > 30)
  }
}
