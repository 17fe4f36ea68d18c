import Comparison
import Output
import Text

extension Baseline {
  /// The baseline as its file holds it: sorted, one property a line, LF at the end.
  package var text: String {
    JSONNode.block([
      ("$schema", schema.map { .text($0) }), ("version", .number(1)),
      ("accepted", .lines(entries.map(\.node))),
    ]).document
  }

  /// What `baseline show` prints: the entries by main, with what has expired.
  ///
  /// - Parameters:
  ///   - file: The baseline's file as the user named it.
  ///   - today: The day in UTC as `YYYY-MM-DD`.
  package func listing(file: String, today: String) -> String {
    let expired = entries.count { $0.hasExpired(on: today) }
    let count =
      entries.count == 1 ? "1 accepted finding" : "\(Count.grouped(entries.count)) accepted findings"
    let rest = expired > 0 ? ", \(Count.grouped(expired)) expired\n" : "\n"
    var text = "\(SafeText.line(file)): \(count)\(rest)"
    for (index, entry) in entries.enumerated() where index == 0 || entries[index - 1].table != entry.table {
      let group = entries[index...].prefix { $0.table == entry.table }
      text += "\n\(SafeText.line(entry.table, limit: 200))\n"
      text += Self.table(group.map { $0.cells(today: today) })
    }
    return text
  }

  /// What `baseline accept` prints of some entries: a line each, by main.
  package static func lines(_ entries: [BaselineEntry], sign: String) -> String {
    entries.map { entry in
      let place = [entry.table, entry.family, entry.column ?? "(table)"]
        .map { SafeText.printable($0, limit: 200) }.joined(separator: " · ")
      let types = [entry.main, entry.staging].map { $0.map { SafeText.printable($0, limit: 40) } ?? "–" }
        .joined(separator: " → ")
      let known = entry.main == nil && entry.staging == nil ? "" : ": \(types)"
      return "  \(sign) \(entry.rule.rawValue)  \(place)\(known)\n"
    }.joined()
  }

  private static func table(_ rows: [[String]]) -> String {
    let all = [["rule", "family", "column", "main", "staging", "expires", "owner", "reason"]] + rows
    let widths = (0..<7).map { column in all.reduce(0) { max($0, $1[column].count) } }
    return all.reduce("") { text, row in
      let padded = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      return text + "  " + padded.joined(separator: "  ") + "  " + (row.last ?? "") + "\n"
    }
  }
}

extension BaselineEntry {
  /// Whether the last day lies before `today` (UTC, `YYYY-MM-DD`).
  func hasExpired(on today: String) -> Bool {
    acceptance.expires.map { $0.utf8.lexicographicallyPrecedes(today.utf8) } ?? false
  }

  fileprivate var node: JSONNode {
    .block([
      ("rule", .text(rule.rawValue)), ("table", .text(table)), ("family", .text(family)),
      ("column", .optional(column)),
      ("caseSensitive", isSpelledExactly ? .truth(true) : nil), ("main", .optional(main)),
      ("staging", .optional(staging)),
      ("reason", .text(acceptance.reason)), ("expires", .optional(acceptance.expires)),
      ("owner", .optional(acceptance.owner)),
    ])
  }

  fileprivate func cells(today: String) -> [String] {
    let expires = acceptance.expires.map { hasExpired(on: today) ? "\($0) expired" : $0 }
    let cells: [String?] = [
      rule.rawValue, family, column ?? "(table)", main, staging, expires, acceptance.owner,
    ]
    return cells.map { $0.map { SafeText.printable($0, limit: 40) } ?? "–" }
      + [SafeText.printable(acceptance.reason, limit: 400)]
  }
}
