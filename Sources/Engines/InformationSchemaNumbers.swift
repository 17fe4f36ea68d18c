import Schema

/// What most engines' rows of information_schema.columns have in common: the numbers of a type stand in columns of their
/// own, and `data_type` is the name alone.
enum InformationSchemaNumbers {
  /// The type with the numbers that the row tells.
  ///
  /// - Throws: `TypeTextError` where the numbers do not fit the type.
  static func added(_ row: TypeRow, to type: DataType, in grammar: TypeGrammar) throws(TypeTextError)
    -> DataType
  {
    guard case .scalar(let name, let written) = type, written.isEmpty, let scalar = grammar.scalar(name)
    else {
      return type
    }
    let numbers = numbers(row, scalar.parameters)
    if numbers == [DataType.untold] { return .scalar(name, parameters: numbers) }
    guard (numbers.first ?? 0) >= 0, let added = grammar.scalar(scalar, numbers) else {
      throw TypeTextError(offset: 0, message: "the numbers of the row do not fit \(name)", nearest: nil)
    }
    return added
  }

  private static func numbers(_ row: TypeRow, _ parameters: ScalarType.Parameters) -> [Int] {
    func told(_ fact: Fact<Int>) -> [Int] {
      switch fact {
      case .unknown: [DataType.untold]
      case .absent: []
      case .present(let number): [number]
      }
    }
    switch parameters {
    case .none, .ignored: return []
    case .length: return told(row.characterLength)
    case .decimal:
      guard case .present(let precision) = row.precision else { return told(row.precision) }
      guard row.scale.isKnown else { return [DataType.untold] }
      // PostgreSQL's view shows a negative scale as if it had no sign: -2 is 2046.
      let scale = row.scale.value ?? 0
      return [precision, scale > 1000 ? scale - 2048 : scale]
    case .fraction: return told(row.fraction)
    case .mayBeLeftOut(let inner): return numbers(row, inner)
    }
  }

  /// Whether `data_type` is a type of the engine, spelled as the engine spells it.
  static func writes(_ text: String, in engine: some GrammarTypes) -> Bool {
    guard let type = try? engine.type(text), isListed(type, engine) else { return false }
    func squeezed(_ text: String) -> String { text.filter { $0 != " " } }
    if case .scalar(let name, _) = type, name == text { return true }
    return squeezed(engine.text(type)) == squeezed(text)
  }

  private static func isListed(_ type: DataType, _ engine: some GrammarTypes) -> Bool {
    switch type {
    case .scalar(let name, _):
      Swift.type(of: engine).grammar.scalar(name) != nil || name.contains("(") || name.contains("[")
    case .array(let element): isListed(element, engine)
    case .map(let key, let value): isListed(key, engine) && isListed(value, engine)
    case .structure(let fields): fields.allSatisfy { isListed($0.type, engine) }
    case .range, .unknown: false
    }
  }
}
