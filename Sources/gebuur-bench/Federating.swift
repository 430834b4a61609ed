import NodeRuntime
import Vocabulary
import Foundation
import SwiftProtobuf
import Updates
import WireFormat

extension Pen {
  /// "Shall our neighbourhoods see each other's noticeboards?"
  func proposal(from first: Village, to second: Village) throws -> Submission {
    var proposed = WireFederationProposed()
    proposed.terms = terms(first, second)
    proposed.peer = second.card
    return try write(.federationProposed(proposed))
  }

  /// "Yes."
  func acceptance(
    of proposal: Submission, from first: Village, by second: Village
  ) throws -> Submission {
    var accepted = WireFederationAccepted()
    accepted.terms = terms(first, second)
    accepted.proposal = try WireSignedUpdate(serializedBytes: proposal.signedUpdate)
    accepted.peer = first.card
    return try write(.federationAccepted(accepted))
  }

  private func terms(_ first: Village, _ second: Village) -> WireFederationTerms {
    var terms = WireFederationTerms()
    terms.first = Data(first.keys.node.array)
    terms.second = Data(second.keys.node.array)
    terms.nearby = true
    return terms
  }
}
