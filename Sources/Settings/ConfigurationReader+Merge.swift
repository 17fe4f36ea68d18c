import Engines
import Schema
import Text

extension ConfigurationReader {
  /// What an audit says about merging; a key that it does not name is as the top level has it.
  mutating func merge(_ node: YAMLNode, inheriting inherited: MergeSettings) -> MergeSettings {
    var settings = inherited
    guard case .mapping(let mapping) = node.content else {
      report(node, "'merge' must be a mapping of keys to values, not \(node.kind).")
      return settings
    }
    for member in members(of: mapping) {
      guard isKnown(member, among: Configuration.mergeKeys), !member.value.isNothing else { continue }
      let what = "'\(member.key)' of 'merge'"
      func list(_ kind: String) -> [String] {
        texts(member.value, what: what, of: kind).map(\.text)
      }
      switch member.key {
      case "key": settings.keys = list("columns or expressions")
      case "orderBy": settings.orderBy = list("columns or expressions")
      case "keep": settings.keep = list("columns")
      case "partitionValues": settings.partitionValues = list("values")
      case "set": settings.set = assignments(member.value, what: what)
      case "fill": settings.fill = assignments(member.value, what: what)
      case "onLossy":
        settings.onLossy =
          word(member.value, what: what, among: MergeSettings.Lossy.allCases.map(\.rawValue))
          .flatMap { MergeSettings.Lossy(rawValue: $0) } ?? settings.onLossy
      case "dialect":
        settings.dialect =
          word(member.value, what: what, among: MergeSettings.dialects.map(\.rawValue))
          .flatMap { Engine(named: $0) } ?? settings.dialect
      default: break
      }
    }
    return settings
  }

  private mutating func word(_ node: YAMLNode, what: String, among known: [String]) -> String? {
    guard let word = text(node, what: what) else { return nil }
    if known.contains(word) { return word }
    report(node, Suggestion.unknown("value of \(what)", word, known: known))
    return nil
  }

  /// Columns with their expressions, in the file's order. A plain NULL is SQL's.
  private mutating func assignments(_ node: YAMLNode, what: String) -> [MergeSettings.Assignment] {
    guard case .mapping(let mapping) = node.content else {
      report(node, "\(what) must be a mapping of columns to expressions, not \(node.kind).")
      return []
    }
    return members(of: mapping).compactMap { member in
      if member.value.isNothing { return MergeSettings.Assignment(column: member.key, expression: "NULL") }
      return text(member.value, what: "the expression of '\(member.key.clipped())'").map {
        MergeSettings.Assignment(column: member.key, expression: $0)
      }
    }
  }
}
