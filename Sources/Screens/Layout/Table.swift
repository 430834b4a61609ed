/// Rows in columns that fit the page: narrow columns keep their width, one gives way.
public struct Table {
  /// A column's heading and manners.
  public struct Column {
    let heading: String
    let right: Bool
    let gives: Bool

    /// `right`: numbers. `gives`: this column is clipped when the page is too narrow.
    public init(_ heading: String, right: Bool = false, gives: Bool = false) {
      self.heading = heading
      self.right = right
      self.gives = gives
    }
  }

  static let gap = 2
  let columns: [Column]
  /// Cells, and text that runs beneath them.
  var rows: [(cells: [String], below: String)] = []

  /// A table without rows.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row; `below` is text that follows it, indented under the second column.
  public mutating func add(_ cells: [String], below: String = "") {
    rows.append((cells, below))
  }

  /// The table as text for a page.
  public func text(on page: Page) -> String {
    page.plain ? plainText() : alignedText(width: page.width)
  }

  private func alignedText(width: Int) -> String {
    let widths = fitted(to: width)
    let heading = line(columns.map(\.heading), widths)
    let indent = (widths.first ?? 0) + Self.gap
    let margin = String(repeating: " ", count: indent)
    let body = rows.flatMap { row -> [String] in
      let below = row.below.isEmpty ? [] : Self.below(row.below, width: width - indent)
      return [line(row.cells, widths)] + below.map { margin + $0 }
    }
    return ([heading] + body).joined(separator: "\n")
  }

  /// At most two lines: a board is for choosing, the whole text is one command away.
  private static func below(_ text: String, width: Int) -> [String] {
    let lines = TextWidth.wrapped(text, to: width)
    guard lines.count > 2 else { return lines }
    return [lines[0], TextWidth.clipped(lines[1...].joined(separator: " "), to: width)]
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, column) in columns.enumerated() where widths[index] > 0 {
      let cell = index < cells.count ? cells[index] : ""
      let clipped = TextWidth.clipped(cell, to: widths[index])
      if index > 0 { text += String(repeating: " ", count: Self.gap) }
      text += TextWidth.padded(clipped, to: widths[index], right: column.right)
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  private func fitted(to width: Int) -> [Int] {
    var widths = columns.enumerated().map { index, column in
      rows.reduce(TextWidth.columns(column.heading)) { widest, row in
        index < row.cells.count ? max(widest, TextWidth.columns(row.cells[index])) : widest
      }
    }
    var excess = widths.reduce(0, +) + Self.gap * (columns.count - 1) - width
    for index in columns.indices where columns[index].gives && excess > 0 {
      let kept = max(widths[index] - excess, 8)
      excess -= max(widths[index] - kept, 0)
      widths[index] = min(kept, widths[index])
    }
    return widths
  }

  private func plainText() -> String {
    rows.map { row in
      var lines = zip(columns, row.cells).filter { !$0.1.isEmpty }.map { column, cell in
        column.heading.isEmpty ? cell : "\(column.heading): \(cell)"
      }
      if !row.below.isEmpty { lines.append(row.below) }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }
}
