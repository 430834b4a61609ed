import Glibc
import Screens

/// Asks for a passphrase: from the file that `GEBUUR_PASSPHRASE_FILE` names, from the terminal
/// without showing it, or from standard input when that is no terminal.
struct PassphrasePrompt {
  static let shortest = 6
  static let longest = 1_024
  let page: Page
  let file: String?

  /// True when a person can be asked again.
  var isInteractive: Bool { file == nil && isatty(STDIN_FILENO) == 1 }

  /// The passphrase of an existing key.
  func ask(_ question: Sentence) throws(Setback) -> String {
    let answer = try read(question)
    guard !answer.isEmpty else { throw Setback(.passphraseMissing, "GEBUUR_PASSPHRASE_FILE") }
    return answer
  }

  /// A new passphrase; a person types it twice, and may try three times.
  func choose() throws(Setback) -> String {
    for _ in 0..<2 where isInteractive {
      do {
        return try chooseOnce()
      } catch  where error.fault != .interrupted {
        Terminal.tell(page.say(error.fault))
      }
    }
    return try chooseOnce()
  }

  private func chooseOnce() throws(Setback) -> String {
    let chosen = try ask(.choosePassphrase)
    guard chosen.count >= Self.shortest else { throw Setback(.passphraseShort) }
    if isInteractive {
      guard try read(.repeatPassphrase) == chosen else { throw Setback(.passphrasesDiffer) }
    }
    return chosen
  }

  private func read(_ question: Sentence) throws(Setback) -> String {
    if let file {
      guard let bytes = try Files.read(file, limit: 4_096) else {
        throw Setback(.passphraseMissing, file)
      }
      return Self.firstLine(bytes)
    }
    guard isatty(STDIN_FILENO) == 1 else { return Self.firstLine(Self.readLine()) }
    Terminal.tell(page.say(question) + " ", newline: false)
    let typed = Self.readHidden()
    Terminal.tell("")
    guard let typed else { throw Setback(.interrupted) }
    return String(decoding: typed, as: UTF8.self)
  }

  private static func firstLine(_ bytes: [UInt8]) -> String {
    let line = bytes.prefix { $0 != 0x0a && $0 != 0x0d }
    return String(decoding: line, as: UTF8.self)
  }

  private static func readLine() -> [UInt8] {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < longest, Glibc.read(STDIN_FILENO, &byte, 1) == 1, byte != 0x0a {
      line.append(byte)
    }
    return line
  }

  /// Nil when the person gave up with Ctrl-C. The terminal handles no key by itself meanwhile, so
  /// that no way out leaves it silent.
  private static func readHidden() -> [UInt8]? {
    var usual = termios()
    guard tcgetattr(STDIN_FILENO, &usual) == 0 else { return readLine() }
    var silent = usual
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual) }
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < longest, Glibc.read(STDIN_FILENO, &byte, 1) == 1 {
      switch byte {
      case 0x0a, 0x0d: return line
      case 0x03: return nil
      case 0x04: return line.isEmpty ? nil : line
      case 0x15: line = []
      case 0x08, 0x7f:
        // A character may be several bytes: take its continuation bytes too.
        while let last = line.popLast(), last & 0xc0 == 0x80 {}
      default: line.append(byte)
      }
    }
    return line
  }
}

extension Sentence {
  static let choosePassphrase = Sentence(
    nl: "Kies een wachtwoordzin voor je sleutel:", en: "Choose a passphrase for your key:")
  static let repeatPassphrase = Sentence(
    nl: "Nog eens dezelfde wachtwoordzin:", en: "The same passphrase again:")
  static let askPassphrase = Sentence(nl: "Je wachtwoordzin:", en: "Your passphrase:")
}
