import Admission
import Bookkeeping
import FoundationEssentials
import Storage
import SwiftProtobuf
import Updates
import Vocabulary
import WireFormat

/// Answers one device's questions and takes its updates. `protocol/07-resident-session.md`.
///
/// It refuses to know sockets: bytes of one message in, bytes of one answer out.
struct ResidentSession: Sendable {
  let services: NodeServices
  let device: SigningKey

  /// The answer to one message. A message that cannot be read is answered too, so that one bad
  /// message ends that message and nothing else.
  func answer(_ bytes: [UInt8]) async -> [UInt8] {
    var answer = WireServerMessage()
    if let message = try? WireClientMessage(serializedBytes: bytes) {
      answer.id = message.id
      do {
        answer.kind = try await kind(of: message)
      } catch let refused as Refused {
        answer.refused = refused.wire
      } catch {
        answer.refused = Refused(.nodeFault).wire
      }
    } else {
      answer.refused = Refused(.notUnderstood).wire
    }
    guard let encoded: [UInt8] = try? answer.serializedBytes() else { return [] }
    if encoded.count <= Limits.messageBytes { return encoded }
    answer.refused = Refused(.answerTooLarge).wire
    return (try? answer.serializedBytes()) ?? []
  }

  private func kind(
    of message: WireClientMessage
  ) async throws -> WireServerMessage.OneOf_Kind {
    if case .submit(let submit) = message.kind { return .stored(try await store(submit)) }
    if case .inbox(let ask) = message.kind, ask.seen > 0 { try await see(upTo: ask.seen) }
    // Questions read the disk: elsewhere than on the thread that serves the sockets.
    return try await withTaskExecutorPreference(globalConcurrentExecutor) {
      try reply(to: message)
    }
  }

  private func reply(to message: WireClientMessage) throws -> WireServerMessage.OneOf_Kind {
    switch message.kind {
    case .neighbourhood: return .neighbourhood(try neighbourhood())
    case nil: throw Refused(.notUnderstood)
    default: break
    }
    // Everything else is for residents: the noticeboard is not public.
    let resident = try services.store.read { views in
      try views.device(device).flatMap { try views.resident($0.resident) }
    }
    guard let resident, !resident.left || message.kind?.isAboutOneself == true else {
      throw Refused(.notEnrolled)
    }
    return try ResidentQuestions(services: services, resident: resident.id).answer(message)
  }

  /// Who is not of this neighbourhood has seen nothing here: the question itself refuses them.
  private func see(upTo found: Int64) async throws {
    guard let resident = try services.store.read({ try $0.device(device)?.resident }) else {
      return
    }
    try await services.writer.run { [store = services.store] () throws(StorageFault) in
      try store.see(upTo: Instant(milliseconds: found), by: resident)
    }
  }

  private func store(_ submit: WireSubmit) async throws -> WireStored {
    let submission = try Submission(submit)
    let update = try UnverifiedUpdate(decoding: submission.signedUpdate).verified()
    // The node's own kinds are never submitted over a channel.
    guard update.resident != nil else { throw Refused(.notTheNode) }
    let result = try await services.writer.submit(
      Submitted(update, content: submission.content))
    switch result {
    case .stored(let stored): return WireStored(stored, repeated: false)
    case .repeated(let stored): return WireStored(stored, repeated: true)
    case .refused(let refused): throw refused
    }
  }

  private func neighbourhood() throws -> WireNeighbourhood {
    var answer = WireNeighbourhood()
    answer.card = services.card
    answer.area = services.neighbourhood.area.code
    answer.head = try services.store.head(of: services.node)?.sequence ?? 0
    answer.time = services.clock.now().milliseconds
    let resident = try services.store.read { views in
      try views.device(device).flatMap { try views.resident($0.resident) }
    }
    if let resident, !resident.left {
      answer.enrolled = true
      answer.role = WireRole(rawValue: resident.role.rawValue) ?? .unspecified
    }
    return answer
  }
}

extension WireClientMessage.OneOf_Kind {
  /// What who left may still ask: what is kept of them, and whether it was erased.
  fileprivate var isAboutOneself: Bool {
    switch self {
    case .account, .signedStatement, .export, .erasures: true
    default: false
    }
  }
}

extension Refused {
  var wire: WireRefused {
    var wire = WireRefused()
    wire.code = UInt32(reason.rawValue)
    wire.subject = subject
    return wire
  }
}

extension WireStored {
  init(_ stored: StoredUpdate, repeated: Bool) {
    self.init()
    update = Data(stored.id.array)
    entry = Data(stored.entry.array)
    sequence = stored.position.sequence
    self.repeated = repeated
  }
}
