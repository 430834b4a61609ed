import Glibc
import Proximity

/// A line on the terminal that says how far it is; nothing at all anywhere else.
struct ProgressBar {
  private let isShown = isatty(STDERR_FILENO) == 1
  private static let width = 30

  func show(_ step: MapImport.Step) {
    guard isShown else { return }
    switch step {
    case .ways(let done, let all): draw("streets", done, all)
    case .points(let done, let all): draw("points ", done, all)
    case .laying: draw("laying ", 1, 1)
    }
  }

  /// Writing an export: parts done of all parts.
  func show(writing done: Int, of all: Int) { if isShown { draw("writing", done, all) } }

  func clear() { if isShown { say("\r\u{1b}[K") } }

  private func draw(_ word: String, _ done: Int, _ all: Int) {
    let full = all > 0 ? min(done, all) * Self.width / all : Self.width
    let bar =
      String(repeating: "#", count: full)
      + String(repeating: ".", count: Self.width - full)
    say("\r\(word) [\(bar)] \(all > 0 ? min(done, all) * 100 / all : 100) %")
  }

  private func say(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
