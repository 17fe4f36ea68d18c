import Comparison
import Schema

/// A pattern for names of tables.
///
/// Without a dot it is held against the table's own name, with one dot against `dataset.table`, with more against the
/// whole name. bq's way of writing, `project:dataset.table`, is understood.
package struct TablePattern: Hashable, Sendable {
  /// The pattern as written.
  package let text: String
  /// Where it is written; nil for the command line.
  package var place: SourcePlace?
  package let scope: Scope
  package let glob: Glob

  /// How much of a table's name a pattern is about.
  package enum Scope: Hashable, Sendable {
    case table
    case dataset
    case whole

    /// That part of a name. A table called after its file has no dataset, but its name may hold dots.
    package func text(of name: TableName) -> String {
      switch self {
      case .table: name.table
      case .dataset: name.dataset.map { "\($0).\(name.table)" } ?? name.table
      case .whole: name.description
      }
    }

    /// Project ids hold no dots, but legacy ones do (`example.com:project`), so that more than two dots are the whole
    /// name too.
    package init(dots: Int) {
      switch dots {
      case 0: self = .table
      case 1: self = .dataset
      default: self = .whole
      }
    }
  }

  /// Compiles a pattern.
  ///
  /// - Throws: `GlobError` where it is not one.
  package init(_ text: String, place: SourcePlace? = nil) throws(GlobError) {
    self.text = text
    self.place = place
    glob = try Glob(Self.standardised(text))
    scope = Scope(dots: Self.dots(in: glob.parts))
  }

  /// Whether the pattern fits a table's name. Names of tables are case sensitive.
  package func matches(_ name: TableName) -> Bool { glob.matches(scope.text(of: name)) }

  /// `project:dataset.table` as `project.dataset.table`, also of a project like `example.com:project`, whose own colon
  /// stays.
  package static func standardised(_ text: String) -> String {
    guard let colon = text.lastIndex(of: ":") else { return text }
    let rest = text[text.index(after: colon)...]
    let project = text[..<colon]
    let isDomain = project.contains(".") && !project.contains(":")
    return rest.count { $0 == "." } == 1 && !isDomain ? project + "." + rest : text
  }

  private static func dots(in parts: [GlobPart]) -> Int {
    parts.reduce(0) { count, part in
      switch part {
      case .literal("."): count + 1
      case .either(let alternatives): count + (alternatives.map { dots(in: $0) }.max() ?? 0)
      case .literal, .any, .star, .set: count
      }
    }
  }
}

/// A pattern for column paths, held against the whole path, without regard to case unless two columns differ in it alone; `*` crosses dots too.
package struct ColumnPattern: Hashable, Sendable {
  /// The pattern as written.
  let text: String
  private let glob: Glob
  private let exactGlob: Glob

  /// Compiles a pattern.
  ///
  /// - Throws: `GlobError` where it is not one.
  package init(_ text: String) throws(GlobError) {
    self.text = text
    exactGlob = try Glob(text)
    glob = try Glob(text.lowercased())
  }

  /// Whether the pattern fits a column path.
  ///
  /// - Parameter isExact: With regard to case, because another column's path differs in it alone.
  package func matches(_ path: String, exactly isExact: Bool = false) -> Bool {
    isExact ? exactGlob.matches(path) : glob.matches(path.lowercased())
  }
}

/// A family: its name and the patterns that pick its tables.
package struct FamilyPattern: Hashable, Sendable {
  /// The family of tables for which no family is named.
  package static let unnamed = "staging"

  /// The family's name.
  package var name: String
  /// A table belongs to the family where any of these fits; at least one.
  package var patterns: [TablePattern]
  /// Severities by rule, over those of the audit.
  package var rules: [RuleID: RuleSetting]

  /// A family from its parts.
  package init(name: String, patterns: [TablePattern], rules: [RuleID: RuleSetting] = [:]) {
    self.name = name
    self.patterns = patterns
    self.rules = rules
  }
}
