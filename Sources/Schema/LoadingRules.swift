/// How an engine takes rows into a table, as far as that decides what drift does to them.
package struct LoadingRules: Sendable, Hashable {
  /// Whether a statement that goes by position takes fewer values than main has columns, and leaves the last columns to
  /// their defaults.
  package var takesFewerValues: Bool
  /// How values of a STRUCT get into one with other fields, by a statement that goes by position.
  package var fieldsByPosition: FieldAssignment
  /// The same by a statement that names the columns.
  package var fieldsByName: FieldAssignment
  /// Whether columns that main generates are passed over where a statement goes by position: they take no value, and
  /// none is counted for them.
  package var skipsGenerated: Bool
  /// Whether a value for a column that main computes is compared with what it computes, and not refused.
  package var checksComputed: Bool
  /// Whether NULL in an identity column that is REQUIRED becomes its next number.
  package var numbersNull: Bool
  /// How the names of types begin of which a column that is NOT NULL has a default though none is declared, such as MySQL's
  /// ENUM, whose first word it is.
  package var impliedDefaults: [String]
  /// Whether these are schemas of files that a reader resolves by name, and no tables with statements.
  package var isReader: Bool

  /// How values of a STRUCT find their fields.
  package enum FieldAssignment: Hashable, Sendable {
    /// The first into the first, whatever the names; another number of fields does not fit.
    case byPosition
    /// Each into the field of its name; what becomes of one that staging lacks, and of one that main lacks.
    case byName(missing: Effect, extra: Effect)
  }

  /// Rules; what is not named is as in most engines.
  ///
  /// - Parameter fields: How STRUCTs are assigned by position and, where `fieldsByName` does not differ, by name.
  package init(
    takesFewerValues: Bool = false, fields: FieldAssignment = .byPosition,
    fieldsByName: FieldAssignment? = nil, skipsGenerated: Bool = false, checksComputed: Bool = false,
    numbersNull: Bool = false, impliedDefaults: [String] = [], isReader: Bool = false
  ) {
    self.takesFewerValues = takesFewerValues
    self.fieldsByPosition = fields
    self.fieldsByName = fieldsByName ?? fields
    self.skipsGenerated = skipsGenerated
    self.checksComputed = checksComputed
    self.numbersNull = numbersNull
    self.impliedDefaults = impliedDefaults
    self.isReader = isReader
  }

  /// Whether a column for which there is no value gets one that is not NULL: its default, the next number, or what its
  /// type implies.
  package func hasDefault(_ column: Column) -> Bool {
    if column.attributes.hasDefault { return true }
    guard column.mode == .required, case .scalar(let name, _) = column.type else { return false }
    return impliedDefaults.contains { name.hasPrefix($0) }
  }

  /// How STRUCTs are assigned on one way.
  package func fields(_ way: Way) -> FieldAssignment {
    switch way {
    case .position: fieldsByPosition
    case .name: fieldsByName
    }
  }
}
