import Admission
import Foundation
import Sealing
import Storage
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

/// Two villages whose regisseurs both signed.
struct Pair {
  let here: Village
  let there: Village
  let lena: Signer
  let mieke: Signer

  init(seed: UInt64 = 1, nearby: Bool = true, quota: Quota = .standard) throws {
    here = try Village("Hier", seed: seed)
    there = try Village("Ginder", seed: seed &+ 1_000, quota: quota)
    lena = try here.regisseur()
    mieke = try there.enrol("Mieke", with: there.firstSecret)
    try Self.federate(here, lena, there, mieke, nearby: nearby)
  }

  static func federate(
    _ here: Village, _ lena: Signer, _ there: Village, _ mieke: Signer, nearby: Bool
  ) throws {
    let terms = WireFederationTerms.with {
      $0.first = Data(here.node.array)
      $0.second = Data(there.node.array)
      $0.nearby = nearby
    }
    let proposal = try here.signed(
      .federationProposed(
        .with {
          $0.terms = terms
          $0.peer = there.card
        }), by: lena)
    guard case .stored = try here.submit([proposal])[0] else { throw Refused(.malformed) }
    let signed = try WireSignedUpdate(serializedBytes: proposal.update.signedBytes)
    try there.accept(
      .federationAccepted(
        .with {
          $0.terms = terms
          $0.peer = here.card
          $0.proposal = signed
        }), by: mieke)
    try here.follow(there)
    try there.follow(here)
  }

  /// Each takes in what is new at the other.
  func gossip() throws {
    try here.follow(there)
    try there.follow(here)
  }

  /// Writes the receipts that are due.
  func confirmErasures() throws {
    for village in [here, there] {
      for erasure in try village.store.unconfirmedErasures() {
        try village.accept(
          .erasureConfirmed(
            .with {
              $0.origin = Data(erasure.origin.array)
              $0.request = Data(erasure.request.array)
            }), by: village.nodeSigner)
      }
    }
  }
}

extension Village {
  var card: WireNodeCard {
    .make(
      key: key, node: node, channelKey: channelKey, name: "Dorp \(node.short)",
      addresses: ["127.0.0.1:1"])
  }
}
