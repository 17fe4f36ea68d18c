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
    fieldsByName: FieldAssignment? = nil, skipsGenerated: Bool = false, isReader: Bool = false
  ) {
    self.takesFewerValues = takesFewerValues
    self.fieldsByPosition = fields
    self.fieldsByName = fieldsByName ?? fields
    self.skipsGenerated = skipsGenerated
    self.isReader = isReader
  }

  /// How STRUCTs are assigned on one way.
  package func fields(_ way: Way) -> FieldAssignment {
    switch way {
    case .position: fieldsByPosition
    case .name: fieldsByName
    }
  }
}
