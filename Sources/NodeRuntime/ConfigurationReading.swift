import TOMLKit
import Vocabulary

/// Reads settings out of a TOML text and says where it stumbled.
struct ConfigurationReading {
  typealias Fault = NodeConfiguration.Fault

  let text: String
  let file: String
  private let root: TOMLTable

  init(text: String, file: String) throws(Fault) {
    self.text = text
    self.file = file
    do {
      root = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw Fault(
        file: file, line: Int(error.source.begin.line), problem: error.description,
        remedy: "Compare with the commented example in node-config/gebuurd.toml.")
    } catch {
      throw Fault(file: file, line: 1, problem: "not TOML", remedy: "See node-config/.")
    }
  }

  func address(_ section: String, _ key: String) throws(Fault) -> HostPort {
    guard let value = root[section]?.table?[key] else {
      throw fault(section, nil, "\(key) is missing", "Add: \(key) = \"0.0.0.0:7117\"")
    }
    guard let text = value.string, let address = HostPort(text) else {
      throw fault(section, key, "\(key) is not host:port", "Write: \(key) = \"0.0.0.0:7117\"")
    }
    return address
  }

  func addresses(_ section: String, _ key: String) throws(Fault) -> [HostPort] {
    guard let value = root[section]?.table?[key] else { return [] }
    guard let array = value.array, array.count <= Limits.addresses else {
      throw fault(
        section, key, "\(key) is not a list of at most \(Limits.addresses)",
        "Write: \(key) = [\"node.example:7117\"]")
    }
    var addresses: [HostPort] = []
    for item in array {
      guard let text = item.string, let address = HostPort(text) else {
        throw fault(
          section, key, "\(key) holds something that is not host:port",
          "Write: \(key) = [\"node.example:7117\"]")
      }
      addresses.append(address)
    }
    return addresses
  }

  func choice(
    _ section: String, _ key: String, of choices: [String], otherwise: String
  ) throws(Fault) -> String {
    guard let value = root[section]?.table?[key] else { return otherwise }
    guard let text = value.string, choices.contains(text) else {
      throw fault(
        section, key, "\(key) is not one of the known values",
        "Choose from: \(choices.joined(separator: ", "))")
    }
    return text
  }

  func number(
    _ section: String, _ key: String, in range: ClosedRange<Int>, otherwise: Int
  ) throws(Fault) -> Int {
    guard let value = root[section]?.table?[key] else { return otherwise }
    guard let number = value.int, range.contains(number) else {
      throw fault(
        section, key,
        "\(key) is not a whole number from \(range.lowerBound) to \(range.upperBound)",
        "Write: \(key) = \(otherwise)")
    }
    return number
  }

  /// A misspelt setting must not be silently ignored.
  func refuseUnknown(_ known: [String: [String]]) throws(Fault) {
    for section in root.keys.sorted() {
      guard let keys = known[section], let table = root[section]?.table else {
        throw fault(
          section, nil, "unknown section \(section)",
          "Known sections: \(known.keys.sorted().joined(separator: ", "))")
      }
      for key in table.keys.sorted() where !keys.contains(key) {
        throw fault(
          section, key, "unknown setting \(key)",
          "Known in [\(section)]: \(keys.joined(separator: ", "))")
      }
    }
  }

  private func fault(
    _ section: String, _ key: String?, _ problem: String, _ remedy: String
  ) -> Fault {
    Fault(file: file, line: line(of: section, key), problem: problem, remedy: remedy)
  }

  /// toml++ keeps the place of syntax errors only, so the place of a setting is looked up here.
  private func line(of section: String, _ key: String?) -> Int {
    var current = ""
    var sectionLine = 1
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = raw.drop { $0 == " " || $0 == "\t" }
      if line.first == "[" {
        current = String(line.dropFirst().prefix { $0 != "]" })
        if current == section { sectionLine = index + 1 }
      } else if let key, current == section, line.hasPrefix(key),
        line.dropFirst(key.count).first.map({ " \t=".contains($0) }) ?? false
      {
        return index + 1
      }
    }
    return sectionLine
  }
}
