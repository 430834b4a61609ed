import Admission
import Exchange
import FoundationEssentials
import Sealing
import Simulation
import SwiftProtobuf
import Testing
import Updates
import Vocabulary
import WireFormat

@Suite("What a listing says for matching, and who vouches")
struct TermsTests {
  struct Scene {
    var dorp: TestNeighbourhood
    let lena: Signer
    let anna: Signer

    init() throws {
      dorp = try TestNeighbourhood()
      lena = try dorp.regisseur()
      anna = try dorp.resident("Anna", invitedBy: lena)
    }

    mutating func post(
      _ side: WireListingSide = .request, reach: WireReach = .neighbourhood, by: Signer? = nil,
      _ change: (inout WireListingPosted) -> Void
    ) throws -> Admission.Outcome {
      var facts = dorp.listing(side, reach: reach)
      change(&facts)
      return try dorp.submit(.listingPosted(facts), by: by ?? anna, content: dorp.text("Rit"))
    }

    mutating func attest(
      _ kind: WireAttestation = .drivingLicence, of: Signer, by: Signer, expires: Int64
    ) throws -> Refusal? {
      let resident = try #require(of.resident)
      return refusal(
        try dorp.submit(
          .attestationGiven(
            .with {
              $0.resident = Data(resident.array)
              $0.attestation = kind
              $0.expires = expires
            }), by: by))
    }

    mutating func prefer(_ change: (inout WirePreferencesContent) -> Void) throws -> Refused? {
      var said = WirePreferencesContent()
      change(&said)
      let outcome = try dorp.submit(
        .preferencesSet(WirePreferencesSet()), by: anna, content: .with { $0.preferences = said })
      if case .refused(let refused) = outcome { return refused }
      return nil
    }
  }

  private static func window(_ days: UInt32, _ from: UInt32, _ to: UInt32) -> WireWeeklyWindow {
    .with { ($0.days, $0.from, $0.to) = (days, from, to) }
  }

  private static func own(_ means: WireMeans, _ most: UInt32) -> WireOwnTravel {
    .with { ($0.means, $0.most) = (means, most) }
  }

  @Test("terms are read back as they were said")
  func roundTrip() throws {
    var scene = try Scene()
    var terms = ListingTerms()
    terms.weekly = [
      WeeklyWindow(days: 31, from: 540, to: 720), WeeklyWindow(days: 96, from: 600, to: 1_440),
    ]
    .compactMap { $0 }
    terms.isRemote = true
    terms.travel = OwnTravel(.eBike, most: 25)
    terms.languages = ["fr", "nl"].compactMap { SpokenLanguage($0) }
    terms.attestations = [.drivingLicence, .firstAid]
    terms.widening = .federation
    guard case .admitted(let opened, _) = try scene.post(reach: .nearby, { $0.say(terms) }) else {
      Issue.record("refused")
      return
    }
    let id = try #require(opened.update?.id)
    #expect(scene.dorp.views.listing(id)?.terms == terms)
  }

