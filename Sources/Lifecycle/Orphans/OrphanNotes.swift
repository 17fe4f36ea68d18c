import Settings
import Text

/// What was checked, and what was not, in the words of every output.
package enum OrphanNotes {
  /// A sentence each.
  package static func notes(_ report: OrphanReport) -> [String] {
    let settings = report.settings
    var notes = [
      "A batch counts as left over where nothing of it is younger than \(settings.minAge)"
        + (settings.completions == nil ? "" : " and its record says that it is complete") + "."
    ]
    if settings.minAge.isShort {
      notes.append(
        "That is less than \(MinimumAge.usual): a batch that takes longer looks like one that is left over.")
    }
    let orphans = report.allBatches.lazy.flatMap(\.orphans)
    let untold = orphans.count { !$0.tellsChange }
    if untold > 0 {
      let which =
        untold == report.orphans.tables ? "these tables" : "\(Count.grouped(untold)) of these tables"
      notes.append("No list tells when \(which) were changed last; INFORMATION_SCHEMA.TABLE_STORAGE would.")
    }
    let unmerged = report.allBatches.filter { !$0.orphans.isEmpty && $0.rows?.haveArrived == false }
    if settings.mainRows == nil {
      notes.append(
        "Nobody checked whether the rows of these batches are in main. "
          + (settings.completions == nil ? "Age decides alone." : "Age and completion records decide."))
    } else if unmerged.isEmpty {
      notes.append("The rows of each batch were counted, and are in main.")
    } else {
      let tables = unmerged.reduce(0) { $0 + $1.orphans.count }
      notes.append(
        "Rows of \(Count.of(unmerged.count, "batch", plural: "batches")) with \(Count.of(tables, "table")) are NOT all in main; "
          + "--include-unmerged wants them dropped all the same.")
    }
    return notes + unverified(report)
  }

  /// What is to be done about batches of which nobody knows whether they are in main; nothing where there are none.
  package static func unverified(_ report: OrphanReport) -> [String] {
    let batches = report.allBatches.filter { $0.state == .unverified }
    guard !batches.isEmpty else { return [] }
    let tables = batches.reduce(0) { $0 + $1.tables.count }
    return [
      "\(Count.of(batches.count, "batch", plural: "batches")) with \(Count.of(tables, "table")) "
        + "\(batches.count == 1 ? "is" : "are") unverified, not orphaned: drift breaks the statement that merges them, and "
        + "nobody counted their rows in main. Next: driftaudit merge, then driftaudit verify, then driftaudit orphans with "
        + "--main-rows."
    ]
  }
}
