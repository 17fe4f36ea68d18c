import GoogleSQL
import Schema

/// Which columns of main a MERGE writes, and by which it finds rows; names in lower case.
struct MergeCoverage {
  /// Written by some UPDATE.
  let updated: Set<String>
  /// Written by some UPDATE and not by all.
  let updatedInPart: Set<String>
  /// Named by every INSERT; nil where one takes all columns by position, or there is none.
  let inserted: Set<String>?
  let hasInsert: Bool
  /// Whether rows are matched and written.
  let hasUpdate: Bool
  /// Whether an INSERT goes by position.
  let insertsByPosition: Bool
  /// Whether rows are deleted and inserted anew, so that none is updated.
  var replaces = false
  /// Columns of main that ON compares with the same of the source.
  var keys: Set<String> = []
  /// Columns of the source that ON compares.
  var sourceKeys: Set<String> = []
  /// Columns that the source has, whatever the table.
  var sourceNames: Set<String> = []
  /// Columns of the source that hold values of a staging table.
  var carried: Set<String> = []

  init(_ merge: SQLMerge) {
    var updated: [Set<String>] = []
    var inserted: [Set<String>] = []
    var (updates, byPosition) = (false, false)
    for clause in merge.clauses where clause.rows != .ofTarget {
      switch clause.action {
      case .delete, .nothing: break
      case .update(let assignments):
        updates = true
        updated.append(Set(assignments.map(\.column.folded)))
      case .insert(let columns, _, _), .insertRow(let columns, _):
        if let columns { inserted.append(Set(columns.map(\.folded))) } else { byPosition = true }
      }
    }
    let all = updated.reduce(into: Set<String>()) { $0.formUnion($1) }
    self.updated = all
    updatedInPart = all.filter { name in !updated.allSatisfy { $0.contains(name) } }
    hasUpdate = updates
    insertsByPosition = byPosition
    hasInsert = byPosition || !inserted.isEmpty
    self.inserted = inserted.first.map { inserted.dropFirst().reduce($0) { $0.intersection($1) } }
  }
}

extension MergeChecker {
  /// Notes columns of main that are written in part, or not at all.
  mutating func check(_ coverage: MergeCoverage, at place: SQLPlace, isKnown: Bool) {
    let isKept = kept.contains("*") || coverage.replaces
    if !coverage.hasUpdate, !isKept { note(.noUpdate, at: place) }
    if !coverage.hasInsert { note(.noInsert, at: place) }
    // What main fills itself is nobody else's to write.
    for column in input.main.schema.columns where !column.takesNoValue {
      let name = column.foldedName
      // By position, a column is written where the source has one of its name; else it is missed.
      let isInserted =
        coverage.hasInsert && (coverage.inserted?.contains(name) ?? true)
        && (!coverage.insertsByPosition || !isKnown || coverage.sourceNames.contains(name))
      switch (isInserted, coverage.updated.contains(name)) {
      case (true, true):
        let isMeant = kept.contains(name) || isKept
        if !isMeant, coverage.updatedInPart.contains(name) { note(.updatedInPart, at: place, column.name) }
      case (false, false): note(.neither, at: place, column.name)
      case (false, true):
        if coverage.hasInsert { note(.updatedOnly, at: place, column.name) }
      case (true, false):
        let isMeant = coverage.keys.contains(name) || kept.contains(name) || isKept
        if coverage.hasUpdate, !isMeant, coverage.carried.contains(name) {
          note(.insertedOnly, at: place, column.name)
        }
      }
    }
  }
}
