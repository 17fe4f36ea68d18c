import Lifecycle
import Schema
import Text

/// How many staging tables there are, a line a family: the number, the family, main, with tabs between them.
package struct OrphanCounts {
  /// The text, with a newline at its end.
  package let text: String

  /// The counts of a report. Views, external tables and mains are no staging tables, as in `audit`.
  package init(_ report: OrphanReport) {
    let lines = report.audits.flatMap { audit in
      audit.families.map { family in
        let count = family.batches.reduce(Self.count(family.loose)) { $0 + Self.count($1.tables) }
        return "\(count)\t\(SafeText.printable(family.name, limit: 200))\t"
          + "\(SafeText.printable(audit.main.description, limit: 300))\n"
      }
    }
    text = lines.joined()
  }

  private static func count(_ tables: [OrphanReport.Table]) -> Int {
    tables.count { table in
      switch table.hold {
      case .main: false
      case .kind(let kind): kind.holdsRows
      case .elsewhere, .incompleteName, .impossibleName, .unknownKind, .noBatch, nil: true
      }
    }
  }
}
