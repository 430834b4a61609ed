import Bookkeeping
import Testing
import Vocabulary

@Suite("Account names")
struct AccountIDTests {
  private let id = Bytes32(Array(0..<32)) ?? .zero

  @Test("the storage form is read back")
  func roundTrip() {
    let accounts: [AccountID] = [
      .resident(ResidentID(bytes: id)), .pot("solidariteit"), .pot(""),
      .clearing(NodeID(bytes: id)),
    ]
    for account in accounts { #expect(AccountID(key: account.key) == account) }
    #expect(accounts.map(\.key.first) == [1, 2, 2, 3])
  }

  @Test("what is no storage form is refused", arguments: [[], [0], [1], [1, 2, 3], [3], [4, 4]])
  func refused(_ key: [UInt8]) {
    #expect(AccountID(key: key) == nil)
  }

  @Test("residents sort before pots, pots before clearing accounts")
  func order() {
    let sorted: [AccountID] = [
      .clearing(NodeID(bytes: .zero)), .pot("b"), .pot("a"), .resident(ResidentID(bytes: id)),
    ].sorted()
    #expect(
      sorted == [
        .resident(ResidentID(bytes: id)), .pot("a"), .pot("b"), .clearing(NodeID(bytes: .zero)),
      ])
  }
}
