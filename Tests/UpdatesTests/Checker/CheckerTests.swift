import Bookkeeping
import Foundation
import Sealing
import Simulation
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite(
  "The independent checker",
  .enabled(
    if: CheckerProgram.isPresent,
    "needs protoc, and Python with protocol/checker/requirements.txt (GEBUUR_PYTHON or .build/venv)"
  ))
struct CheckerTests {
  private let life: VillageLife
  private let scratch: Scratch

  init() throws {
    life = try VillageLife()
    scratch = try Scratch()
  }

  private func verdict(_ entries: [Entry], announcing: Int? = nil) throws -> CheckerProgram.Verdict
  {
    let data = try CheckerProgram.file(entries, of: life.wechel.node, announcing: announcing)
    return try CheckerProgram.check([scratch.write(data)], ["--complete"])
  }

  @Test("finds an honest log in order, and the same balances as the node")
  func honest() throws {
    let verdict = try verdict(life.wechel.kept)
    try #require(verdict.code == 0, "\(verdict.text)")
    let log = try #require(verdict.logs.first)
    #expect(log["entries"] as? Int == life.wechel.entries.count)
    #expect(log["name"] as? String == "Wechelderzande")
    #expect(log["sum"] as? Int == 0 && log["transfers"] as? Int == 1)
    #expect(log["residents"] as? Int == 3 && log["erased"] as? Int == 1)
    var expected: [String: Int] = [:]
    for signer in [life.lena, life.anna, life.bram] {
      let id = try #require(signer.resident)
      expected[id.short] = Int(life.wechel.views.account(.resident(id))?.balance.count ?? 0)
    }
    #expect(log["balances"] as? [String: Int] == expected)
    #expect(expected.values.sorted() == [-70, 0, 70])
  }

  @Test("follows an agreement through two logs")
  func twoLogs() throws {
    let files = try [life.wechel, life.gierle].map { village in
      try scratch.write(
        CheckerProgram.file(village.kept, of: village.node), as: "\(village.name).log")
    }
    let verdict = try CheckerProgram.check(files, ["--complete"])
    try #require(verdict.code == 0, "\(verdict.text)")
    #expect(verdict.logs.count == 2)
    #expect(verdict.logs.allSatisfy { $0["elsewhere"] as? Int == 0 && $0["sum"] as? Int == 0 })
  }

  @Test("checks what can be checked of a copy without its updates, and says so")
  func partialCopy() throws {
    let copy = life.wechel.kept.enumerated().map { number, entry in
      guard number > 0, entry.header.reach == .neighbourhood else { return entry }
      var bare = entry
      bare.update = nil
      bare.content = nil
      return bare
    }
    let file = try scratch.write(CheckerProgram.file(copy, of: life.wechel.node))
    let lenient = try CheckerProgram.check([file])
    #expect(lenient.code == 0 && lenient.logs.first?["complete"] as? Bool == false)
    let strict = try CheckerProgram.check([file], ["--complete"])
    #expect(strict.code == 1 && strict.reason == "updateMissing")
  }

  @Test("judges every vector as its label says")
  func selfTest() throws {
    let verdict = try CheckerProgram.check([], ["--self-test", Vectors.folder.path])
    #expect(verdict.code == 0 && verdict.text.contains(" 0 wrongly"), "\(verdict.text)")
  }

  @Test("notices two histories of one node")
  func fork() throws {
    var parts = Forger(life.wechel).parts
    parts[parts.count - 1].time = parts[parts.count - 1].time + .seconds(1)
    let second = try Forger(life.wechel).write(parts)
    // Both are rewritten, so that they differ in the last entry only.
    let first = try Forger(life.wechel).write(Forger(life.wechel).parts)
    let files = try [("a.log", first), ("b.log", second)].map {
      try scratch.write(CheckerProgram.file($0.1, of: life.wechel.node), as: $0.0)
    }
    let verdict = try CheckerProgram.check(files)
    #expect(verdict.code == 1 && verdict.reason == "fork", "\(verdict.text)")
    #expect(verdict.sequence == parts.count - 1)
  }

  @Test("files that are no log are refused, not stumbled over")
  func garbage() throws {
    let whole = try CheckerProgram.file(life.wechel.kept, of: life.wechel.node)
    var lengths = Data(repeating: 0xff, count: 20)
    lengths.append(contentsOf: [1, 2, 3])
    let cases: [(String, Data, String)] = [
      ("nothing", Data(), "malformed"), ("text", Data("Goeiedag!".utf8), "truncated"),
      ("endless length", lengths, "truncated"),
      ("half", whole.prefix(whole.count / 2), "truncated"),
      ("one byte more", whole + [0x05], "truncated"),
    ]
    let files = try cases.map { try scratch.write($0.1, as: $0.0) }
    for (verdict, (why, _, reason)) in zip(try CheckerProgram.checkEach(files), cases) {
      #expect(verdict.reason == reason, "\(why): \(verdict.text)")
    }
  }

