import Engines
import JSONInput
import Schema
import Text

/// Reads fields as the BigQuery API writes them: `{"name": "a", "type": "RECORD", "mode": "REPEATED", "fields": […]}`.
///
/// Source: REST reference, `TableFieldSchema`. Everything that the API leaves out is known to be not set.
final class FieldReader {
  enum Key: Int, CaseIterable, Sendable {
    case name, type, mode, fields, precision, scale, maxLength, defaultValueExpression, collation,
      roundingMode
    case policyTags, description, rangeElementType
  }

  /// Deeper than any schema; what lies below is not looked at.
  private static let deepest = 40

  private let keys = JSONKeys<Key> { "\($0)" }

  /// Whether `value` is a field: an object with a name and a type.
  func isField(_ value: JSONValue) -> Bool {
    keys.select(from: value) && !keys[.name].isAbsent && !keys[.type].isAbsent
      && (keys[.type].isString || keys[.fields].isArray)
  }

  // MARK: Identity

  /// Adds all that tells the field from others to the record that the collector has begun.
  func appendIdentity(of field: JSONValue, to collector: SchemaCollector, depth: Int = 0) {
    guard depth < Self.deepest, keys.select(from: field) else { return collector.append(-1) }
    let fields = keys[.fields]
    for key in Key.allCases {
      switch key {
      case .fields: break
      case .policyTags: collector.append(keys[.policyTags].isObject ? 1 : 0)
      case .rangeElementType: collector.append(keys[.rangeElementType].isAbsentOrNull ? 0 : 1)
      case .name, .type, .mode, .precision, .scale, .maxLength, .defaultValueExpression, .collation,
        .roundingMode,
        .description:
        collector.append(keys[key])
      }
    }
    let (tags, range) = (keys[.policyTags], keys[.rangeElementType])
    for tag in policyTags(tags) { collector.append(tag) }
    if let element = rangeElement(range) { collector.append(element) }
    for nested in fields.elements { appendIdentity(of: nested, to: collector, depth: depth + 1) }
    collector.append(-2)
  }

  private func policyTags(_ value: JSONValue) -> [JSONValue] {
    value.member("names").map { Array($0.elements) } ?? []
  }

  private func rangeElement(_ value: JSONValue) -> JSONValue? {
    value.isString ? value : value.member("type")
  }

  // MARK: Reading

  /// The column that a field describes.
  ///
  /// - Throws: `RecordFault` with a path that begins with `path`.
  func column(_ field: JSONValue, path: String, within parent: String = "", depth: Int = 0)
    throws(RecordFault)
    -> Column
  {
    guard keys.select(from: field) else {
      throw RecordFault(message: "\(field.kindName) where a field is expected", nearest: nil, path: path)
    }
    guard let name = keys[.name].text else {
      throw RecordFault(message: "a field without a name", nearest: nil, path: path)
    }
    let columnPath = parent.isEmpty ? name : "\(parent).\(name)"
    guard depth <= GoogleSQLTypeParser.deepestNesting else {
      throw RecordFault(
        message: "column \(columnPath.clipped(to: 60)) is nested deeper than BigQuery's "
          + "\(GoogleSQLTypeParser.deepestNesting) levels", nearest: nil, path: path)
    }
    let attributes = try attributes(of: columnPath, path: path)
    let mode = try mode(of: columnPath, path: path)
    let fields = keys[.fields]
    let type: DataType
    if keys[.type].equals("RECORD") || keys[.type].equals("STRUCT") {
      var elements = fields.elements
      guard elements.next() != nil else {
        throw RecordFault(
          message: "column \(columnPath.clipped()) is a RECORD and holds no list of fields", nearest: nil,
          path: path)
      }
      type = .structure(try nested(fields, path: path, of: columnPath, depth: depth))
    } else {
      type = try scalar(of: columnPath, path: path)
    }
    return Column(
      name, mode == .repeated ? .array(type) : type, mode: mode, attributes: attributes)
  }

  private func nested(_ fields: JSONValue, path: String, of column: String, depth: Int) throws(RecordFault)
    -> [Column]
  {
    var columns: [Column] = []
    for (index, field) in fields.elements.enumerated() {
      columns.append(
        try self.column(field, path: "\(path)/fields/\(index)", within: column, depth: depth + 1))
    }
    if let clash = ColumnNames.clash(columns) {
      throw RecordFault(
        message: "in \(column), \(clash.message)", nearest: nil, path: "\(path)/fields/\(clash.index)")
    }
    return columns
  }

