/// How to leave, and to take one's hours along; nothing is done yet.
public struct LeavingScreen: Screen {
  let balance: Int64

  /// In minutes.
  public init(balance: Int64) { self.balance = balance }

  public func text(on page: Page) -> String {
    page.sections([
      page.paragraph(page.say(.aboutLeaving)), page.say(.balanceNow(page.signed(balance))),
    ])
  }

  public var json: JSON { .of(["left": .bool(false), "balance": .number(balance)]) }
}
