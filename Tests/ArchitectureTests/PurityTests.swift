import Foundation
import Testing

@Suite("Purity and care")
struct PurityTests {
  private let sources: [SourceText]

  init() throws {
    sources = try SourceText.all(in: "Sources").filter { $0.module != "WireFormat" }
  }

  /// Whole words, unless the word itself ends in punctuation.
  static func mentions(_ word: String, in line: String) -> Bool {
    var rest = line[...]
    while let range = rest.range(of: word) {
      let before = range.lowerBound == line.startIndex ? nil : line[..<range.lowerBound].last
      let after = line[range.upperBound...].first
      let startsWord = word.first.map { !$0.isLetter || !(before?.continuesName ?? false) } ?? false
      let endsWord = word.last.map { !$0.isLetter || !(after?.continuesName ?? false) } ?? false
      if startsWord && endsWord { return true }
      rest = line[range.upperBound...]
    }
    return false
  }

  @Test("the core knows no clock, randomness, concurrency, files or output")
  func pureCore() {
    let banned = [
      "Date(", "Task", "async", "await", "actor", "SystemRandomNumberGenerator", ".random(",
      "shuffled()", "randomElement()", "Randomness.", "ContinuousClock", "SuspendingClock",
      "FileManager", "FileHandle", "ProcessInfo", "Thread", "getenv", "readLine",
    ]
    for source in sources where Layers.core.contains(source.module) {
      for word in banned {
        // A generator that was handed in makes randomness a parameter.
        let offences = source.offences(word) {
          Self.mentions(word, in: $0) && !(word == ".random(" && $0.contains("using:"))
        }
        #expect(offences.isEmpty, "\(offences)")
      }
      let prints = source.offences("print") {
        Self.mentions("print(", in: $0) && !$0.contains("func print(") && !$0.contains(".print(")
      }
      #expect(prints.isEmpty, "\(prints)")
    }
  }

  @Test("nothing that can stop the process is used without a reason above it")
  func noTraps() {
    for source in sources {
      for word in ["try!", "fatalError", "preconditionFailure", "precondition(", "as!"] {
        let offences = source.offences(
          word, where: { Self.mentions(word, in: $0) }, excusable: true)
        #expect(offences.isEmpty, "\(offences)")
      }
      let unwraps = source.offences("forced unwrap", where: Self.forcesUnwrap, excusable: true)
      #expect(unwraps.isEmpty, "\(unwraps)")
    }
  }

  /// A bang right after a name or a closing bracket, not part of `!=`.
  static func forcesUnwrap(_ line: String) -> Bool {
    let characters = Array(line)
    return characters.indices.dropFirst().contains { index in
      let before = characters[index - 1]
      let after = index + 1 < characters.count ? characters[index + 1] : " "
      return characters[index] == "!" && after != "="
        && (before.continuesName || ")]}>?".contains(before))
    }
  }

  @Test("no work is left for later in a comment")
  func noLeftovers() throws {
    // Written in two parts, so that this file is not its own only offender.
    let words = ["TO" + "DO", "FIX" + "ME"]
    for source in try sources + SourceText.all(in: "Tests") {
      for (number, line) in source.lines.enumerated() {
        #expect(
          !words.contains { Self.mentions($0, in: line) }, "\(source.path):\(number + 1): \(line)")
      }
    }
  }

  @Test("no source file is longer than 500 lines, no test file than 800")
  func sizes() throws {
    for source in sources {
      #expect(source.lines.count <= 500, "\(source.path) has \(source.lines.count) lines")
    }
    for source in try SourceText.all(in: "Tests") {
      #expect(source.lines.count <= 800, "\(source.path) has \(source.lines.count) lines")
    }
    let long = sources.filter { $0.lines.count > 300 }
    for source in long {
      print("note: \(source.path) has \(source.lines.count) lines; 300 asks for a split")
    }
  }
}

extension Character {
  var continuesName: Bool { isLetter || isNumber || self == "_" }
}

@Suite("The reader of sources")
struct SourceTextTests {
  @Test("comments and literals are blanked, interpolated or not")
  func strips() {
    let code = CodeOnly.strip(
      """
      let a = "fatalError \\(name("x)") )" // try!
      /* as! /* nested */ */ let b = c!
      let d = #"raw " quote"#
      """)
    #expect(code.split(separator: "\n").count == 3)
    #expect(!code.contains("fatalError"))
    #expect(!code.contains("try!"))
    #expect(!code.contains("as!"))
    #expect(!code.contains("quote"))
    #expect(code.contains("let b = c!"))
  }

  @Test("a forced unwrap is told from a comparison and a negation")
  func unwraps() {
    #expect(PurityTests.forcesUnwrap("let b = c!"))
    #expect(PurityTests.forcesUnwrap("let b = c()!.d"))
    #expect(PurityTests.forcesUnwrap("var d: Int!"))
    #expect(!PurityTests.forcesUnwrap("if a != b, !c {"))
    #expect(!PurityTests.forcesUnwrap("guard (!c) else"))
  }

  @Test("words are found whole")
  func words() {
    #expect(PurityTests.mentions("Task", in: "Task { }"))
    #expect(PurityTests.mentions("Date(", in: "let a = Date()"))
    #expect(!PurityTests.mentions("Task", in: "let a = TaskList()"))
    #expect(!PurityTests.mentions("Date(", in: "let a = UpDate()"))
  }
}
