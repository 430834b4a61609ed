import Admission
import Bookkeeping
import Exchange
import FoundationEssentials
import Storage
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Answers the questions of one enrolled resident from the views. Reads only.
struct ResidentQuestions {
  let services: NodeServices
  let resident: ResidentID

  var store: NodeStore { services.store }
  var wire: WireRows {
    WireRows(services: services, resident: resident, now: services.clock.now())
  }

  func answer(_ message: WireClientMessage) throws -> WireServerMessage.OneOf_Kind {
    switch message.kind {
    case .board(let ask): return .board(try board(ask))
    case .listing(let ask): return .listing(try listing(ask))
    case .agreements(let ask): return .agreements(try agreements(ask))
    case .account(let ask): return .account(try account(ask))
    case .profile(let ask): return .profile(try profile(ask))
    case .federation: return .federation(try federation())
    case .export(let ask): return .export(try export(ask))
    case .erasures: return .erasures(try erasures())
    case .resolve(let ask): return .resolved(try resolve(ask))
    case .pots: return .pots(try pots())
    case .disputes: return .disputes(try disputes())
    case .limits(let ask): return .limits(try limits(ask))
    case .signedStatement: return .signedStatement(try signedStatement())
    case .preferences: return .preferences(try preferences())
    case .matches(let ask): return .matches(try matches(ask))
    case .whyNot(let ask): return .whyNot(try whyNot(ask))
    case .inbox: return .inbox(try inbox())
    case .place(let ask): return .places(try places(ask))
    case .submit, .neighbourhood, nil: throw Refused(.notUnderstood)
    }
  }

  private func board(_ ask: WireAskBoard) throws -> WireBoard {
    let query = BoardQuery(
      side: ListingSide(rawValue: ask.side.rawValue),
      category: Category(rawValue: ask.category.rawValue), author: ask.mine ? resident : nil,
      openOnly: !ask.mine, limit: rows(ask.limit))
    var board = WireBoard()
    (board.listings, board.more) = AnswerRoom.fit(
      try store.board(query, at: wire.now).map(wire.listing))
    board.unseen = UInt32(clamping: try notices().count { !$0.seen })
    return board
  }

  private func listing(_ ask: WireAskListing) throws -> WireListingDetail {
    guard let id = UpdateID(ask.id), let row = try store.listing(id) else {
      throw Refused(.listingUnknown)
    }
    var detail = WireListingDetail()
    detail.listing = wire.listing(row)
    (detail.agreements, _) = AnswerRoom.fit(
      try store.agreements(on: id, of: resident).map(wire.agreement))
    detail.borderRoom = try borderRoom(row.listing)
    return detail
  }

  private func agreements(_ ask: WireAskAgreements) throws -> WireAgreements {
    var answer = WireAgreements()
    let rows =
      ask.prefix.isEmpty
      ? try store.agreements(of: resident, ended: ask.ended, limit: Limits.rows)
      : try resolve(ask.prefix).compactMap { try store.agreement($0, of: resident) }
    (answer.agreements, answer.more) = AnswerRoom.fit(rows.map(wire.agreement))
    return answer
  }

  private func profile(_ ask: WireAskProfile) throws -> WireProfile {
    let id = ask.resident.isEmpty ? resident : ResidentID(ask.resident)
    guard let id, let row = try store.profile(of: id) else { throw Refused(.targetUnknown) }
    var answer = WireProfile()
    answer.resident = Data(id.array)
    answer.name = row.name
    answer.text = row.text
    answer.role = WireRole(rawValue: row.resident.role.rawValue) ?? .unspecified
    answer.joined = row.resident.joined.milliseconds
    answer.update = Data(row.resident.profile?.array ?? [])
    return answer
  }

  private func preferences() throws -> WirePreferences {
    let row = try store.preferences(of: resident, at: wire.now)
    var answer = WirePreferences()
    answer.said = row.said.wire
    answer.update = Data(row.update?.array ?? [])
    answer.personNames = row.personNames
    answer.attestations = row.attestations.map { held in
      .with {
        $0.attestation = WireAttestation(rawValue: held.kind.rawValue) ?? .unspecified
        $0.expires = held.expires.milliseconds
      }
    }
    return answer
  }

  private func federation() throws -> WireFederation {
    var answer = WireFederation()
    answer.peers = try store.peers().map(wire.peer)
    return answer
  }

  private func export(_ ask: WireAskExport) throws -> WireExportPart {
    // `after` is a sequence the asker has; the founding entry, 0, is never a resident's.
    let entries = try store.ownEntries(
      by: resident, after: ask.after, limit: Limits.rows, maxBytes: Limits.messageBytes / 2)
    var answer = WireExportPart()
    answer.entries = entries.map(\.wire)
    answer.next = entries.last?.header.sequence ?? 0
    return answer
  }

  private func erasures() throws -> WireErasures {
    var answer = WireErasures()
    answer.erasures = try store.erasures(of: resident).map(wire.erasure)
    return answer
  }

  private func resolve(_ ask: WireAskResolve) throws -> WireResolved {
    var answer = WireResolved()
    switch ask.among {
    case .myTransfers:
      answer.updates = try resolve(ask.prefix) {
        try store.resolveTransfers(prefix: $0, of: resident)
      }.map { Data($0.array) }
    case .myTransits:
      answer.updates = try resolve(ask.prefix) {
        try store.resolveTransits(prefix: $0, of: resident)
      }.map { Data($0.array) }
    case .transfers:
      guard try isRegisseur() else { throw Refused(.notRegisseur) }
      answer.updates = try resolve(ask.prefix) {
        try store.resolveTransfers(prefix: $0, of: nil)
      }.map { Data($0.array) }
    case .residents:
      answer.updates = try store.resolveResidents(ask.prefix).map { Data($0.array) }
    case .unspecified, .UNRECOGNIZED:
      answer.updates = try resolve(ask.prefix).map { Data($0.array) }
    }
    return answer
  }

  private func resolve(_ typed: String) throws -> [UpdateID] {
    try resolve(typed) { try store.resolve(prefix: $0, for: resident) }
  }

  private func resolve(
    _ typed: String, _ find: (String) throws -> [UpdateID]
  ) throws -> [UpdateID] {
    let prefix = Base32.normalise(typed)
    guard !prefix.isEmpty, prefix.utf8.count <= 52 else { return [] }
    return try find(prefix)
  }

  func rows(_ asked: UInt32) -> Int {
    asked == 0 ? 100 : min(Int(asked), Limits.rows)
  }
}

/// Answers are cut to what a message holds: long texts of a few must not make the noticeboard
/// unreadable for everyone.
enum AnswerRoom {
  /// Room for rows, leaving some for the rest of the message. Bytes.
  static let bytes = Limits.messageBytes - 65_536

  /// The first rows that fit in `bytes`, and whether others had to stay out.
  static func fit<Row: Message>(_ rows: [Row], in bytes: Int = Self.bytes) -> ([Row], Bool) {
    var used = 0
    let fitting = rows.prefix { row in
      // Each row costs its bytes and at most eight for its tag and length.
      used += ((try? row.serializedBytes() as [UInt8])?.count ?? 0) + 8
      return used <= bytes
    }
    return (Array(fitting), fitting.count < rows.count)
  }
}
