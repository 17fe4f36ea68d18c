import Schema
import Text

/// Which names BigQuery can have.
///
/// Source: "Specifying a schema", column names and flexible column names; "Create and use tables", table naming.
package enum BigQueryName {
  /// Characters a column's name may have at most.
  static let longestColumnName = 300
  /// Bytes that a project's, dataset's or table's name may have at most.
  package static let longestTableName = 1024

  /// Whether a text can be a name as far as its length goes.
  static func isWithinLength(_ name: String) -> Bool { (1...longestTableName).contains(name.utf8.count) }

  /// What is wrong with the names of a column and of its fields, each name once. A table with a column that has
  /// no name, or one that is far too long, is left out; with one that only cannot be, it is compared all the same.
  static func faults(in column: Column, path: String) -> [SchemaRecord.Content] {
    var told: Set<String> = []
    var faults: [SchemaRecord.Content] = []
    func check(_ column: Column, within parent: String?) {
      let kind = parent.map { "in \($0.clipped()), field" } ?? "column"
      if let message = fault(in: column.name, kind: kind), told.insert(message).inserted {
        let isNone = column.name.isEmpty || column.name.utf8.count > longestColumnName * 4
        faults.append(.fault(RecordFault(message: message, nearest: nil, path: path, leavesTableOut: isNone)))
      }
      for field in column.type.fields ?? [] { check(field, within: parent ?? column.name) }
    }
    check(column, within: nil)
    return faults
  }

  private static func fault(in name: String, kind: String) -> String? {
    if name.isEmpty { return "\(kind) without a name" }
    if name.utf8.count > longestColumnName, name.unicodeScalars.count > longestColumnName {
      return "\(kind) '\(name.clipped(to: 40))' has a name of \(name.unicodeScalars.count) characters; "
        + "BigQuery allows \(longestColumnName)"
    }
    return firstWrong(name, marks: "& % = + : ' < > # | _ -").map {
      "\(kind) '\(name.clipped())' has \($0) in its name, against BigQuery's rules,"
    }
  }

  /// What is wrong with a table's name; nil where BigQuery can have it.
  static func fault(inTable name: String) -> String? {
    firstWrong(name, marks: "_ - $ .").map {
      "the name of table '\(name.clipped())' holds \($0), which BigQuery does not allow"
    }
  }

  private static func firstWrong(_ name: String, marks: String) -> String? {
    for scalar in name.unicodeScalars {
      if (0x61...0x7A).contains(scalar.value) || scalar == "_" { continue }
      if marks.unicodeScalars.contains(scalar) { continue }
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark,
        .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation,
        .dashPunctuation, .spaceSeparator:
        continue
      default:
        return scalar.value < 0x20 || scalar.value == 0x7F
          ? "a control character (U+\(hex(scalar)))" : "'\(scalar)' (U+\(hex(scalar)))"
      }
    }
    return nil
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
