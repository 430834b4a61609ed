import Foundation
import Glibc

/// A program to run as a process of its own.
struct Program {
  let path: String

  /// Runs it to its end: the seconds from start to exit.
  func time(_ arguments: [String], environment: [String: String] = [:]) throws -> Double {
    let watch = Stopwatch()
    let process = try start(arguments, environment: environment, silent: true)
    let status = process.wait()
    let seconds = watch.seconds
    guard status == 0 else { throw Trouble("\(path) \(arguments.first ?? "") exits \(status)") }
    return seconds
  }

  /// Starts it; its standard output can be read, or is thrown away.
  func start(
    _ arguments: [String], environment: [String: String] = [:], silent: Bool = false
  ) throws -> Running {
    var ends: [Int32] = [-1, -1]
    guard silent || pipe(&ends) == 0 else { throw Trouble("no pipe") }
    for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { if !silent { close(ends[1]) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    if silent {
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    } else {
      posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    }
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] =
      environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var pid: pid_t = 0
    guard posix_spawn(&pid, path, &actions, nil, &words, &settings) == 0 else {
      throw Trouble("cannot start \(path)")
    }
    return Running(pid: pid, output: silent ? nil : ends[0])
  }
}

/// A started process.
struct Running {
  let pid: pid_t
  let output: Int32?

  /// Waits for the end: the exit code, or the signal as a negative number.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    if let output { close(output) }
    return status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
  }

  /// Asks it to end, and waits.
  @discardableResult
  func stop() -> Int32 {
    kill(pid, SIGTERM)
    return wait()
  }

  /// Reads until a line arrived: that line, or nothing when it ended before.
  func firstLine() -> String {
    guard let output else { return "" }
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1, byte != 0x0a { line.append(byte) }
    return String(decoding: line, as: UTF8.self)
  }

  /// One line of the kernel's account of it, in KiB.
  func memory(_ field: String) throws -> Double {
    let text = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
    let line = text.split(separator: "\n").first { $0.hasPrefix(field + ":") }
    guard let number = line?.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    else { throw Trouble("no \(field)") }
    return number
  }
}
