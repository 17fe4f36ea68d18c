import Comparison
import Exports
import Schema
import Settings

/// Which staging tables the JSON report lists.
package struct ReportedTables: Hashable, Sendable {
  /// Which.
  package var which = Which.all
  /// How many of a shape and family are listed at most, the first by name; nil for all.
  package var limit: Int?

  /// Which tables are listed.
  package enum Which: String, Hashable, Sendable, CaseIterable {
    case all
    /// Those that a new or expired finding of severity warning or error names, and those that could not be read.
    case drifted
    case none
  }

  /// A listing; all tables where nothing else is said.
  package init(_ which: Which = .all, limit: Int? = nil) {
    self.which = which
    self.limit = limit
  }

  /// Whether every table is listed.
  package var isWhole: Bool { which == .all && limit == nil }

  /// How many tables of a kind have to keep their names for it; nil where each has to.
  var named: Int? {
    switch (which, limit) {
    case (.none, _): TableFolding.fewest
    case (_, let limit?): max(limit, TableFolding.fewest)
    case (_, nil): nil
    }
  }

  /// The rows of an audit that are listed. The last one of a shape and family stands for those behind it.
  package func rows(of audit: ComparedAudit) -> [ComparedAudit.Row] {
    if isWhole { return audit.tables }
    if which == .none { return [] }
    struct Kind: Hashable {
      let family: String
      let shape: Int?
    }
    let drifting = audit.driftingVariants
    var rows: [ComparedAudit.Row] = []
    var listed: [Kind: (count: Int, last: Int)] = [:]
    for row in audit.tables where which == .all || row.variant.map({ drifting[$0] }) ?? true {
      let kind = Kind(family: row.family, shape: row.shape)
      if let limit, let known = listed[kind], known.count >= limit {
        rows[known.last].count += row.count
        continue
      }
      listed[kind] = ((listed[kind]?.count ?? 0) + 1, rows.count)
      rows.append(row)
    }
    return rows
  }
}

extension AuditRun {
  /// What the audits of the same exports make of a table, so that those that are alike can be counted.
  ///
  /// - Parameter mains: The names of mains that files of their own hold.
  static func folding(_ audits: [AuditSpec], named: Int, mains: [TableName]) -> TableFolding {
    let ownNames = Set(
      mains.map(\.table) + audits.compactMap { $0.main.split(separator: ".").last.map(String.init) })
    return TableFolding(named: named) { name in
      if ownNames.contains(name.table) { return nil }
      if audits.count == 1 { return group(of: name, in: audits[0].settings) }
      var isClaimed = false
      let parts = audits.map { audit -> String? in
        let part = group(of: name, in: audit.settings)
        isClaimed = isClaimed || part != nil
        return part
      }
      // What an audit excludes, or none claims, can be asked for by name.
      let isExcluded = audits.contains { $0.settings.exclude.contains { $0.matches(name) } }
      return isClaimed && !isExcluded ? parts.map { $0 ?? "-" }.joined(separator: "\u{0}") : nil
    }
  }

  /// The family of a table, as its number, and its batch; nil where it is none of the audit's staging tables.
  private static func group(of name: TableName, in settings: AuditSettings) -> String? {
    if settings.exclude.contains(where: { $0.matches(name) }) { return nil }
    let family =
      settings.families.isEmpty
      ? 0 : StagingSelection.first(of: settings.families, matching: name)?.0
    guard let family else { return nil }
    guard let pattern = settings.batch else { return String(family) }
    return "\(family) \(pattern.batches(of: [name.table])[0] ?? "")"
  }
}
