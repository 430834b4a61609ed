import Updates
import Vocabulary

/// Where an admitted update may travel.
struct Destination: Equatable {
  let reach: Reach
  let audience: NodeID?
}

struct Rules<V: Views> {
  let views: V
  let position: Position

  func check(_ update: VerifiedUpdate, content: Salted?) throws -> Destination {
    throw Refused(.unknownKind, "update")
  }
}

extension Admission {
  func checkEnvelope(_ update: VerifiedUpdate, content: Salted?, at now: Instant) throws(Refused) {
  }
}
