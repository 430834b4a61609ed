import Glibc
import Screens
import Vocabulary

/// The edges of the program: the clock, the environment, and what is printed where.
enum Terminal {
  /// A variable of the environment.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The system's clock.
  static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// Columns of the window; 80 where there is none.
  static var width: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return environment("COLUMNS").flatMap { Int($0) } ?? 80
  }

  /// Data: standard output.
  static func show(_ text: String) {
    _ = Files.writeAll(Array((text + "\n").utf8), to: STDOUT_FILENO)
  }

  /// Messages to the person: standard error.
  static func tell(_ text: String, newline: Bool = true) {
    _ = Files.writeAll(Array((newline ? text + "\n" : text).utf8), to: STDERR_FILENO)
  }

  /// A line the person types; nil when nobody is there to type.
  static func ask(_ question: String) -> String? {
    guard isatty(STDIN_FILENO) == 1 else { return nil }
    tell(question + " ", newline: false)
    return readLine(strippingNewline: true)
  }

  /// Local time by the C library's rules: `TZ` when it is set, else the time of Brussels.
  static let zone: Zone = {
    setenv("TZ", "Europe/Brussels", 0)
    tzset()
    return Zone { instant in
      var seconds = time_t(instant.milliseconds / 1_000)
      var local = tm()
      localtime_r(&seconds, &local)
      return Int64(local.tm_gmtoff)
    }
  }()

  /// The interface's language, as the environment asks.
  static let language = Language(environment: environment)
}
