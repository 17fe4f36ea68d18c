/// How staging rows become rows of main, as a user says it.
public struct MergeSettings: Hashable, Sendable {
  /// The parts of the key, each a column of main or an expression over its columns.
  public var keys: [String] = []
  /// Columns or expressions by which the newest row of a key is found, the most telling first.
  public var orderBy: [String] = []
  /// Columns of main that an update leaves as they are.
  public var keep: [String] = []
  /// Columns of main with the expressions that an update gives them.
  public var set: [Assignment] = []
  /// Columns of main with the expressions that stand where staging has no value.
  public var fill: [Assignment] = []
  /// What is done where a CAST may fail or lose a part of a value.
  public var onLossy = Lossy.error
  /// The values of main's partitioning column that are merged; empty to take those of the staging rows.
  public var partitionValues: [String] = []
  /// The engine whose statements are written; nil for main's own.
  public var dialect: Engine?
  /// The engines whose statements can be written.
  public static let dialects: [Engine] = [.bigQuery, .postgreSQL, .duckDB]

  /// Settings with nothing said.
  public init() {}

  /// A column and an expression.
  public struct Assignment: Hashable, Sendable {
    /// The column's name.
    public var column: String
    /// The expression.
    public var expression: String

    /// An assignment from its parts.
    public init(column: String, expression: String) {
      self.column = column
      self.expression = expression
    }

    /// An assignment as `column=expression`; nil where a part is missing. A name with an equals sign stands between
    /// backticks.
    public init?(_ text: String) {
      let name: Substring
      let rest: Substring
      if text.hasPrefix("`") {
        guard let end = text.dropFirst().firstIndex(of: "`") else { return nil }
        name = text.dropFirst()[..<end]
        rest = text[text.index(after: end)...].drop { $0 == " " }
      } else {
        name = text.prefix { $0 != "=" }
        rest = text[name.endIndex...]
      }
      guard rest.first == "=", rest.dropFirst().contains(where: { !$0.isWhitespace }), !name.isEmpty else {
        return nil
      }
      column = String(name)
      while column.last == " " { column.removeLast() }
      expression = String(rest.dropFirst())
    }
  }

  /// What is done where a CAST may fail or lose a part of a value.
  public enum Lossy: String, Hashable, Sendable, CaseIterable {
    /// The statement fails on such a value.
    case error
    /// A value that does not convert becomes NULL; one that loses a part is written without it.
    case safeCast = "safe-cast"
    /// The column counts as missing from staging.
    case skip
  }
}
