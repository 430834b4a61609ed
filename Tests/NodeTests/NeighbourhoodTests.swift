import FoundationEssentials
import NodeRuntime
import PeerTransport
import ResidentClient
import Sealing
import SecureChannel
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("A running node")
struct NeighbourhoodTests {
  @Test("minutes agreed over the real channel survive a restart, and the views can be rebuilt")
  func wholePath() async throws {
    var dorp = try await LiveNode("Testdorp")
    let lena = try await dorp.regisseur("Lena")
    let bram = try await dorp.resident("Bram", invitedBy: lena)
    let listing = try await lena.post("Rit naar het dienstencentrum", gift: false)
    var proposal = WireAgreementProposed()
    proposal.listing = Data(listing.array)
    proposal.listingNode = Data(dorp.node.id.array)
    proposal.sealKey = Data(bram.identity.channel.publicKey.array)
    let agreement = try await bram.say(.agreementProposed(proposal))
    var yes = WireAgreementAccepted()
    yes.sealKey = Data(lena.identity.channel.publicKey.array)
    yes.agreement = Data(agreement.array)
    try await lena.say(.agreementAccepted(yes))
    for person in [bram, lena] {
      var stated = WireMinutesStated()
      stated.agreement = Data(agreement.array)
      stated.minutes = 75
      try await person.say(.minutesStated(stated))
    }
    #expect(try await bram.balance() == 75)
    #expect(try await lena.balance() == -75)
    dorp = try await dorp.restarted()
    let again = try await LivePerson(at: dorp.node, as: bram.identity)
    #expect(try await again.balance() == 75)
    #expect(try await again.agreements().map(\.state) == [.settled])
    try await dorp.end()
  }

  @Test("the same update sent twice, also over another connection, is stored once")
  func twice() async throws {
    let dorp = try await LiveNode("Testdorp")
    let lena = try await dorp.regisseur("Lena")
    var content = WireContent()
    content.profile.name = "Lena V."
    let submission = try lena.sign(.profileSet(WireProfileSet()), content: content)
    let first = try await lena.session.submit(submission)
    let elsewhere = try await LivePerson(at: dorp.node, as: lena.identity)
    let second = try await elsewhere.session.submit(submission)
    #expect(!first.repeated && second.repeated)
    #expect(first.entry == second.entry && first.sequence == second.sequence)
    try await dorp.end()
  }

  @Test("32 residents posting at once are all answered, and the log holds every post once")
  func concurrently() async throws {
    let dorp = try await LiveNode("Testdorp")
    let lena = try await dorp.regisseur("Lena")
    var people: [LivePerson] = []
    for number in 0..<32 {
      people.append(try await dorp.resident("Buur \(number)", invitedBy: lena))
    }
    let before = try #require(try dorp.node.store.head(of: dorp.node.id)).sequence
    let stored = try await withThrowingTaskGroup(of: [UpdateID].self) { group in
      for person in people {
        group.addTask {
          var ids: [UpdateID] = []
          for number in 0..<10 { ids.append(try await person.post("Vraag \(number)")) }
          return ids
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(Set(stored).count == 320)
    for id in stored { #expect(try dorp.node.store.stored(id) != nil) }
    let after = try #require(try dorp.node.store.head(of: dorp.node.id)).sequence
    #expect(after - before == 320)
    try await dorp.end()
  }

  @Test("strangers see nothing, and junk in a session ends that message only")
  func junk() async throws {
    let dorp = try await LiveNode("Testdorp")
    let lena = try await dorp.regisseur("Lena")
    let stranger = try await LivePerson(at: dorp.node)
    await #expect(throws: Refused(.notEnrolled)) { try await stranger.board() }
    let connection = try await ChannelDialer.dial(
      host: "127.0.0.1", port: dorp.node.port, remote: try dorp.node.card.verified().channelKey,
      as: ChannelIdentity(keys: lena.identity.channel, hello: lena.identity.hello))
    var generator = SeededGenerator(seed: 7)
    for length in [0, 1, 2, 40, 5_000, Limits.messageBytes] {
      try await connection.send(generator.bytes(length))
      let bytes = try await connection.next()
      let answer = try WireServerMessage(serializedBytes: try #require(bytes))
      if case .refused(let refused) = answer.kind {
        #expect(refused.code >= 100)
      } else {
        Issue.record("junk of \(length) bytes was answered with \(answer)")
      }
    }
    #expect(try await lena.board().isEmpty)
    await connection.close()
    try await dorp.end()
  }

  @Test("long texts of a few people do not make the noticeboard unreadable for the others")
  func longTexts() async throws {
    let dorp = try await LiveNode("Testdorp")
    let lena = try await dorp.regisseur("Lena")
    var people: [LivePerson] = []
    for number in 0..<6 {
      people.append(try await dorp.resident("Buur \(number)", invitedBy: lena))
    }
    let long = String(repeating: "lang ", count: Limits.textBytes / 5)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for person in people {
        group.addTask { for _ in 0..<Limits.openListings { _ = try await person.post(long) } }
      }
      try await group.waitForAll()
    }
    var ask = WireAskBoard()
    ask.limit = UInt32(Limits.rows)
    guard case .board(let board) = try await lena.ask(.board(ask)) else {
      Issue.record("no board")
      return
    }
    #expect(board.more && board.listings.count > 300)
    try await dorp.end()
  }

  @Test("a second node on the same database is refused")
  func secondInstance() async throws {
    let dorp = try await LiveNode("Testdorp")
    await #expect(throws: StorageFault.self) { _ = try await Node.start(in: dorp.directory) }
    try await dorp.end()
  }
}
