import JSONInput
import CSimdjson

/// One form in which engines and tools export schemas. Adding a form is one file in `Forms` and one line in
/// `ExportForms.all`; a loader may also be given other forms.
///
/// An instance belongs to one thread, since it keeps the slots into which keys are picked.
package protocol ExportForm: AnyObject, SendableMetatype {
  /// What the form is called in messages: `rows of INFORMATION_SCHEMA.COLUMNS`.
  static var name: String { get }
  /// What schemas of this form leave unknown, for `inspect`.
  static var leavesUnknown: [String] { get }
  /// How the pieces of one table belong together.
  static var combination: ExportCombination { get }
  /// What is said of a file that holds values of the form and no table; nil where that is nothing to speak of.
  static func withoutTables(_ file: InputFile) -> String?
  /// What shows that a value is of the form, for `inspect`: `table_name and column_name`; empty where nothing is to be said.
  static var recognisedBy: String { get }

  init()

  /// Reads one value of an export; false, and nothing done, where it is of another form.
  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool
}

extension ExportForm {
  /// Most forms say what is wrong where they read it.
  package static func withoutTables(_ file: InputFile) -> String? { nil }
  /// Nothing is said.
  package static var recognisedBy: String { "" }
}

/// How the pieces of one table belong together.
package enum ExportCombination: Sendable {
  /// Rows of a table may stand anywhere, spread over files; together they are its schema.
  case rows
  /// As rows, within one file.
  case rowsOfOneFile
  /// Each piece is the table's whole schema.
  case whole
  /// As whole, and of several in one file the last one counts.
  case log
  /// Each piece is the whole schema of tables that an engine has counted, in rows.
  case shapes
  /// Each piece is what a project declares of the table: it adds to what other exports tell, which counts.
  case declared
  /// Records of a writer: together they tell which columns it fills. They stand in a file of their own.
  case samples
  /// Says nothing about columns.
  case none
}

/// All forms; an element is read by the first that takes it.
package enum ExportForms {
  package static let all: [any ExportForm.Type] = [
    // The first, since some of what is not read looks like an export.
    ForeignForm.self,
    ColumnsForm.self,
    FieldPathsForm.self,
    TableResourceForm.self,
    AvroSchemaForm.self,
    AvroSchemasForm.self,
    SchemaRegistryForm.self,
    ConnectSchemaForm.self,
    SingerCatalogForm.self,
    AirbyteCatalogForm.self,
    DltSchemaForm.self,
    DataContractForm.self,
    JSONSchemaForm.self,
    DeltaLogForm.self,
    IcebergTableForm.self,
    IcebergSchemaForm.self,
    DatabricksTablesForm.self,
    SchemaArrayForm.self,
    SchemaObjectForm.self,
    TableListForm.self,
    TablesForm.self,
    DatasetTablesForm.self,
    InformationSchemaForm.self,
    ShapesForm.self,
    DbtCatalogForm.self,
    DbtManifestForm.self,
    SparkSchemaForm.self,
    OwnFilesForm.self,
    // The last, since it takes every object that is not a broken part of an export.
    SampleRecordForm.self,
  ]
}

/// One value of an export: an element of its array, or a text of its own.
package struct ExportElement {
  /// The value.
  package let value: JSONValue
  /// The window that it stands in.
  package let window: ExportWindow
  /// The file.
  package let input: InputFile
  /// Its number within the window.
  package let index: Int
  /// Where it begins in the window's text.
  let offset: Int

  /// Where the value begins.
  var place: ExportPlace { window.exportPlace(of: offset) }

  /// Where the value behind a path like `/schema/fields/3/type` stands, or the element itself where it is not there.
  func place(of path: String) -> ExportPlace {
    guard !path.isEmpty, let end = ElementScanner.endOfValue(window.text, from: offset) else { return place }
    let text = UnsafeRawBufferPointer(rebasing: window.text[offset..<end])
    return window.exportPlace(of: offset + (locateJSON(path, in: text) ?? 0))
  }
}