  @Test(
    "a list that is not sorted, or says a thing twice or what is not allowed, is refused by name")
  func refused() throws {
    var scene = try Scene()
    let wrong: [(String, (inout WireListingPosted) -> Void)] = [
      ("weekly", { $0.weekly = [Self.window(0, 1, 2)] }),
      ("weekly", { $0.weekly = [Self.window(128, 1, 2)] }),
      ("weekly", { $0.weekly = [Self.window(1, 5, 5)] }),
      ("weekly", { $0.weekly = [Self.window(1, 5, 1_441)] }),
      ("weekly", { $0.weekly = [Self.window(1, 6, 7), Self.window(1, 5, 7)] }),
      ("weekly", { $0.weekly = [Self.window(1, 5, 7), Self.window(1, 5, 7)] }),
      ("weekly", { $0.weekly = (1...15).map { Self.window($0, 1, 2) } }),
      ("travel", { $0.travel = Self.own(.unspecified, 10) }),
      ("travel", { $0.travel = Self.own(.car, 0) }),
      ("travel", { $0.travel = Self.own(.car, 61) }),
      ("travel", { $0.travel = Self.own(.UNRECOGNIZED(9), 9) }),
      ("languages", { $0.languages = ["NL"] }), ("languages", { $0.languages = ["nl", "fr"] }),
      ("languages", { $0.languages = ["nl", "nl"] }), ("languages", { $0.languages = ["dut"] }),
      ("languages", { $0.languages = ["de", "en", "es", "fr", "it", "nl", "pl"] }),
      ("attestations", { $0.attestations = [.unspecified] }),
      ("attestations", { $0.attestations = [.firstAid, .drivingLicence] }),
      ("attestations", { $0.attestations = [.firstAid, .firstAid] }),
      ("widening", { $0.widening = .UNRECOGNIZED(4) }),
      ("widening", { $0.widening = .federation }),
      ("widening", { ($0.side, $0.widening) = (.offer, .quarter) }),
    ]
    for (field, change) in wrong {
      guard case .refused(let refused) = try scene.post(.request, change) else {
        Issue.record("\(field) was taken")
        continue
      }
      #expect(refused == Refused(.fieldOutOfRange, field))
    }
  }

