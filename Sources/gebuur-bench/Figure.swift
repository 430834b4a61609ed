import Foundation

/// One measured number, what it is compared with, and what it should be.
struct Figure {
  let name: String
  let value: Double
  let unit: String
  /// What the same machine does at the same time without us; nil when there is nothing to compare.
  var baseline: Baseline?
  var goals: [Goal] = []

  /// A number to compare with.
  struct Baseline {
    let value: Double
    /// What was measured, with its unit.
    let meaning: String
  }

  /// What a figure should be.
  enum Goal {
    case atLeast(Double)
    case below(Double)
    case exactly(Double)
    case ratioAtLeast(Double)
    case ratioBelow(Double)
  }

  /// The value as a multiple of the baseline.
  var ratio: Double? { baseline.map { value / $0.value } }

  /// Nil for a figure that is only told.
  var isMet: Bool? { goals.isEmpty ? nil : goals.allSatisfy(meets) }

  /// The goals in words; nil without any.
  var goal: String? {
    goals.isEmpty ? nil : goals.map(\.description).joined(separator: " and ")
  }

  private func meets(_ goal: Goal) -> Bool {
    switch goal {
    case .atLeast(let bound): value >= bound
    case .below(let bound): value < bound
    case .exactly(let bound): value == bound
    case .ratioAtLeast(let bound): ratio.map { $0 >= bound } ?? false
    case .ratioBelow(let bound): ratio.map { $0 < bound } ?? false
    }
  }

  /// The line that is printed.
  var line: String {
    var parts = ["\(name): \(Self.text(value)) \(unit)"]
    if let baseline {
      parts.append("baseline \(Self.text(baseline.value)) (\(baseline.meaning))")
      parts.append("ratio \(Self.text(value / baseline.value))")
    }
    if let goal { parts.append("goal \(goal)") }
    if let isMet { parts.append(isMet ? "met" : "NOT MET") }
    return parts.joined(separator: " | ")
  }

  static func text(_ number: Double) -> String {
    switch abs(number) {
    case 1_000...: "\(Int(number.rounded()))"
    case 10...: "\((number * 10).rounded() / 10)"
    default: "\((number * 1_000).rounded() / 1_000)"
    }
  }
}

extension Figure.Goal: CustomStringConvertible {
  var description: String {
    switch self {
    case .atLeast(let bound): ">= \(Figure.text(bound))"
    case .below(let bound): "< \(Figure.text(bound))"
    case .exactly(let bound): "= \(Figure.text(bound))"
    case .ratioAtLeast(let bound): ">= \(Figure.text(bound)) x baseline"
    case .ratioBelow(let bound): "< \(Figure.text(bound)) x baseline"
    }
  }
}

extension Figure: Encodable {
  private enum Key: String, CodingKey {
    case name, value, unit, baseline, ratio, goal, met
  }

  // Every key in every figure; what a figure lacks is null.
  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(name, forKey: .name)
    try object.encode(value, forKey: .value)
    try object.encode(unit, forKey: .unit)
    try object.encode(baseline?.value, forKey: .baseline)
    try object.encode(ratio, forKey: .ratio)
    try object.encode(goal, forKey: .goal)
    try object.encode(isMet, forKey: .met)
  }
}
