/// What a search knows of the nodes it met: a hash table that grows with what was met, so that a
/// search in a country costs no more than one in a village.
struct Labels {
  /// Node, or `free`.
  private var keys: [UInt32]
  private var times: [UInt32]
  private var lengths: [UInt32]
  private(set) var count = 0
  private static let free = UInt32.max

  init() {
    keys = [UInt32](repeating: Self.free, count: 1 << 10)
    times = [UInt32](repeating: 0, count: 1 << 10)
    lengths = times
  }

  @inline(__always)
  private func slot(_ node: UInt32) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: UInt64(node) &* 0x9e37_79b9_7f4a_7c15 >> 32) & mask
    while keys[slot] != node, keys[slot] != Self.free { slot = (slot + 1) & mask }
    return slot
  }

  /// Milliseconds and centimetres; nil for a node not met.
  @inline(__always)
  subscript(_ node: UInt32) -> (time: UInt32, length: UInt32)? {
    let slot = slot(node)
    return keys[slot] == node ? (times[slot], lengths[slot]) : nil
  }

  /// Notes a time for a node; false when it had one that is no longer.
  @inline(__always)
  mutating func improve(_ node: UInt32, time: UInt32, length: UInt32) -> Bool {
    var slot = slot(node)
    if keys[slot] == node {
      guard time < times[slot] else { return false }
    } else {
      if count * 2 >= keys.count {
        grow()
        slot = self.slot(node)
      }
      keys[slot] = node
      count += 1
    }
    times[slot] = time
    lengths[slot] = length
    return true
  }

  private mutating func grow() {
    let old = self
    keys = [UInt32](repeating: Self.free, count: old.keys.count * 2)
    times = [UInt32](repeating: 0, count: keys.count)
    lengths = times
    for (index, key) in old.keys.enumerated() where key != Self.free {
      let slot = slot(key)
      keys[slot] = key
      times[slot] = old.times[index]
      lengths[slot] = old.lengths[index]
    }
  }

  /// Every node met, in no order.
  func forEach(_ body: (UInt32) -> Void) {
    for key in keys where key != Self.free { body(key) }
  }

  /// Every node met, in order.
  var nodes: [UInt32] { keys.filter { $0 != Self.free }.sorted() }
}

/// A heap of times and nodes, the earliest on top; of equals the lowest node, so that every search
/// goes the same way.
struct TimeHeap {
  private var items: [UInt64] = []

  var isEmpty: Bool { items.isEmpty }

  mutating func push(_ time: UInt32, _ node: UInt32) {
    items.append(UInt64(time) << 32 | UInt64(node))
    var at = items.count - 1
    while at > 0, items[at] < items[(at - 1) / 2] {
      items.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() -> (time: UInt32, node: UInt32)? {
    guard let top = items.first, let last = items.popLast() else { return nil }
    if !items.isEmpty {
      items[0] = last
      sink()
    }
    return (UInt32(top >> 32), UInt32(truncatingIfNeeded: top))
  }

  private mutating func sink() {
    var at = 0
    while true {
      var least = at * 2 + 1
      if least >= items.count { return }
      if least + 1 < items.count, items[least + 1] < items[least] { least += 1 }
      if items[at] <= items[least] { return }
      items.swapAt(at, least)
      at = least
    }
  }
}
