import Admission
import Foundation
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("Parting and meeting again")
struct PartingTests {
  @Test("a former peer's listings leave the board for good, and the views can be rebuilt")
  func afresh() throws {
    let pair = try Pair()
    let (here, there) = (pair.here, pair.there)
    func texts() throws -> [String] {
      try there.store.board(BoardQuery(), at: there.now).map(\.text)
    }
    try here.accept(here.listing(reach: .nearby), by: pair.lena, content: here.text("Vroeger"))
    try pair.gossip()
    #expect(try texts() == ["Vroeger"])
    try here.accept(
      .federationEnded(.with { $0.peer = Data(there.node.array) }), by: pair.lena)
    try here.accept(here.listing(reach: .nearby), by: pair.lena, content: here.text("Tussenin"))
    try pair.gossip()
    #expect(try texts().isEmpty)
    #expect(try there.store.peers().map(\.peer.state) == [.ended])
    try Pair.federate(here, pair.lena, there, pair.mieke, nearby: true)
    try here.accept(here.listing(reach: .nearby), by: pair.lena, content: here.text("Nieuw"))
    try pair.gossip()
    #expect(try texts() == ["Nieuw"])
    for village in [here, there] {
      let peer = try #require(try village.store.peers().first?.peer)
      #expect(peer.state == .active && peer.wasInterrupted)
      let verification = try village.store.verify()
      #expect(verification.passed, "\(verification)")
    }
  }
}
