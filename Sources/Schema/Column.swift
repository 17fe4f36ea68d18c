/// A column of a table, or a field of a STRUCT.
@usableFromInline package struct Column: Hashable, Sendable {
  /// The name as the export spells it.
  package let name: String
  /// The name by which columns are matched: equal exactly where the engine takes two names for one, or where a staging
  /// column is paired with main's under another spelling. No text to show.
  package private(set) var foldedName: String
  /// Whether the column is staging's and paired with one of main under a spelling that the engine takes for another name.
  package private(set) var isRespelled = false
  /// The column's type.
  package var type: DataType
  /// Nil where the export does not tell: fields of a STRUCT in rows of INFORMATION_SCHEMA.COLUMNS. An ARRAY is always
  /// `repeated`.
  package var mode: Mode?
  /// Everything else that an export may tell about the column.
  package var attributes: Attributes
  /// The type as the engine of the export writes it, where that is another engine than main's; nil else.
  package var foreignType: String?
  /// How often a writer's sample records hold the column; nil for a column of a schema.
  package var occurrence: Occurrence?

  /// Whether the table computes the column from others.
  package var isComputed: Bool { attributes.generation.value?.isComputed ?? false }
  /// Whether the table fills the column itself, and a statement may give it no value.
  package var takesNoValue: Bool { attributes.generation.value?.takesNoValue ?? false }

  /// How often sample records hold a column.
  package struct Occurrence: Hashable, Sendable {
    /// Records that have the key.
    package var records: Int
    /// Records that have a value other than null there.
    package var filled: Int

    /// An occurrence from its parts.
    package init(records: Int, filled: Int) {
      self.records = records
      self.filled = filled
    }
  }

  /// What some exports tell about a column besides name, type and mode.
  package struct Attributes: Hashable, Sendable {
    /// The default as a GoogleSQL expression.
    package var defaultExpression: Fact<String>
    /// A collation specification, such as `und:ci`.
    package var collation: Fact<String>
    /// `ROUND_HALF_AWAY_FROM_ZERO` or `ROUND_HALF_EVEN`.
    package var roundingMode: Fact<String>
    /// Resource names of policy tags, sorted.
    package var policyTags: Fact<[String]>
    /// The column's description.
    package var description: Fact<String>
    /// How the table fills the column by itself; its expression is no default.
    package var generation: Fact<Generation>

    /// Whether a row gets a value of its own where a statement leaves the column out.
    package var hasDefault: Bool { defaultExpression.value != nil || generation.value != nil }

    /// Attributes; those that are not named are unknown.
    package init(
      defaultExpression: Fact<String> = .unknown, collation: Fact<String> = .unknown,
      roundingMode: Fact<String> = .unknown, policyTags: Fact<[String]> = .unknown,
      description: Fact<String> = .unknown, generation: Fact<Generation> = .unknown
    ) {
      self.defaultExpression = defaultExpression
      self.collation = collation
      self.roundingMode = roundingMode
      self.policyTags = policyTags
      self.description = description
      self.generation = generation
    }
  }

  /// A column; its mode becomes `repeated` where the type is an ARRAY, unless an ARRAY can be NULL in its engine.
  ///
  /// Where an engine stores no NULL in the place of an ARRAY, each ARRAY is; else it is NULLABLE or REQUIRED as any column.
  package init(
    _ name: String, _ type: DataType, mode: Mode? = nil, attributes: Attributes = Attributes(),
    in engine: Engine
  ) {
    self.name = name
    self.foldedName = engine.types.names.key(name)
    self.type = type
    self.mode = type.isArray && (engine.types.arraysAreNeverNull || mode == nil) ? .repeated : mode
    self.attributes = attributes
  }

  /// The column as an engine that folds names like this compares it.
  package func folded(by names: NameFolding) -> Column {
    var column = self
    column.foldedName = names.key(name)
    return column
  }

  /// The column under its own name, matched with `main`.
  package func paired(with main: Column) -> Column {
    var column = self
    column.foldedName = main.foldedName
    // Between two engines nothing is known of how names get from one to the other.
    column.isRespelled = foreignType == nil
    return column
  }
}
