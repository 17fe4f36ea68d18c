import Engines
import Schema
import Text

/// A name in an Avro schema that the schema itself does not declare: the type of another schema among the inputs.
struct AvroReference {
  private static let word = "reference "

  /// With the namespace around it.
  let full: String
  /// As it is written.
  let bare: String

  /// What the name is until all inputs are read. No name of Avro's has a space in it.
  var type: DataType { .scalar("\(Self.word)\(full)" + (bare == full ? "" : " \(bare)"), parameters: []) }

  init(full: String, bare: String) {
    self.full = full
    self.bare = bare
  }

  private init?(_ text: Substring) {
    guard text.hasPrefix(Self.word) else { return nil }
    let names = text.dropFirst(Self.word.count).split(separator: " ")
    guard let full = names.first else { return nil }
    self.init(full: String(full), bare: String(names.last ?? full))
  }

  /// The name that a type without parts is; nil for any other.
  init?(_ name: String) { self.init(name[...]) }

  /// Whether a type is such a name, or has one in it.
  static func isIn(_ type: DataType) -> Bool {
    switch type {
    case .scalar(let name, _): name.contains(word)
    case .array(let element): isIn(element)
    case .map(let key, let value): isIn(key) || isIn(value)
    case .structure(let fields): fields.contains { isIn($0.type) }
    case .range, .unknown: false
    }
  }

  /// A text of a union in which each such name is replaced.
  static func replaced(in text: String, by resolved: (AvroReference) throws(RecordFault) -> String)
    throws(RecordFault) -> String
  {
    var result = ""
    var rest = text[...]
    while let start = rest.ranges(of: word).first?.lowerBound {
      result += rest[..<start]
      let end = rest[start...].firstIndex { ",<>()".contains($0) } ?? rest.endIndex
      if let reference = AvroReference(rest[start..<end]) { result += try resolved(reference) }
      rest = rest[end...]
    }
    return result + rest
  }
}

extension SchemaRecord.Content {
  fileprivate var isNamed: Bool { if case .named = self { true } else { false } }
}

/// The named types that Avro schemas of all inputs declare.
struct AvroNames {
  /// A name's types: one for each file that declares it.
  struct Declaration: Hashable {
    let file: Int32
    let type: DataType
  }

  private static let deepest = 64

  private var declarations: [String: Set<Declaration>] = [:]

  /// Adds what a schema in a file declares.
  mutating func add(_ named: [String: DataType], file: Int) {
    for (name, type) in named {
      declarations[name, default: []].insert(Declaration(file: Int32(clamping: file), type: type))
    }
  }

  /// Adds what another thread has found.
  mutating func merge(_ other: AvroNames) { declarations.merge(other.declarations) { $0.union($1) } }

  /// Replaces names in records by the types that other schemas declare under them.
  func resolve(_ records: inout [SchemaRecord], files: [String]) {
    // A schema that names others declares itself.
    guard !declarations.isEmpty else { return }
    for index in records.indices where records[index].contents.contains(where: \.isNamed) {
      records[index].contents = records[index].contents.map { content in
        guard case .named(var column, let ordinal, let path) = content else { return content }
        do throws(RecordFault) {
          let names = Walk(names: self, files: files, column: column.name, path: path)
          column.type = try names.resolved(column.type, file: records[index].place.file, depth: 0)
          return .column(column, ordinal: ordinal)
        } catch {
          return .fault(error)
        }
      }
    }
  }

  /// The types of one column.
  private struct Walk {
    let names: AvroNames
    let files: [String]
    let column: String
    let path: String

    func resolved(_ type: DataType, file: Int32, depth: Int) throws(RecordFault) -> DataType {
      guard depth < AvroNames.deepest else {
        throw RecordFault(message: "the types of column \(column.clipped()) name one another", path: path)
      }
      guard AvroReference.isIn(type) else { return type }
      switch type {
      case .scalar(let name, let numbers):
        if let reference = AvroReference(name) { return try self.type(reference, file: file, depth: depth) }
        let text = try AvroReference.replaced(in: name) { (reference) throws(RecordFault) in
          AvroTypes().text(try self.type(reference, file: file, depth: depth))
        }
        return .scalar(text, parameters: numbers)
      case .array(let element): return .array(try resolved(element, file: file, depth: depth + 1))
      case .map(let key, let value):
        return .map(key: key, value: try resolved(value, file: file, depth: depth + 1))
      case .structure(let fields):
        return .structure(
          try fields.map { (field) throws(RecordFault) in
            var field = field
            field.type = try resolved(field.type, file: file, depth: depth + 1)
            return field
          })
      case .range, .unknown: return type
      }
    }

    /// The type of a name: that of the file itself, or else that on which all others agree.
    private func type(_ reference: AvroReference, file: Int32, depth: Int) throws(RecordFault) -> DataType {
      let name = names.declarations[reference.full] == nil ? reference.bare : reference.full
      let found = (names.declarations[name] ?? []).sorted {
        // Of one file in an order that does not depend on hashes.
        ($0.file, AvroTypes().text($0.type)) < ($1.file, AvroTypes().text($1.type))
      }
      let own = found.filter { $0.file == file }
      let candidates = own.isEmpty ? found : own
      guard let declaration = candidates.first else {
        throw RecordFault(
          message:
            "unknown type '\(reference.bare.clipped())' of column \(column.clipped()), which no input declares",
          nearest: NearestName.find(
            reference.bare.clipped(), among: AvroSchemaReader.primitives + names.declarations.keys.sorted()),
          path: path)
      }
      if let other = candidates.first(where: { $0.type != declaration.type }) {
        throw RecordFault(
          message:
            "type '\(name.clipped())' of column \(column.clipped()) is declared in \(self.file(declaration)) and, "
            + "with other contents, in \(self.file(other))", path: path)
      }
      return try resolved(declaration.type, file: declaration.file, depth: depth + 1)
    }

    private func file(_ declaration: Declaration) -> String {
      files.indices.contains(Int(declaration.file)) ? files[Int(declaration.file)].clipped() : "another file"
    }
  }
}
