/// Finds frames in a stream: two bytes of length, most significant first, and that many bytes.
/// `protocol/04-channel.md` §3.
///
/// It keeps at most one unfinished frame, and no more of it than has arrived.
public struct FrameDecoder: Sendable {
  /// Bytes before each frame.
  public static let prefixBytes = 2
  /// Longest frame, prefix excluded.
  public static let longest = 65_535

  /// A whole frame, prefix excluded.
  public enum Frame {
    /// Lies within the bytes that were passed in.
    case lent(UnsafeRawBufferPointer)
    /// Arrived in pieces, and still has its prefix.
    case kept([UInt8])

    /// Lends the frame's bytes.
    public func withUnsafeBytes<R, E: Error>(
      _ body: (UnsafeRawBufferPointer) throws(E) -> R
    ) throws(E) -> R {
      switch self {
      case .lent(let bytes): try body(bytes)
      case .kept(let bytes):
        try bytes.withUnsafeBufferPointer { (whole) throws(E) in
          try body(
            UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: whole.dropFirst(prefixBytes))))
        }
      }
    }
  }

  /// Longest frame taken now; lower while strangers shake hands.
  public var limit: Int
  private var pending: [UInt8] = []

  /// Takes the longest frame it shall accept.
  public init(limit: Int = FrameDecoder.longest) { self.limit = limit }

  /// True between frames: nothing is lost when the stream ends here.
  public var isIdle: Bool { pending.isEmpty }

  /// The next whole frame; what it used is removed from the front of `input`. Nil when more bytes
  /// are needed, and then `input` is empty.
  public mutating func next(
    from input: inout UnsafeRawBufferPointer
  ) throws(ChannelFault) -> Frame? {
    if pending.isEmpty, let length = try length(in: input),
      input.count >= Self.prefixBytes + length
    {
      let end = Self.prefixBytes + length
      let frame = UnsafeRawBufferPointer(rebasing: input[Self.prefixBytes..<end])
      input = UnsafeRawBufferPointer(rebasing: input.dropFirst(end))
      return .lent(frame)
    }
    take(upTo: Self.prefixBytes, from: &input)
    guard let length = try lengthPending() else { return nil }
    take(upTo: Self.prefixBytes + length, from: &input)
    guard pending.count == Self.prefixBytes + length else { return nil }
    defer { pending = [] }
    return .kept(pending)
  }

  private func length(in bytes: UnsafeRawBufferPointer) throws(ChannelFault) -> Int? {
    guard bytes.count >= Self.prefixBytes else { return nil }
    return try checked(bytes[0], bytes[1])
  }

  private func lengthPending() throws(ChannelFault) -> Int? {
    guard pending.count >= Self.prefixBytes else { return nil }
    return try checked(pending[0], pending[1])
  }

  private func checked(_ high: UInt8, _ low: UInt8) throws(ChannelFault) -> Int {
    let length = Int(high) << 8 | Int(low)
    guard length <= limit else { throw .malformed }
    return length
  }

  private mutating func take(upTo count: Int, from input: inout UnsafeRawBufferPointer) {
    let taken = min(max(count - pending.count, 0), input.count)
    pending.append(contentsOf: UnsafeRawBufferPointer(rebasing: input.prefix(taken)))
    input = UnsafeRawBufferPointer(rebasing: input.dropFirst(taken))
  }
}
