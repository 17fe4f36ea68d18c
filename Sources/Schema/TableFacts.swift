import Text

/// What exports tell about a table besides its columns.
package struct TableFacts: Hashable, Sendable {
  /// What kind of table it is.
  package var kind: Kind?
  private var createdSeconds = Self.unknown
  private var modifiedSeconds = Self.unknown
  private var rowCount = Self.unknown
  private var byteCount = Self.unknown

  /// Stands for what is not known: lists name tables by the million, and optional numbers take twice the room.
  private static let unknown = Int.min

  /// When the table was created.
  package var created: Moment? {
    get { Moment(seconds: createdSeconds) }
    set { createdSeconds = newValue?.seconds ?? Self.unknown }
  }

  /// When rows or columns of it were changed last.
  package var modified: Moment? {
    get { Moment(seconds: modifiedSeconds) }
    set { modifiedSeconds = newValue?.seconds ?? Self.unknown }
  }

  /// How many rows it has.
  package var rows: Int? {
    get { rowCount == Self.unknown ? nil : rowCount }
    set { rowCount = newValue ?? Self.unknown }
  }

  /// How many bytes its rows take.
  package var bytes: Int? {
    get { byteCount == Self.unknown ? nil : byteCount }
    set { byteCount = newValue ?? Self.unknown }
  }

  /// Whether an export tells a time of it in a way that cannot be read.
  package var hasUnreadTime = false

  /// Facts; those that are not named are unknown.
  package init(
    created: Moment? = nil, kind: Kind? = nil, rows: Int? = nil, bytes: Int? = nil, modified: Moment? = nil
  ) {
    self.created = created
    self.kind = kind
    self.rows = rows
    self.bytes = bytes
    self.modified = modified
  }

  /// A kind of table.
  ///
  /// Source: BigQuery, "TABLES view" (`table_type`) and REST reference, `Table.type`.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case table = "TABLE"
    case clone = "CLONE"
    case snapshot = "SNAPSHOT"
    case external = "EXTERNAL"
    case materializedView = "MATERIALIZED_VIEW"
    case view = "VIEW"

    /// A kind from `BASE TABLE`, `MATERIALIZED VIEW` or `MATERIALIZED_VIEW`, in any case; nil for a word that is none.
    package init?(text: String) {
      if text == "BASE TABLE" {
        self = .table
        return
      }
      let word = text.uppercased().replacing(" ", with: "_")
      switch word {
      case "BASE_TABLE", "INCREMENTAL", "SEED": self = .table
      case "EXTERNAL_TABLE", "FOREIGN", "FOREIGN_TABLE": self = .external
      case "SYSTEM_VIEW": self = .view
      default: self.init(rawValue: word)
      }
    }

    /// The one of two kinds that stands further from a table in the order of all kinds.
    fileprivate func merged(with other: Kind?) -> Kind {
      guard let other else { return self }
      return Self.allCases.last { $0 == self || $0 == other } ?? self
    }

    /// Whether rows are written into it: views and external tables only show what stands elsewhere.
    package var holdsRows: Bool {
      switch self {
      case .table, .snapshot, .clone: true
      case .view, .materializedView, .external: false
      }
    }
  }

  /// What both tell, whichever comes first: where they differ, the later time, the larger number, and of two kinds the one
  /// that is less of a table. Who would drop a table has to know of it what speaks against that.
  package func merged(with other: TableFacts) -> TableFacts {
    var merged = TableFacts(
      created: Self.larger(created, other.created), kind: kind?.merged(with: other.kind) ?? other.kind,
      rows: Self.larger(rows, other.rows), bytes: Self.larger(bytes, other.bytes),
      modified: Self.larger(modified, other.modified))
    merged.hasUnreadTime = hasUnreadTime || other.hasUnreadTime
    return merged
  }

  private static func larger<Value: Comparable>(_ one: Value?, _ other: Value?) -> Value? {
    guard let one, let other else { return one ?? other }
    return max(one, other)
  }
}
