import NIOCore
import SecureChannel
import Vocabulary

/// Puts a `ChannelSession` on a socket. Lives on the event loop; one per connection.
final class SessionHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer
  typealias Outcome = Result<PeerConnection, ChannelFault>

  private static let sliceBytes = 64 << 10

  private var session: ChannelSession
  private let caps: ConnectionCaps
  private let deadline: NIODeadline
  private let inbox = Inbox()
  private let outbox: Outbox
  private var onHandshake: ((Outcome) -> Void)?
  private let onEnd: (ChannelFault?) -> Void

  private var context: ChannelHandlerContext?
  private var handshakeTimer: Scheduled<Void>?
  private var silence: TimeAmount?
  private var silenceTimer: Scheduled<Void>?
  private var stallTimer: Scheduled<Void>?
  private var lastHeard = NIODeadline.now()
  private var lastTaken = NIODeadline.now()
  private var hasEnded = false
  private var holdsRead = false

  /// `onHandshake` and `onEnd` are called on the event loop, once each.
  init(
    session: consuming ChannelSession, caps: ConnectionCaps, deadline: NIODeadline,
    onHandshake: @escaping (Outcome) -> Void, onEnd: @escaping (ChannelFault?) -> Void
  ) {
    self.session = session
    self.caps = caps
    self.deadline = deadline
    self.onHandshake = onHandshake
    self.onEnd = onEnd
    outbox = Outbox(limit: caps.outboundBytes)
  }

  // MARK: Life

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    handshakeTimer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
      self.end(.timedOut)
    }
    if context.channel.isActive { begin() }
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    end(.closed)
    self.context = nil
  }

  func channelActive(context: ChannelHandlerContext) {
    begin()
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    end(session.isBetweenMessages ? nil : .hungUp)
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { end(.hungUp) }

  private func begin() {
    do throws(ChannelFault) {
      write(try session.begin())
    } catch {
      end(error)
    }
  }

  /// Ends the connection: what was written before still goes out, nothing more comes in.
  private func end(_ fault: ChannelFault?) {
    guard !hasEnded else { return }
    hasEnded = true
    for timer in [handshakeTimer, silenceTimer, stallTimer] { timer?.cancel() }
    outbox.finish(fault ?? .closed)
    inbox.finish(fault)
    report(.failure(fault ?? .hungUp))
    onEnd(fault)
    context?.close(promise: nil)
  }

  // MARK: In

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    guard !hasEnded else { return }
    for event in buffer.withUnsafeReadableBytes({ session.receive($0) }) {
      switch event {
      case .send(let bytes): write(bytes)
      case .established(let peer): announce(peer, context)
      case .message(let message):
        lastHeard = .now()
        inbox.put(message)
      case .failed(let fault): end(fault)
      }
    }
  }

  func read(context: ChannelHandlerContext) {
    holdsRead = inbox.isHolding
    if !holdsRead { context.read() }
  }

  /// The consumer caught up.
  func resumeReading() {
    guard holdsRead else { return }
    holdsRead = false
    context?.read()
  }

  private func announce(_ peer: ChannelPeer, _ context: ChannelHandlerContext) {
    handshakeTimer?.cancel()
    lastHeard = .now()
    let link = ConnectionLink(
      loop: context.eventLoop, closed: context.channel.closeFuture,
      handler: NIOLoopBound(self, eventLoop: context.eventLoop))
    report(
      .success(
        PeerConnection(
          peer: peer, remoteAddress: context.channel.remoteAddress.map(describe) ?? "",
          inbox: inbox, outbox: outbox, link: link)))
  }

  // Once, and then the listener is let go: it may hold the connection, which must not hold itself.
  private func report(_ outcome: Outcome) {
    onHandshake?(outcome)
    onHandshake = nil
  }

  // MARK: Out

  private func write(_ bytes: [UInt8]) {
    guard let context, !bytes.isEmpty else { return }
    context.writeAndFlush(
      wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
  }

  /// Seals and writes everything posted.
  func drain() {
    let messages = outbox.takeAll()
    guard let context, !hasEnded, !messages.isEmpty else { return }
    do throws(ChannelFault) {
      let size = messages.reduce(0) { $0 + ChannelSession.sealedBytes($1.count) }
      var buffer = context.channel.allocator.buffer(capacity: size)
      for message in messages { try seal(message, into: &buffer) }
      watchStall()
      // In slices, because only whole writes are reported and a slow line shall show its progress.
      while buffer.readableBytes > 0 {
        let bytes = min(buffer.readableBytes, Self.sliceBytes)
        guard let slice = buffer.readSlice(length: bytes) else { break }
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenSuccess { self.wrote(bytes) }
        context.write(wrapOutboundOut(slice), promise: written)
      }
      context.flush()
    } catch {
      end(error)
    }
  }

  private func wrote(_ bytes: Int) {
    lastTaken = .now()
    outbox.wrote(bytes)
  }

  private func seal(_ message: [UInt8], into buffer: inout ByteBuffer) throws(ChannelFault) {
    let size = ChannelSession.sealedBytes(message.count)
    var outcome: Result<Void, ChannelFault> = .success(())
    buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: size) { room in
      message.withUnsafeBytes { plain in
        do throws(ChannelFault) {
          try session.seal(plain, into: room)
          return size
        } catch {
          outcome = .failure(error)
          return 0
        }
      }
    }
    try outcome.get()
  }

  /// Sends what is posted, then ends.
  func closeGently() {
    drain()
    guard !hasEnded, let context else { return }
    // An empty write completes when all writes before it have.
    let written = context.eventLoop.makePromise(of: Void.self)
    written.futureResult.assumeIsolated().whenComplete { _ in self.end(.closed) }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
  }

  /// Ends at once.
  func drop(_ fault: ChannelFault) { end(fault) }

  // MARK: Patience

  /// Ends when no message arrives for `interval`.
  func limitSilence(to interval: Interval?) {
    silenceTimer?.cancel()
    silence = interval.map { .milliseconds($0.milliseconds) }
    watchSilence()
  }

  private func watchSilence() {
    guard let silence, let context, !hasEnded else { return }
    let due = lastHeard + silence
    silenceTimer = context.eventLoop.assumeIsolated().scheduleTask(deadline: due) {
      if NIODeadline.now() >= self.lastHeard + silence {
        self.end(.idle)
      } else {
        self.watchSilence()
      }
    }
  }

  private func watchStall() {
    guard stallTimer == nil, let context else { return }
    let stall = TimeAmount.milliseconds(caps.stall.milliseconds)
    let started = NIODeadline.now()
    stallTimer = context.eventLoop.assumeIsolated().scheduleTask(in: stall) {
      self.stallTimer = nil
      guard self.outbox.unsent > 0 else { return }
      if self.lastTaken < started { self.end(.slowReader) } else { self.watchStall() }
    }
  }
}

private func describe(_ address: SocketAddress) -> String {
  let port = address.port.map { ":\($0)" } ?? ""
  guard let ip = address.ipAddress else { return "" }
  return ip.contains(":") ? "[\(ip)]\(port)" : ip + port
}
