import Foundation
import Glibc
import Sealing
import Vocabulary

/// What this machine can do by itself: the baselines.
enum Machine {
  /// Processors that are online.
  static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// The kernel's load averages over 1, 5 and 15 minutes.
  static var load: String {
    let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
    return text.split(separator: " ").prefix(3).joined(separator: " ")
  }

  /// Seconds that processors worked for this process so far.
  static var processorSeconds: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  /// Ed25519 verifications a second of 300-byte messages, by libsodium, on one core.
  static func verifications(for time: Duration = .milliseconds(700)) -> Double {
    let pair = SigningKeyPair(seed: Randomness.bytes32())
    let message = Randomness.bytes(300)
    let signature = pair.sign(message, for: .update)
    var count = 0
    let watch = Stopwatch()
    while watch.elapsed < time {
      for _ in 0..<100 {
        guard Verifying.isValid(signature, over: message, by: pair.publicKey, for: .update)
        else { return 0 }
      }
      count += 100
    }
    return Double(count) / watch.seconds
  }

  /// The same with all cores busy at it: their sum.
  static func verificationsTogether() async -> Double {
    await withTaskGroup(of: Double.self) { group in
      for _ in 0..<cores { group.addTask { verifications() } }
      return await group.reduce(0, +)
    }
  }

  /// Seconds that a `pwrite` of 4 KiB and its `fsync` take in `folder`, many times.
  static func fsync(in folder: String) throws -> [Double] {
    let path = folder + "/fsync"
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Trouble("cannot write \(path)") }
    defer {
      close(file)
      unlink(path)
    }
    let page = Randomness.bytes(4_096)
    var times: [Double] = []
    for number in 0..<100 {
      let watch = Stopwatch()
      guard pwrite(file, page, page.count, off_t(number % 64 * page.count)) == page.count,
        Glibc.fsync(file) == 0
      else { throw Trouble("cannot write \(path)") }
      times.append(watch.seconds)
    }
    return times
  }
}

/// Time since it was made.
struct Stopwatch {
  private let start = ContinuousClock.now
  var elapsed: Duration { ContinuousClock.now - start }
  var seconds: Double { elapsed / .seconds(1) }
}

extension [Double] {
  /// The middle one; 0 when there are none.
  var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}

/// Why a measurement could not be taken.
struct Trouble: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
