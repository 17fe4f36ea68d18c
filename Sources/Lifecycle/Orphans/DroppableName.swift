import Exports
import Schema
import Text

/// Whether a name means one table and nothing else, wherever a script writes it.
enum DroppableName {
  /// Why a table of that name is kept; nil where a script may name it.
  static func hold(_ name: TableName) -> TableHold? {
    guard let project = name.project, let dataset = name.dataset, !project.isEmpty, !dataset.isEmpty else {
      return .incompleteName
    }
    let isUsual =
      isProject(project) && dataset.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") }
      && isTable(name.table)
    return isUsual ? nil : .impossibleName
  }

  /// Letters, digits and dashes; a colon and dots where the project is of a domain, as `example.com:project`.
  ///
  /// Source: Resource Manager, "Creating and managing projects".
  private static func isProject(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetterOrDigit(first) else { return false }
    return text.utf8.allSatisfy { byte in
      isLetterOrDigit(byte) || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":")].contains(byte)
    }
  }

  /// What BigQuery allows, but for characters that do not show or look like others: `$` would mean a partition, `@` a
  /// moment, `*` every table that begins so.
  ///
  /// Source: BigQuery, "Create and use tables", table naming: letters, marks, numbers, connectors, dashes and spaces.
  private static func isTable(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= BigQueryName.longestTableName, text.first != " ", text.last != " "
    else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      if scalar.value < 0x80 {
        return scalar == "_" || scalar == "-" || scalar == " "
          || isLetterOrDigit(UInt8(truncatingIfNeeded: scalar.value))
      }
      if SafeText.isUnsafe(scalar) { return false }
      switch scalar.properties.generalCategory {
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
        return true
      default: return false
      }
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
