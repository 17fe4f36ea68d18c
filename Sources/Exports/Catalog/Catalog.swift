import Schema
import Text

/// All tables that a list of exports holds.
package struct Catalog: Sendable {
  /// Sorted by name; each name once.
  package var tables: [CatalogTable] = []
  /// Tables that lists of tables name and whose columns no export holds, sorted by name.
  package var listed: [ListedTable] = []
  /// Tables that an engine has counted, in the order of the inputs.
  package var counted: [CountedTables] = []
  /// Whether tables are counted that have names, and when those for which one stands were created, by its index.
  package var folded: [Int: Span<Moment>]?
  /// The distinct schemas.
  package var schemas: [TableSchema] = []
  /// The files that were read, in the order of the inputs.
  package var files: [FileSummary] = []
  /// What kept the tool from seeing everything, sorted.
  package var problems: [Problem] = []
  /// What is said of files that hold one object with others inside, where no main shows that it is a record.
  package var loneObjects: [Problem] = []
  /// Bytes read, packed where the files are packed.
  package var bytesRead = 0
  /// Rows that were like others and needed no parsing. How many depends on the threads.
  var unparsedRows = 0

  /// An empty catalog.
  package init() {}

  /// How many tables there are, those included of which no export tells the name.
  package var tableCount: Int { tables.reduce(0) { $0 + Int($1.count) } }

  /// The file in which a table was met first, as the user named it.
  package func source(of table: CatalogTable) -> String {
    files.indices.contains(Int(table.file)) ? files[Int(table.file)].name : ""
  }

  /// Where a table was met first; nil where it came through standard input, or from a live catalog.
  package func place(of table: CatalogTable) -> SourcePlace? {
    guard files.indices.contains(Int(table.file)), files[Int(table.file)].isNamedByPath else { return nil }
    return SourcePlace(file: source(of: table), line: Int(table.line), column: Int(table.column))
  }

  /// Where the table of that name was met first; nil where there is none, or it came through standard input.
  package func place(ofTableNamed name: TableName) -> SourcePlace? {
    var (low, high) = (tables.startIndex, tables.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if tables[middle].name < name { low = middle + 1 } else { high = middle }
    }
    // Names that read the same may be divided into project, dataset and table in another way.
    while low < tables.endIndex, !(name < tables[low].name) {
      if tables[low].name == name { return place(of: tables[low]) }
      low += 1
    }
    return nil
  }

  /// What was found in one file.
  package struct FileSummary: Sendable, Hashable {
    /// The file as the user named it.
    package var name: String
    /// What the file was taken for, and how many values of it the file holds; more than one where forms are mixed.
    package var forms: [Form]
    /// Whether the name is the file's path.
    var isNamedByPath = true

    /// Whether the file is anything but one that is known and not an export, as a report of an earlier run.
    package var isExport: Bool { forms.isEmpty || forms.contains { $0.isRead } }

    /// One form in a file.
    package struct Form: Sendable, Hashable {
      /// What the form is called.
      package var name: String
      /// How many rows, tables or fields of it the file holds.
      package var elements: Int
      /// What schemas of this form leave unknown.
      package var leavesUnknown: [String]
      /// What shows that a value is of the form; empty where nothing is to be said.
      package var recognisedBy = ""
      /// Whether it is a form of exports, and neither what is not read nor what belongs beside exports.
      var isRead = true
    }
  }
}

/// One table of a catalog.
package struct CatalogTable: Sendable, Hashable {
  /// The table's name.
  package var name: TableName
  /// Index into the catalog's schemas; nil where the table could not be read.
  package var schema: Int?
  /// What exports tell about it besides its columns; nil where they tell nothing.
  package var facts: TableFacts?
  /// The file in which it was met first, an index into the catalog's files.
  var file: Int32
  /// The line where it begins there, from 1.
  package var line: Int32
  /// The byte of that line where it begins, from 1.
  var column: Int32 = 1
  /// How many tables of this schema it stands for, itself included: more than one where an engine has counted tables and
  /// not named them all.
  package var count: Int32 = 1
}

/// A table of which only a list of tables tells.
package struct ListedTable: Sendable, Hashable {
  /// The table's name.
  package var name: TableName
  /// What the list tells.
  package var facts: TableFacts

  /// A value from its parts.
  package init(name: TableName, facts: TableFacts) {
    self.name = name
    self.facts = facts
  }
}
