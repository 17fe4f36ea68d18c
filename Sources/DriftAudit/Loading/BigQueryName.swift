/// Which names BigQuery can have.
///
/// Source: "Specifying a schema", column names and flexible column names; "Create and use tables", table naming.
enum BigQueryName {
  /// Characters a column's name may have at most.
  static let longestColumnName = 300

  /// What is wrong with a column's name; nil where BigQuery can have it.
  static func fault(inColumn name: String) -> String? {
    if name.isEmpty { return "a column without a name" }
    if name.utf8.count > longestColumnName, name.unicodeScalars.count > longestColumnName {
      return "column '\(name.clipped(to: 40))' has a name of \(name.unicodeScalars.count) characters; "
        + "BigQuery allows \(longestColumnName)"
    }
    return firstWrong(name, marks: "& % = + : ' < > # | _ -").map {
      "the name of column '\(name.clipped())' holds \($0), which BigQuery does not allow"
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
