import Gossip
import Testing
import Updates
import Vocabulary

struct DisclosureTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let reach: Reach
    /// Index of the audience among owner 0, us 1, reader 2, third 3.
    var audience: Int? = nil
    /// nil: owner and reader are not federated.
    var nearby: Bool? = nil
    /// Reader and third are federated.
    var readerKnowsThird = false
    let right: Disclosure.Right
    var testDescription: String {
      "\(reach) to \(audience.map(String.init) ?? "-"), nearby \(String(describing: nearby)), "
        + "reader knows third: \(readerKnowsThird) → \(right)"
    }
  }

  static let cases: [Case] = [
    Case(reach: .neighbourhood, nearby: true, right: .none),
    Case(reach: .nearby, nearby: true, right: .reader),
    Case(reach: .nearby, nearby: false, right: .none),
    Case(reach: .nearby, nearby: nil, right: .none),
    Case(reach: .federation, nearby: false, right: .reader),
    Case(reach: .federation, nearby: nil, right: .none),
    Case(reach: .addressed, audience: 2, nearby: false, right: .reader),
    Case(reach: .addressed, audience: 2, nearby: nil, right: .none),
    Case(reach: .addressed, audience: 3, nearby: true, right: .none),
    Case(reach: .addressed, audience: 3, nearby: true, readerKnowsThird: true, right: .keeper),
    Case(reach: .addressed, audience: 3, nearby: nil, readerKnowsThird: true, right: .none),
    Case(reach: .addressed, audience: 1, nearby: false, right: .keeper),
  ]

  @Test("who may have a body follows from reach and federations alone", arguments: cases)
  func table(_ row: Case) throws {
    var owner = Writer(1)
    let nodes = [owner.node] + (2...4).map { Writer($0).node }
    var bonds: [FederationMap.Bond] = []
    if let nearby = row.nearby {
      bonds.append(FederationMap.Bond(nodes[0], nodes[2], nearby: nearby))
    }
    if row.readerKnowsThird {
      bonds.append(FederationMap.Bond(nodes[2], nodes[3], nearby: false))
    }
    try owner.write(row.reach, to: row.audience.map { nodes[$0] })
    let entry = try #require(owner.log.first)
    // As a relay sees it, federated with everybody.
    let relay = FederationMap.active(
      nodes[1], [nodes[0], nodes[2], nodes[3]], bonds: bonds)
    #expect(Disclosure.right(of: nodes[2], to: entry.header, in: relay) == row.right)
    let visible = Disclosure.visible(entry, to: nodes[2], in: relay)
    #expect(visible?.update == (row.right == .none ? nil : entry.update))
    #expect(visible?.headerBytes == entry.headerBytes)
  }

  @Test("a relay stops before a body the reader has a right to and it does not hold")
  func stop() throws {
    var owner = Writer(1)
    for reach in [Reach.federation, .neighbourhood, .nearby, .federation] { try owner.write(reach) }
    var held = owner.log
    held[2].update = nil
    let (relay, reader) = (Writer(2).node, Writer(3).node)
    let near = FederationMap.active(
      relay, [owner.node, reader],
      bonds: [FederationMap.Bond(owner.node, reader, nearby: true)])
    #expect(Disclosure.selection(held, to: reader, in: near).count == 2)
    let far = FederationMap.active(
      relay, [owner.node, reader],
      bonds: [FederationMap.Bond(owner.node, reader, nearby: false)])
    #expect(Disclosure.selection(held, to: reader, in: far).count == 4)
  }

  @Test("a message never holds more than a batch or a megabyte")
  func size() throws {
    var owner = Writer(1)
    try owner.write(1)
    let big = try #require(owner.log.first)
    var fat = big
    fat.content = Salted(
      salt: [UInt8](repeating: 1, count: 16), bytes: [UInt8](repeating: 7, count: 4_000))
    let map = FederationMap.active(owner.node, [Writer(2).node])
    let reader = Writer(2).node
    let many = Array(repeating: big, count: Limits.batchEntries + 5)
    #expect(Disclosure.selection(many, to: reader, in: map).count == Limits.batchEntries)
    let heavy = Disclosure.selection(
      Array(repeating: fat, count: Limits.batchEntries), to: reader, in: map)
    let bytes = PeerWire.encode(.entries(node: owner.node, from: 0, heavy)).count
    #expect(heavy.count > 200)
    #expect(bytes <= Limits.messageBytes)
  }

  @Test("while our proposal waits we may already read the other's log, not relay it")
  func proposed() throws {
    var owner = Writer(1)
    let (us, third) = (Writer(2).node, Writer(3).node)
    let map = FederationMap(
      node: us,
      peers: [
        owner.node: FederationMap.Neighbour(standing: .proposed, nearby: true),
        third: FederationMap.Neighbour(standing: .active, nearby: true),
      ], bonds: [FederationMap.Bond(owner.node, third, nearby: true)])
    try owner.write(.nearby)
    try owner.write(.addressed, to: us)
    try owner.write(.addressed, to: third)
    let rights = owner.log.map { Disclosure.right(of: us, to: $0.header, in: map) }
    #expect(rights == [.reader, .reader, .none])
    #expect(!map.serves(us, to: owner.node))
  }
}
