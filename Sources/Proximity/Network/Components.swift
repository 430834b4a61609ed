/// Which nodes belong together: from each of them one can go to all others of the part and back.
///
/// A house must not be put on a street that leads nowhere, or on a drive cut off by the edge of the
/// extract. Tarjan's algorithm, with a stack of its own instead of the program's.
struct Components {
  /// For each node whether one may start and arrive there.
  let isHome: [Bool]

  init(_ network: Network, firstEdges: [UInt32], _ kind: NetworkKind) {
    let count = network.points.count
    var part = [Int](repeating: -1, count: count)
    var sizes: [Int] = []
    var seen = [Int](repeating: -1, count: count)
    var low = [Int](repeating: 0, count: count)
    var onStack = [Bool](repeating: false, count: count)
    var stack: [Int] = []
    var work: [(node: Int, edge: Int)] = []
    var clock = 0
    for root in 0..<count where seen[root] < 0 {
      work.append((root, Int(firstEdges[root])))
      while let (node, start) = work.last {
        if seen[node] < 0 {
          seen[node] = clock
          low[node] = clock
          clock += 1
          stack.append(node)
          onStack[node] = true
        }
        var edge = start
        var deeper: Int?
        while edge < Int(firstEdges[node + 1]) {
          let next = network.edges[edge]
          if next.passage.allows(kind) {
            let to = Int(next.to)
            if seen[to] < 0 {
              deeper = to
              break
            }
            if onStack[to] { low[node] = min(low[node], seen[to]) }
          }
          edge += 1
        }
        if let deeper {
          // The same edge is looked at again on return, when its end has been seen.
          work[work.count - 1].edge = edge
          work.append((deeper, Int(firstEdges[deeper])))
          continue
        }
        work.removeLast()
        if let above = work.last { low[above.node] = min(low[above.node], low[node]) }
        if low[node] == seen[node] {
          var size = 0
          while let member = stack.popLast() {
            onStack[member] = false
            part[member] = sizes.count
            size += 1
            if member == node { break }
          }
          sizes.append(size)
        }
      }
    }
    // Parts of at least a tenth of the largest count: an island in a lake does, a drive does not.
    let least = max(2, (sizes.max() ?? 0) / 10)
    isHome = part.map { $0 >= 0 && sizes[$0] >= least }
  }
}
