/// What exports tell about a table besides its columns.
public struct TableFacts: Hashable, Sendable {
  /// When the table was created.
  public var created: Moment?
  /// What kind of table it is.
  public var kind: Kind?
  /// How many rows it has.
  public var rows: Int?

  /// Facts; those that are not named are unknown.
  public init(created: Moment? = nil, kind: Kind? = nil, rows: Int? = nil) {
    self.created = created
    self.kind = kind
    self.rows = rows
  }

  /// A kind of table.
  ///
  /// Source: BigQuery, "TABLES view" (`table_type`) and REST reference, `Table.type`.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case table = "TABLE"
    case view = "VIEW"
    case materializedView = "MATERIALIZED_VIEW"
    case external = "EXTERNAL"
    case snapshot = "SNAPSHOT"
    case clone = "CLONE"

    /// A kind from `BASE TABLE`, `MATERIALIZED VIEW` or `MATERIALIZED_VIEW`, in any case; nil for a word that is none.
    public init?(text: String) {
      let word = text.uppercased().replacing(" ", with: "_")
      switch word {
      case "BASE_TABLE", "INCREMENTAL", "SEED": self = .table
      case "EXTERNAL_TABLE", "FOREIGN", "FOREIGN_TABLE": self = .external
      case "SYSTEM_VIEW": self = .view
      default: self.init(rawValue: word)
      }
    }

    /// Whether rows are written into it: views and external tables only show what stands elsewhere.
    public var holdsRows: Bool {
      switch self {
      case .table, .snapshot, .clone: true
      case .view, .materializedView, .external: false
      }
    }
  }

  /// What both tell; where both tell, the first.
  func merged(with other: TableFacts) -> TableFacts {
    TableFacts(created: created ?? other.created, kind: kind ?? other.kind, rows: rows ?? other.rows)
  }
}
