import Updates
import Vocabulary

/// Getting one log up to date: from one peer at a time, one batch in the writer's hands at a time.
struct Fetch: Sendable {
  /// A want that was sent and not yet answered.
  struct Want {
    let from: UInt64
    let count: Int
    let deadline: Instant
  }

  /// An answer that waits for its turn.
  struct Batch {
    let from: UInt64
    let entries: [Entry]
  }

  /// Who is asked; nil while nobody is.
  var source: SessionID?
  /// Unanswered wants, oldest first.
  var wants: [Want] = []
  /// Answers that came while an earlier one is being committed.
  var arrived: [Batch] = []
  /// The writer has a batch of this log.
  var isIngesting = false
  /// Where the batch begins that the shell was told of ahead of its turn.
  var foreseen: UInt64?
  /// Who gets the acknowledgement of that batch.
  var ingestingFrom: SessionID?
  /// The outstanding want asks for an entry at a place we hold already, to look for a fork.
  var isProbing = false
  /// The next place to ask for.
  var asked: UInt64 = 0

  /// Batches asked for and not yet committed.
  var depth: Int { wants.count + arrived.count + (isIngesting ? 1 : 0) }
  /// Nothing under way.
  var isIdle: Bool { depth == 0 }

  /// Takes the want that an answer is to; nil when there is none.
  mutating func answered(from place: UInt64) -> Want? {
    wants.firstIndex { $0.from == place }.map { wants.remove(at: $0) }
  }

  /// Keeps an answer until its turn.
  mutating func keep(_ batch: Batch) {
    let index = arrived.firstIndex { $0.from > batch.from } ?? arrived.endIndex
    arrived.insert(batch, at: index)
  }

  /// Forgets what was asked; returns the wants whose answers may still come.
  mutating func drop() -> [Want] {
    defer {
      wants = []
      arrived = []
      foreseen = nil
      source = nil
      isProbing = false
    }
    return wants
  }
}