  @Test("rejects what somebody without the node's key can do")
  func tampered() throws {
    let files = try Tampering.allCases.map { tampering in
      try scratch.write(
        CheckerProgram.file(
          tampering.applied(to: life.wechel.kept), of: life.wechel.node,
          announcing: life.wechel.entries.count),
        as: "\(tampering).log")
    }
    let verdicts = try CheckerProgram.checkEach(files)
    try #require(verdicts.count == Tampering.allCases.count)
    for (tampering, verdict) in zip(Tampering.allCases, verdicts) {
      #expect(verdict.reason == tampering.reason, "\(tampering): \(verdict.text)")
    }
  }

  @Test("rejects what a dishonest node can write with its own key")
  func lies() throws {
    let files = try Lie.allCases.map { lie in
      try scratch.write(
        CheckerProgram.file(lie.told(in: life), of: life.wechel.node), as: "\(lie).log")
    }
    let verdicts = try CheckerProgram.checkEach(files)
    try #require(verdicts.count == Lie.allCases.count)
    for (lie, verdict) in zip(Lie.allCases, verdicts) {
      #expect(verdict.reason == lie.reason, "\(lie): \(verdict.text)")
      // A lie is told at one place: the history before it holds.
      #expect((verdict.sequence ?? 0) > 0, "\(lie): \(verdict.text)")
    }
  }

  @Test("a rewritten history without a lie is accepted: the forger's hand is steady")
  func control() throws {
    let verdict = try verdict(Forger(life.wechel).write(Forger(life.wechel).parts))
    #expect(verdict.code == 0, "\(verdict.text)")
  }
}

/// Changes to a log by somebody who cannot sign for the node.
enum Tampering: String, CaseIterable {
  case headerByte, signatureByte, swapped, dropped, doubled, contentByte, updateByte, saltByte
  case cutOff, contentOfAnother

  var reason: String {
    switch self {
    case .headerByte, .signatureByte: "badNodeSignature"
    case .swapped, .dropped, .doubled: "brokenChain"
    case .contentByte, .updateByte, .saltByte, .contentOfAnother: "commitmentMismatch"
    case .cutOff: "truncated"
    }
  }

  func applied(to log: [Entry]) throws -> [Entry] {
    var log = log
    let place = try #require(log.firstIndex { $0.header.sequence > 4 && $0.content != nil })
    switch self {
    case .headerByte:
      var bytes = log[place].headerBytes
      bytes[bytes.count - 1] ^= 1
      log[place] = try Entry(
        headerBytes: bytes, signature: log[place].signature, update: log[place].update,
        content: log[place].content)
    case .signatureByte:
      var signature = log[place].signature
      signature[10] ^= 1
      log[place] = try Entry(
        headerBytes: log[place].headerBytes, signature: signature, update: log[place].update,
        content: log[place].content)
    case .swapped: log.swapAt(place, place + 1)
    case .dropped: log.remove(at: place)
    case .doubled: log.insert(log[place], at: place)
    case .contentByte: log[place].content = Self.flipped(log[place].content)
    case .updateByte: log[place].update = Self.flipped(log[place].update)
    case .saltByte:
      log[place].content = log[place].content.map {
        Salted(salt: $0.salt.reversed(), bytes: $0.bytes)
      }
    case .cutOff: log.removeLast()
    case .contentOfAnother: log[place].content = log[1].content
    }
    return log
  }

  private static func flipped(_ part: Salted?) -> Salted? {
    part.map { part in
      var bytes = part.bytes
      bytes[bytes.count - 1] ^= 1
      return Salted(salt: part.salt, bytes: bytes)
    }
  }
}

/// Entries that are chained, committed to and signed by the node without a flaw, and still lies.
enum Lie: String, CaseIterable {
  case forgedAuthor, wrongMinutes, otherMinutes, confirmedTwice, confirmedAlone, statedTooMuch
  case letterUsedTwice, letterMadeUp, stranger, borrowedDevice, repeated, clockBack
  case erasedKept, contentWithheld, selfMadeRegisseur, reachWidened, secondFounding, unknownListing
  case controlCharacters, anothersText, nodeSpeaksForResident

  var reason: String {
    switch self {
    case .forgedAuthor, .wrongMinutes: "badAuthorSignature"
    case .otherMinutes: "minutesDiffer"
    case .confirmedTwice: "agreementNotOpen"
    case .confirmedAlone: "ownStatement"
    case .statedTooMuch: "minutesOutOfRange"
    case .letterUsedTwice: "invitationUsed"
    case .letterMadeUp: "invitationUnknown"
    case .stranger: "notEnrolled"
    case .borrowedDevice: "notYourDevice"
    case .repeated: "idReused"
    case .clockBack: "timeWentBack"
    case .erasedKept: "erasedContent"
    case .contentWithheld: "contentMissing"
    case .selfMadeRegisseur: "notRegisseur"
    case .reachWidened: "fieldOutOfRange"
    case .secondFounding: "malformed"
    case .unknownListing: "listingUnknown"
    case .controlCharacters: "badText"
    case .anothersText: "targetNotYours"
    case .nodeSpeaksForResident: "notEnrolled"
    }
  }

