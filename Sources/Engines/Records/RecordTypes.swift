import Schema
import Text

/// What sample records of a writer tell of types: the kinds of JSON values.
package struct RecordTypes: TypeSystem {
  package let words = EngineWords(engine: "JSON", insertAll: "a load of the records")
  package let loading = LoadingRules(isReader: true)
  package let writesInformationSchema = false
  package let names = NameFolding.javaIgnoringCase

  package init() {}

  /// Kinds of JSON values other than objects and arrays.
  static let kinds = ["boolean", "integer", "number", "string"]

  package func type(_ text: String) throws(TypeTextError) -> DataType {
    guard Self.kinds.contains(text) else {
      throw TypeTextError(
        offset: 0, message: "unknown type '\(text.clipped())'",
        nearest: NearestName.find(text, among: Self.kinds))
    }
    return .scalar(text, parameters: [])
  }

  package func writes(_ row: TypeRow) -> Bool { false }
  package func text(_ type: DataType) -> String {
    switch type {
    case .scalar(let name, _): name
    case .range(let element): element
    case .structure: "object"
    case .array(let element): element.isKnown ? "array of \(text(element))" : "array"
    case .map: "object"
    case .unknown: "null"
    }
  }
  package func effect(_ from: String, _ to: String) -> CastEffect { .impossible }
  package func limits(_ type: String, _ parameters: [Int]) -> TypeLimits? { nil }
  package func meaning(_ type: DataType) -> CommonType? { nil }
  package func type(meaning: CommonType) -> DataType? { nil }
}
