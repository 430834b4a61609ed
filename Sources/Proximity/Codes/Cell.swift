import Vocabulary

/// An eight-digit cell by its row and column: 1/400 of a degree each way, about 275 m by 175 m
/// in Flanders. Ordered by row, then column.
public struct Cell: Hashable, Comparable, Sendable {
  /// From the south pole, 0 to 71,999.
  public let row: Int32
  /// From the date line, 0 to 143,999.
  public let column: Int32

  static let rows: Int32 = 72_000
  static let columns: Int32 = 144_000
  /// Ten-millionths of a degree along one side.
  static let side: Int64 = 25_000

  /// The cell a point lies in; points on an edge belong to the north and east of it.
  public init(_ point: Coordinate) {
    let up = (Int64(point.latitude) + 900_000_000) / Self.side
    let round = (Int64(point.longitude) + 1_800_000_000) / Self.side
    row = Int32(min(up, Int64(Self.rows) - 1))
    column = Int32(round % Int64(Self.columns))
  }

  /// False only for one that was read from a map unchecked.
  var isOnGlobe: Bool {
    (0..<Self.rows).contains(row) && (0..<Self.columns).contains(column)
  }

  /// The cell of an area.
  public init(_ area: Area) {
    let values = area.code.utf8.compactMap { PlusCode.value(of: $0) }
    var (row, column) = (0, 0)
    for at in stride(from: 0, to: values.count - 1, by: 2) {
      row = row * 20 + values[at]
      column = column * 20 + values[at + 1]
    }
    self.row = Int32(row)
    self.column = Int32(column)
  }

  init(row: Int32, column: Int32) {
    self.row = row
    self.column = column
  }

  /// The point in its middle.
  public var centre: Coordinate {
    let half = Self.side / 2
    return Coordinate(
      uncheckedLatitude: Int32(Int64(row) * Self.side - 900_000_000 + half),
      longitude: Int32(Int64(column) * Self.side - 1_800_000_000 + half))
  }

  /// Its code, as others see it.
  public var area: Area? {
    var (row, column) = (Int(self.row), Int(self.column))
    var code = [UInt8](repeating: UInt8(ascii: "+"), count: PlusCode.plusAt + 1)
    for at in stride(from: PlusCode.plusAt - 2, through: 0, by: -2) {
      code[at] = PlusCode.digits[row % 20]
      code[at + 1] = PlusCode.digits[column % 20]
      (row, column) = (row / 20, column / 20)
    }
    return Area(String(decoding: code, as: UTF8.self))
  }

  /// The cell so many rows north and columns east; nil beyond a pole.
  func moved(_ north: Int32, _ east: Int32) -> Cell? {
    let row = self.row + north
    guard row >= 0, row < Self.rows else { return nil }
    return Cell(row: row, column: (column + east + Self.columns) % Self.columns)
  }

  public static func < (a: Cell, b: Cell) -> Bool {
    a.row != b.row ? a.row < b.row : a.column < b.column
  }
}