  func told(in life: VillageLife) throws -> [Entry] {
    try rewritten(life) ?? added(life)
  }

  /// Lies told by changing an entry.
  private func rewritten(_ life: VillageLife) throws -> [Entry]? {
    let forger = Forger(life.wechel)
    let last = forger.parts.count - 1
    switch self {
    case .wrongMinutes:
      let place = try life.wechel.place { kind in
        if case .minutesStated = kind { true } else { false }
      }
      return try forger.rewritten(at: place) { part in
        part.update = try Forger.edit(part.update) { $0.minutesStated.minutes = 600 }
      }
    case .repeated:
      var parts = forger.parts
      parts.append(parts[last])
      return try forger.write(parts)
    case .clockBack:
      return try forger.rewritten(at: last) { $0.time = Instant(milliseconds: 0) }
    case .erasedKept:
      return try forger.write(
        zip(forger.parts, life.wechel.entries).map { part, entry in
          var kept = part
          kept.content = entry.content
          return kept
        })
    case .contentWithheld:
      return try forger.rewritten(at: 1) { $0.content = nil }
    case .reachWidened:
      return try forger.rewritten(at: 1) { $0.reach = .federation }
    default: return nil
    }
  }

  /// Lies told by taking in what should have been refused.
  private func added(_ life: VillageLife) throws -> [Entry] {
    var wechel = life.wechel
    let thief = try wechel.device()
    let ghost = UpdateID(bytes: Hashing.hash([1], for: .update))
    let said: Submission
    switch self {
    case .forgedAuthor:
      let own = try wechel.sign(.confirmed(life.garden, 40), by: thief)
      let forged = try Forger.edit(own.signedUpdate) { update in
        update.author = Data(life.anna.key.publicKey.array)
        update.resident = Data(life.anna.resident?.array ?? [])
      }
      said = Submission(id: own.id, signedUpdate: forged, content: nil)
    case .otherMinutes: said = try wechel.sign(.confirmed(life.garden, 45), by: life.anna)
    case .confirmedTwice: said = try wechel.sign(.confirmed(life.ride, 70), by: life.bram)
    case .confirmedAlone: said = try wechel.sign(.confirmed(life.garden, 40), by: life.bram)
    case .statedTooMuch: said = try wechel.sign(.stated(life.garden, 10_081), by: life.anna)
    case .letterUsedTwice:
      said = try wechel.sign(
        wechel.enrolment(of: thief, with: life.letterOfBram), by: thief, content: .profile("Dief"))
    case .letterMadeUp:
      let letter = try #require(InvitationSecret([UInt8](repeating: 9, count: 16)))
      said = try wechel.sign(
        wechel.enrolment(of: thief, with: letter), by: thief, content: .profile("Dief"))
    case .stranger: said = try wechel.sign(.confirmed(life.garden, 40), by: thief)
    case .borrowedDevice:
      let borrowed = Signer(
        key: life.bram.key, resident: life.anna.resident, neighbourhood: wechel.node)
      said = try wechel.sign(.confirmed(life.garden, 40), by: borrowed)
    case .selfMadeRegisseur:
      var issued = WireInvitationIssued()
      issued.invitationKey = Data(thief.key.publicKey.array)
      issued.expires = (wechel.now + .days(1)).milliseconds
      issued.role = .regisseur
      said = try wechel.sign(.invitationIssued(issued), by: life.anna)
    case .secondFounding:
      var founding = WireFounding()
      founding.signingKey = Data(wechel.key.publicKey.array)
      founding.channelKey = Data(wechel.channelKey.array)
      founding.area = "9F367Q4C+"
      said = try wechel.sign(.founding(founding), by: wechel.signer)
    case .unknownListing: said = try wechel.sign(wechel.answer(ghost), by: life.anna)
    case .controlCharacters:
      said = try wechel.sign(
        .profileSet(WireProfileSet()), by: life.anna, content: .profile("Anna\u{1b}[2J"))
    case .anothersText: said = try wechel.sign(.erasure([life.ride]), by: life.anna)
    default: said = try wechel.sign(.stated(life.garden, 1), by: wechel.signer)
    }
    let isErasure = self == .anothersText || self == .secondFounding
    return try Forger(wechel).adding([said], reach: isErasure ? .federation : .neighbourhood)
  }
}

extension Village {
  /// Where the first update of a kind stands.
  func place(_ matches: (WireUpdate.OneOf_Kind) -> Bool) throws -> Int {
    try #require(
      entries.firstIndex { entry in
        guard let kind = try? OpenedEntry(entry).update?.kind else { return false }
        return matches(kind)
      })
  }
}