  @Test("an offer shows only what a regisseur vouches for at that moment; a request may want any")
  func vouched() throws {
    var scene = try Scene()
    let wants: (inout WireListingPosted) -> Void = { $0.attestations = [.drivingLicence] }
    #expect(refusal(try scene.post(.offer, wants)) == .attestationMissing)
    #expect(refusal(try scene.post(.request, wants)) == nil)
    let soon = (scene.dorp.now + .days(2)).milliseconds
    #expect(try scene.attest(of: scene.anna, by: scene.lena, expires: soon) == nil)
    #expect(refusal(try scene.post(.offer, wants)) == nil)
    #expect(
      refusal(try scene.post(.offer) { $0.attestations = [.firstAid] }) == .attestationMissing)
    var later = scene
    later.dorp.now = later.dorp.now + .days(2)
    #expect(refusal(try later.post(.offer, wants)) == .attestationMissing)
    #expect(try scene.attest(of: scene.anna, by: scene.lena, expires: 0) == nil)
    #expect(refusal(try scene.post(.offer, wants)) == .attestationMissing)
  }

  @Test("only a regisseur vouches, about another resident who is here, for three years at most")
  func vouching() throws {
    var scene = try Scene()
    let (lena, anna, now) = (scene.lena, scene.anna, scene.dorp.now)
    let soon = (now + .days(9)).milliseconds
    #expect(try scene.attest(of: lena, by: anna, expires: soon) == .notRegisseur)
    #expect(try scene.attest(of: lena, by: lena, expires: soon) == .partyCannotDecide)
    let other = try TestNeighbourhood("Elders", seed: 9)
    #expect(
      try scene.attest(of: other.nodeSigner.asResident, by: lena, expires: soon)
        == .recipientUnknown)
    #expect(try scene.attest(.unspecified, of: anna, by: lena, expires: soon) == .fieldOutOfRange)
    let longest = now + Limits.attestationLife
    for expires in [now.milliseconds, longest.milliseconds + 1, -1] {
      #expect(try scene.attest(of: anna, by: lena, expires: expires) == .expiryOutOfRange)
    }
    #expect(try scene.attest(of: anna, by: lena, expires: longest.milliseconds) == nil)
    let held = scene.dorp.views.attestation(.drivingLicence, of: try #require(anna.resident))
    #expect(held?.expires == longest && held?.by == lena.resident)
    try scene.dorp.accept(.residentLeft(WireResidentLeft()), by: anna)
    #expect(try scene.attest(of: anna, by: lena, expires: soon) == .recipientUnknown)
  }

  @Test("preferences are taken when each list is sorted and in range, and refused by name if not")
  func preferences() throws {
    var scene = try Scene()
    let lena = try Data(#require(scene.lena.resident).array)
    let anna = try Data(#require(scene.anna.resident).array)
    let fine: (inout WirePreferencesContent) -> Void = {
      $0.travel = Self.own(.car, 20)
      $0.weeklyMost = 180
      $0.avoidsOwnArea = true
      $0.persons = [lena]
      $0.categories = [.garden, .pets]
      $0.languages = ["fr", "nl"]
    }
    #expect(try scene.prefer(fine) == nil)
    let annaID = try #require(scene.anna.resident)
    let resident = try #require(scene.dorp.views.resident(annaID))
    #expect(resident.preferences == scene.dorp.log.last?.update?.id)
    #expect(scene.dorp.log.last?.entry.header.reach == .neighbourhood)
    let wrong: [(String, (inout WirePreferencesContent) -> Void)] = [
      ("travel", { $0.travel = Self.own(.car, 61) }), ("weekly_most", { $0.weeklyMost = 10_081 }),
      ("persons", { $0.persons = [lena, lena] }), ("persons", { $0.persons = [anna] }),
      ("persons", { $0.persons = [Data([1])] }),
      ("categories", { $0.categories = [.pets, .garden] }),
      (
        "persons",
        {
          $0.persons = (0...UInt8(Limits.exclusions)).map {
            Data([$0] + Array(repeating: 1, count: 31))
          }
        }
      ),
      ("categories", { $0.categories = [.unspecified] }), ("languages", { $0.languages = ["x"] }),
    ]
    for (field, change) in wrong {
      #expect(try scene.prefer(change) == Refused(.fieldOutOfRange, field))
    }
    let bare = try scene.dorp.submit(.preferencesSet(WirePreferencesSet()), by: scene.anna)
    #expect(refusal(bare) == .contentMissing)
    let text = try scene.dorp.submit(
      .preferencesSet(WirePreferencesSet()), by: scene.anna, content: scene.dorp.profile("Anna"))
    #expect(refusal(text) == .contentMissing)
  }

  @Test("terms of a later version in another node's log are left out, and the listing stays")
  func elsewhere() throws {
    var scene = try Scene()
    var facts = scene.dorp.listing(.offer)
    facts.languages = ["zz", "NL", "fr"]
    facts.attestations = [.UNRECOGNIZED(77), .careTraining]
    facts.travel = Self.own(.UNRECOGNIZED(9), 10)
    facts.widening = .UNRECOGNIZED(9)
    facts.weekly = [Self.window(300, 1, 2), Self.window(3, 1, 2)]
    // As it might stand in the log of a node with other rules.
    let signed = try scene.anna.sign(
      .listingPosted(facts), content: scene.dorp.text("Rit"), created: scene.dorp.now,
      nonce: scene.dorp.generator.bytes(16), contentSalt: scene.dorp.generator.bytes(16))
    let update = try UnverifiedUpdate(decoding: signed.signedUpdate).verified()
    let entry = try Entry(
      after: scene.dorp.head, at: scene.dorp.now, reach: .neighbourhood, audience: nil,
      update: Salted(salt: scene.dorp.generator.bytes(16), bytes: update.signedBytes),
      content: signed.content, node: scene.dorp.node, key: scene.dorp.key)
    let changes = try Projection.changes(
      of: OpenedEntry(written: entry, update: update), views: scene.dorp.views)
    guard case .listing(let listing) = changes.first else {
      Issue.record("no listing")
      return
    }
    var terms = ListingTerms()
    terms.languages = ["fr", "zz"].compactMap { SpokenLanguage($0) }
    terms.attestations = [.careTraining]
    terms.weekly = [WeeklyWindow(days: 3, from: 1, to: 2)].compactMap { $0 }
    #expect(listing.terms == terms)
  }
}

extension Signer {
  /// Somebody nobody here has heard of.
  fileprivate var asResident: Signer {
    Signer(key: key, resident: .of(firstDevice: key.publicKey), neighbourhood: neighbourhood)
  }
}
