import Vocabulary

/// Things that will happen, in the order of virtual time; what was planned first comes first.
struct Agenda<Happening> {
  private struct Item {
    let at: Instant
    let order: UInt64
    let what: Happening
    func precedes(_ other: Item) -> Bool {
      at == other.at ? order < other.order : at < other.at
    }
  }

  private var heap: [Item] = []
  private var planned: UInt64 = 0

  /// When the next thing happens; nil when nothing will.
  var next: Instant? { heap.first?.at }

  mutating func plan(_ what: Happening, at time: Instant) {
    heap.append(Item(at: time, order: planned, what: what))
    planned += 1
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].precedes(heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  mutating func take() -> (at: Instant, what: Happening)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return (first.at, first.what) }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].precedes(heap[least]) { least = child }
      }
      guard least != parent else { return (first.at, first.what) }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
