import Exports
import Platform
import Schema
import Settings
import Text

/// What an audit makes of tables that an engine has counted, and of which not all are named.
package enum CountedSelection {
  /// What tells patterns from others: 16 hexadecimal digits of SHA-256 over the families and what is excluded.
  ///
  /// Rows of shapes carry it, so that an audit knows whether its own patterns would pick the same tables.
  package static func fingerprint(of families: [FamilyPattern], excluding: [TablePattern]) -> String {
    var parts: [String] = []
    for family in families { parts += ["family", family.name] + family.patterns.map(\.text) }
    return Digest.hex(parts + ["exclude"] + excluding.map(\.text), digits: 16)
  }

  /// What is said of tables that the audit's patterns could tell apart, were they named.
  static func problems(of catalog: Catalog, _ selection: StagingSelection, _ audit: AuditSpec)
    -> [Problem]
  {
    let open = catalog.counted.filter(\.isOpen)
    guard !open.isEmpty else { return [] }
    let unnamed = open.reduce(0) { $0 + $1.count - $1.named.count }
    if !audit.batches.isEmpty {
      return [Problem(at: audit.place, "\(untold(unnamed)): --batch cannot choose among them.\(wayOut)")]
    }
    let (families, exclude) = (audit.settings.families, audit.settings.exclude)
    // Without patterns every table is taken, and an engine that was asked for some has left out the others.
    guard !(families.isEmpty && exclude.isEmpty) else { return [] }
    let own = fingerprint(of: families, excluding: exclude)
    var family: [Int: String] = [:]
    for chosen in selection.families { for table in chosen.tables { family[table] = chosen.name } }
    let doubtful = open.filter { tables in
      if let told = tables.selection { return told != own }
      let names = Set(tables.named.map { family[$0] })
      return names.count > 1 || (tables.family != nil && names.first != tables.family)
    }
    guard let first = doubtful.first else { return [] }
    let count = doubtful.reduce(0) { $0 + $1.count - $1.named.count }
    return [
      Problem(
        at: audit.place,
        "\(untold(count)), and the engine was asked for other patterns than this audit's; one of them has the columns of "
          + "'\(catalog.tables[first.named[0]].name.description.clipped())'.\(wayOut)")
    ]
  }

  private static func untold(_ count: Int) -> String {
    "\(Count.of(count, "staging table")) \(count == 1 ? "is" : "are") counted and not named"
  }

  private static let wayOut =
    " Run the statement that driftaudit sql prints for the same patterns, or the one of --names."

  /// When the first and the last of the tables for which one stands were created, by that one's name.
  static func periods(of catalog: Catalog) -> [TableName: Span<Moment>] {
    var periods: [TableName: Span<Moment>] = [:]
    for (index, period) in catalog.folded ?? [:] where catalog.tables[index].count > 1 {
      periods[catalog.tables[index].name] = period
    }
    for tables in catalog.counted {
      guard let created = tables.created,
        tables.isOpen || catalog.tables[tables.named[0]].facts?.created == nil
      else { continue }
      periods[catalog.tables[tables.named[0]].name] = created
    }
    return periods
  }
}
