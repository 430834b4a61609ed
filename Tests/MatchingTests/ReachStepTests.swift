import Exchange
import Matching
import Testing
import Vocabulary

@Suite("How far a request is carried")
struct ReachStepTests {
  private let two: TwoNeighbours
  init() throws { two = try TwoNeighbours() }

  private func step(_ draft: Draft, after time: Interval, answered: Instant? = nil) throws
    -> ReachStep
  {
    ReachStep.of(try draft.listing(), at: draft.posted + time, answered: answered)
  }

  @Test("a day for each step, as far as its author allows")
  func daily() throws {
    var request = two.request
    #expect(try step(request, after: .days(9)) == .ten)
    request.terms.widening = .third
    #expect(try step(request, after: .days(-1)) == .ten)
    #expect(try step(request, after: .minutes(1_439)) == .ten)
    #expect(try step(request, after: .days(1)) == .fifteen)
    #expect(try step(request, after: .days(2)) == .twenty)
    #expect(try step(request, after: .days(300)) == .twenty)
    request.terms.widening = .federation
    #expect(try step(request, after: .days(3)) == .federation)
    #expect(ReachStep.allCases.map(\.minutes) == [10, 15, 20, 20])
  }

  @Test("when it begins soon every step is taken in time, but not within a quarter of an hour")
  func soon() throws {
    var request = two.request
    request.terms.widening = .federation
    request.starts = request.posted + .minutes(240)
    request.ends = request.posted + .minutes(300)
    #expect(try step(request, after: .minutes(59)) == .ten)
    #expect(try step(request, after: .minutes(60)) == .fifteen)
    #expect(try step(request, after: .minutes(180)) == .federation)
    request.starts = request.posted + .minutes(4)
    #expect(try step(request, after: .minutes(14)) == .ten)
    #expect(try step(request, after: .minutes(15)) == .fifteen)
  }

  @Test("an answer stops it where it is")
  func answered() throws {
    var request = two.request
    request.terms.widening = .federation
    let answer = request.posted + .minutes(1_500)
    #expect(try step(request, after: .days(9), answered: answer) == .fifteen)
  }

  @Test("the next step is told, and taken at that very moment")
  func next() throws {
    var request = two.request
    request.terms.widening = .quarter
    let listing = try request.listing()
    let next = try #require(ReachStep.next(of: listing, at: noon))
    #expect(ReachStep.of(listing, at: next - Interval(milliseconds: 1)) == .ten)
    #expect(ReachStep.of(listing, at: next) == .fifteen)
    #expect(ReachStep.next(of: listing, at: next) == nil)
  }
}
