import Schema
import Settings

/// Tables that are no staging tables whatever a pattern says: the main tables of all audits.
///
/// Compared by their own names alone and without regard to case, since datasets can be told to have none.
struct ProtectedTables {
  private var names: Set<String> = []

  /// Protects a table.
  mutating func insert(_ name: TableName) { insert(named: name.table) }

  /// Protects the tables that a user means by a name, however fully it is written.
  mutating func insert(named text: String) {
    names.insert(text.lowercased())
    let standard = TablePattern.standardised(text)
    names.insert(standard.lowercased())
    if let last = standard.split(separator: ".").last { names.insert(last.lowercased()) }
  }

  func contains(_ name: TableName) -> Bool { names.contains(name.table.lowercased()) }
}
