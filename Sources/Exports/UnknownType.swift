import Engines
import Schema
import Text

extension DataType {
  /// The type of a text that names one which its engine does not know: it is compared as the text that it is.
  ///
  /// - Throws: `RecordFault` where the text is broken, and no name of a type.
  init(unknown error: TypeTextError, text: String, column: String, path: String) throws(RecordFault) {
    guard error.isUnknownType else {
      throw RecordFault(typeError: error, text: text, column: column, path: path)
    }
    let words = text.split(whereSeparator: \.isWhitespace)
    self = .scalar(words.joined(separator: " "), parameters: [DataType.untold])
  }

  /// What says that the text names no type of an engine; nil where it does, or is no text of that kind.
  func unknownName(in engine: Engine) -> TypeTextError? {
    guard case .scalar(let name, [DataType.untold]) = self else { return nil }
    do throws(TypeTextError) {
      _ = try engine.types.type(name)
      return nil
    } catch {
      return error.isUnknownType ? error : nil
    }
  }
}

extension Column {
  /// A warning for each type of the column, and of fields in it, that its engine does not know.
  func unknownTypes(in engine: Engine, path: String, within parent: String = "") -> [SchemaRecord.Content] {
    let name = parent.isEmpty ? name : "\(parent).\(name)"
    if let fields = type.fields {
      return fields.flatMap { $0.unknownTypes(in: engine, path: path, within: name) }
    }
    guard case .scalar(let text, _) = type.element, let error = type.element.unknownName(in: engine) else {
      return []
    }
    return [
      .fault(
        RecordFault(
          message: "unknown type '\(text.clipped())' of column \(name.clipped()), which is compared as text,",
          nearest: error.nearest, path: path, leavesTableOut: false, severity: .warning))
    ]
  }
}
