import Schema
import Text

/// What the generated merge does with columns of main and of staging tables of one shape, in words: for the comment at its
/// top and for whoever asks.
package struct MergeFates {
  /// What becomes of columns that are missing, left out, or may not be NULL.
  package let columns: [Fate]
  /// What is done to values that do not go as they are, a sentence each.
  package let values: [String]

  /// What becomes of some columns.
  package struct Fate: Hashable {
    package let names: [String]
    /// Goes on after `3 columns`.
    package let text: String
  }

  /// The fates of columns.
  ///
  /// - Parameters:
  ///   - planned: Columns of main, each with where its values come from.
  ///   - extra: Columns of staging that main lacks.
  ///   - schema: Staging's.
  package init(
    _ planned: [(column: Column, source: MergePlan.Source)], extra: [String], in schema: TableSchema
  ) {
    var generated: [String] = []
    var (null, byDefault, filled, mayBeNull): ([String], [String], [String], [String]) = ([], [], [], [])
    var notes: [ConvertedValue.Note] = []
    let own = schema.columns.byFoldedName
    for (column, source) in planned {
      switch source {
      case .missing where column.takesNoValue: generated.append(column.name)
      case .missing:
        if !column.attributes.hasDefault {
          null.append(column.name)
        } else {
          byDefault.append(column.name)
        }
      case .filled: filled.append(column.name)
      case .staging(let value):
        notes += value.notes
        if column.mode == .required, own[column.foldedName]?.mode == .nullable,
          !value.sql.hasPrefix("COALESCE(")
        {
          mayBeNull.append(column.name)
        }
      }
    }
    columns = [
      Fate(names: null, text: "missing, NULL on insert and unchanged on update"),
      Fate(names: byDefault, text: "missing, main's default on insert and unchanged on update"),
      Fate(names: filled, text: "filled by --fill on insert and unchanged on update"),
      Fate(
        names: generated, text: "left out, since main fills \(generated.count == 1 ? "it" : "them") itself"),
      Fate(names: extra, text: "left out, since main lacks \(extra.count == 1 ? "the column" : "them")"),
      Fate(names: mayBeNull, text: "REQUIRED in main: a row that has NULL there makes the merge fail"),
    ].filter { !$0.names.isEmpty }
    values = Self.told(notes)
  }

  private static func told(_ notes: [ConvertedValue.Note]) -> [String] {
    var (rebuilt, missing, leftOut): ([String], [String], [String]) = ([], [], [])
    var casts: [String] = []
    func cast(_ path: String, _ from: String, _ to: String, _ rest: String) {
      casts.append(
        "cast \(SafeText.printable(path, limit: 80)) from \(from.clipped()) to \(to.clipped())\(rest)")
    }
    for note in notes {
      switch note {
      case .cast(let path, let from, let to): cast(path, from, to, "")
      case .checkedCast(let path, let from, let to):
        cast(path, from, to, ": fails on a value that does not convert whole")
      case .safeCast(let path, let from, let to):
        cast(path, from, to, ": NULL where a value does not convert, and what does not fit is lost")
      case .rebuilt(let path): rebuilt.append(path)
      case .fieldMissing(let path): missing.append(path)
      case .fieldLeftOut(let path): leftOut.append(path)
      }
    }
    if !rebuilt.isEmpty { casts.append("rebuilt field by field, by name: \(ScriptComment.list(rebuilt))") }
    if !missing.isEmpty {
      casts.append(
        "fields that staging lacks, NULL on insert, and on update as they are, or NULL inside of an ARRAY: \(ScriptComment.list(missing))"
      )
    }
    if !leftOut.isEmpty {
      casts.append("fields left out, since main lacks them: \(ScriptComment.list(leftOut))")
    }
    return casts
  }
}
