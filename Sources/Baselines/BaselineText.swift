import Comparison
import Text

extension Baseline {
  /// The baseline as its file holds it: sorted, one property a line, LF at the end.
  package var text: String {
    var text = "{\n"
    if let schema { text += "  \"$schema\": \(JSONText.quoted(schema)),\n" }
    text += "  \"version\": 1,\n  \"accepted\": ["
    for (index, entry) in entries.enumerated() {
      let properties: [(String, String?)] = [
        ("rule", entry.rule.rawValue), ("table", entry.table), ("family", entry.family),
        ("column", entry.column),
        ("main", entry.main), ("staging", entry.staging), ("reason", entry.acceptance.reason),
        ("expires", entry.acceptance.expires), ("owner", entry.acceptance.owner),
      ]
      let lines = properties.map { "      \"\($0)\": \(JSONText.quoted($1))" }
      text += (index == 0 ? "\n" : ",\n") + "    {\n" + lines.joined(separator: ",\n") + "\n    }"
    }
    return text + (entries.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
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

  fileprivate func cells(today: String) -> [String] {
    let expires = acceptance.expires.map { hasExpired(on: today) ? "\($0) expired" : $0 }
    let cells: [String?] = [
      rule.rawValue, family, column ?? "(table)", main, staging, expires, acceptance.owner,
    ]
    return cells.map { $0.map { SafeText.printable($0, limit: 40) } ?? "–" }
      + [SafeText.printable(acceptance.reason, limit: 400)]
  }
}