  private func mode(of column: String, path: String) throws(RecordFault) -> Mode {
    if keys[.mode].isAbsentOrNull || keys[.mode].bytes.isEmpty && keys[.mode].isString { return .nullable }
    if let mode = Mode.allCases.first(where: { $0.rawValue == keys[.mode].text?.uppercased() }) {
      return mode
    }
    let text = keys[.mode].text ?? keys[.mode].kindName
    throw RecordFault(
      message: "unknown mode '\(text.clipped())' of column \(column.clipped())",
      nearest: NearestName.find(text, among: Mode.allCases.map(\.rawValue)), path: path + "/mode")
  }

  private func scalar(of column: String, path: String) throws(RecordFault) -> DataType {
    guard let text = keys[.type].text else {
      throw RecordFault(
        message: "the type of column \(column.clipped()) is \(keys[.type].kindName)", nearest: nil,
        path: path + "/type")
    }
    if keys[.type].equals("RANGE") { return try range(of: column, path: path) }
    let type: DataType
    do throws(TypeTextError) {
      type = try GoogleSQLTypeParser.parse(text)
    } catch {
      return try DataType(
        unknown: error, text: text.uppercased(), column: column, path: path + "/type")
    }
    guard case .scalar(let name, let written) = type, written.isEmpty else { return type }
    var parameters: [Int] = []
    for key in [Key.maxLength, .precision, .scale] where !keys[key].isAbsentOrNull {
      guard let number = keys[key].integer, number >= 0 else {
        throw RecordFault(
          message: "the \(key) of column \(column.clipped()) is not a number", nearest: nil,
          path: "\(path)/\(key)")
      }
      parameters.append(number)
    }
    guard parameters.count <= BigQueryScalar.maximumParameters(name) else {
      throw RecordFault(
        message:
          "column \(column.clipped()) is \(name) and has precision, scale or length that \(name) does not take",
        nearest: nil, path: path)
    }
    return .scalar(name, parameters: DataType.normalisedParameters(parameters))
  }

  private func range(of column: String, path: String) throws(RecordFault) -> DataType {
    let text = rangeElement(keys[.rangeElementType])?.text ?? ""
    guard let name = BigQueryScalar.rangeElement(text) else {
      throw RecordFault(
        message:
          "column \(column.clipped()) is a RANGE of '\(text.clipped())', not of DATE, DATETIME or TIMESTAMP",
        nearest: NearestName.find(text, among: BigQueryScalar.rangeElements),
        path: path + "/rangeElementType")
    }
    return .range(name)
  }

  private func attributes(of column: String, path: String) throws(RecordFault) -> Column.Attributes {
    let list = keys[.policyTags].member("names")
    guard keys[.policyTags].isAbsentOrNull || keys[.policyTags].isObject && list?.isArray ?? true else {
      throw RecordFault(
        message: "the policyTags of column \(column.clipped()) hold no list of names", nearest: nil,
        path: path + "/policyTags")
    }
    let tags = policyTags(keys[.policyTags]).compactMap(\.text)
    return Column.Attributes(
      defaultExpression: Fact(known: nonEmpty(.defaultValueExpression)),
      collation: Fact(known: nonEmpty(.collation)),
      roundingMode: Fact(
        known: nonEmpty(.roundingMode).flatMap { BigQueryScalar.isUsualRounding($0) ? nil : $0 }),
      policyTags: Fact(
        known: tags.isEmpty ? nil : tags.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }),
      description: Fact(known: nonEmpty(.description)))
  }

  private func nonEmpty(_ key: Key) -> String? {
    keys[key].text.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension RecordFault {
  /// What is said of a text that is not a type.
  package init(typeError: TypeTextError, text: String, column: String, path: String) {
    let isWhole = typeError.offset == 0 && typeError.message.hasPrefix("unknown type")
    let message =
      isWhole
      ? "unknown type '\(text.clipped())' of column \(column.clipped())"
      : "the type '\(text.clipped())' of column \(column.clipped()) cannot be read: \(typeError.message)"
        + " (at its character \(typeError.offset + 1))"
    self.init(message: message, nearest: typeError.nearest, path: path)
  }
}
