import Vocabulary

/// What happened, as one number that two runs of a seed must share, and as text when asked.
public struct Trace {
  /// FNV-1a over every line so far.
  public private(set) var digest: UInt64 = 0xcbf2_9ce4_8422_2325
  private let print: ((String) -> Void)?

  /// Gives each line to `print` as well.
  public init(print: ((String) -> Void)?) { self.print = print }

  mutating func note(_ now: Instant, _ line: @autoclosure () -> String) {
    let line = "\(now.milliseconds) \(line())"
    for byte in line.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
    print?(line)
  }
}
