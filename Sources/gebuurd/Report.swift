import ArgumentParser
import FoundationEssentials
import NodeRuntime
import Storage

/// How the node's commands speak: data on standard output, reasons on standard error.
enum Report {
  /// Prints a value as JSON with sorted keys, so that the same state prints the same text.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Runs `body`; a fault becomes one sentence that says what to do, and exit code 1.
  static func faults<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw CleanFailure(error)
    }
  }

  /// The same for asynchronous work.
  static func faults<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch {
      throw CleanFailure(error)
    }
  }
}

/// A fault as the operator reads it.
struct CleanFailure: Error, CustomStringConvertible {
  let description: String

  init(_ error: any Error) {
    description = OperatorSentence.about(error)
  }
}
