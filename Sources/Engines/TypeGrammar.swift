import Schema

/// A type without parts, as one engine knows it.
package struct ScalarType: Sendable {
  /// What the numbers behind a type's name say.
  package enum Parameters: Sendable {
    /// There are none.
    case none
    /// They change how values are shown, and not which there are: `int(11)`.
    case ignored
    /// Letters or bytes at most. `unlimited` stands for no number.
    case length(unlimited: Int?)
    /// Precision and scale. `usual` stands for no numbers; nil where that means no limit.
    case decimal(usual: (precision: Int, scale: Int)?)
    /// Digits behind the second; `usual` stands for no number.
    case fraction(usual: Int)
    /// As the one before it, but a type without numbers comes of an export that leaves them out.
    indirect case mayBeLeftOut(Parameters)
  }

  /// What the type means in any engine.
  package enum Meaning: Sendable {
    /// Nothing that another engine has too.
    case none
    case fixed(CommonType)
    case decimal
    case text
    case binary
    /// With as many digits behind the second as the parameters tell.
    case time, dateTime, instant
  }

  /// As the engine writes it.
  let name: String
  /// Other names, in any case.
  let aliases: [String]
  let parameters: Parameters
  let meaning: Meaning

  package init(
    _ name: String, _ aliases: String..., parameters: Parameters = .none, means meaning: Meaning = .none
  ) {
    self.init(name, aliases: aliases, parameters: parameters, means: meaning)
  }

  init(_ name: String, aliases: [String], parameters: Parameters = .none, means meaning: Meaning = .none) {
    self.name = name
    self.aliases = aliases
    self.parameters = parameters
    self.meaning = meaning
  }
}

/// How one engine writes types.
package struct TypeGrammar: Sendable {
  /// How types with parts are written.
  package enum Style: Sendable {
    /// `integer[]`; no STRUCT.
    case postgres
    /// `INTEGER[]`, `STRUCT(a INTEGER)`, `MAP(VARCHAR, INTEGER)`.
    case duckDB
    /// `array<int>`, `struct<a:int>`, `map<string,int>`.
    case spark
    /// `ARRAY(NUMBER)`, `OBJECT(a NUMBER)`, `MAP(VARCHAR, NUMBER)`.
    case snowflake
    /// `array<int>`, `record<a: int>`, `map<int>`.
    case avro
  }

  let style: Style
  let scalars: [ScalarType]
  /// Words that begin a type with parts where a bracket follows: `array`, `struct`, `map`, `enum`.
  let composites: [String: Composite]
  /// Whether a name that is not listed is a type that a user made.
  let allowsOtherNames: Bool
  /// Which names of columns and fields are one.
  let folding: NameFolding
  private let byName: [String: ScalarType]

  /// What stands between the brackets behind a word.
  package enum Composite: Sendable {
    case array, structure, map
    /// Anything, kept as it is written: the members of an ENUM.
    case opaque
  }

  package init(
    _ style: Style, _ scalars: [ScalarType], names folding: NameFolding,
    composites: [String: Composite] = [:],
    allowsOtherNames: Bool = false
  ) {
    self.style = style
    self.scalars = scalars
    self.composites = composites
    self.allowsOtherNames = allowsOtherNames
    self.folding = folding
    byName = Dictionary(
      scalars.flatMap { scalar in ([scalar.name] + scalar.aliases).map { ($0.lowercased(), scalar) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The type of that name, in any case; nil where the engine has none.
  func scalar(_ name: String) -> ScalarType? { byName[name] ?? byName[name.lowercased()] }

  /// All names, for finding the nearest to a misspelled one.
  var names: [String] { byName.keys.sorted() + composites.keys.sorted() }

  /// A type without parts from its name and the numbers behind it; nil where it takes fewer.
  func scalar(_ type: ScalarType, _ numbers: [Int]) -> DataType? {
    normalised(numbers, type.parameters).map { .scalar(type.name, parameters: $0) }
  }

  private func normalised(_ numbers: [Int], _ parameters: ScalarType.Parameters) -> [Int]? {
    switch parameters {
    case .none: numbers.isEmpty ? [] : nil
    case .ignored: []
    case .length(let unlimited): numbers.count > 1 ? nil : numbers.first == unlimited ? [] : numbers
    case .decimal:
      numbers.count > 2 ? nil : numbers.count == 1 ? [numbers[0], 0] : numbers
    case .fraction(let usual): numbers.count > 1 ? nil : numbers.first == usual ? [] : numbers
    // What stands for no number is kept, so that it is not taken for one that was left out.
    case .mayBeLeftOut(.length), .mayBeLeftOut(.fraction): numbers.count > 1 ? nil : numbers
    case .mayBeLeftOut(let inner): normalised(numbers, inner)
    }
  }

  /// Whether a number is what stands for none.
  private func isUsual(_ numbers: [Int], of name: String) -> Bool {
    switch scalar(name)?.parameters {
    case .mayBeLeftOut(.length(let unlimited)): numbers.first == unlimited
    case .mayBeLeftOut(.fraction(let usual)): numbers.first == usual
    default: false
    }
  }

  /// How long values may be; nil where an export left the numbers out.
  func limits(_ name: String, _ numbers: [Int]) -> TypeLimits? {
    numbers.contains(DataType.untold)
      ? nil : scalar(name).map { limits($0.parameters, numbers) } ?? TypeLimits.none
  }

  private func limits(_ parameters: ScalarType.Parameters, _ numbers: [Int]) -> TypeLimits? {
    switch parameters {
    case .none, .ignored: return TypeLimits.none
    case .length: return numbers.first.map { TypeLimits(whole: $0, fraction: .max) } ?? TypeLimits.none
    case .decimal(let usual):
      guard let precision = numbers.first ?? usual?.precision else { return TypeLimits.none }
      let scale = numbers.count > 1 ? numbers[1] : numbers.isEmpty ? usual?.scale ?? 0 : 0
      return TypeLimits(whole: precision - scale, fraction: scale)
    case .fraction(let usual): return TypeLimits(whole: .max, fraction: numbers.first ?? usual)
    case .mayBeLeftOut(.length(let unlimited)) where numbers.first == unlimited && !numbers.isEmpty:
      return TypeLimits.none
    case .mayBeLeftOut(let inner): return numbers.isEmpty ? nil : limits(inner, numbers)
    }
  }

  // MARK: Writing

  /// The type as the engine writes it.
  func text(_ type: DataType) -> String {
    switch type {
    case .scalar(let name, let numbers): return text(name, numbers)
    case .range(let element): return "RANGE<\(element)>"
    case .unknown: return "unknown"
    case .array(let element):
      switch style {
      case .postgres, .duckDB: return text(element) + "[]"
      case .spark, .avro: return "array<\(text(element))>"
      case .snowflake: return "ARRAY(\(text(element)))"
      }
    case .map(let key, let value):
      switch style {
      case .postgres, .duckDB, .snowflake: return "MAP(\(text(key)), \(text(value)))"
      case .spark: return "map<\(text(key)),\(text(value))>"
      case .avro: return "map<\(text(value))>"
      }
    case .structure(let fields):
      switch style {
      case .postgres: return "record"
      case .duckDB:
        return "STRUCT(\(fields.map { "\(quoted($0.name)) \(text($0.type))" }.joined(separator: ", ")))"
      case .snowflake:
        return "OBJECT(\(fields.map { "\(quoted($0.name)) \(text($0.type))" }.joined(separator: ", ")))"
      case .spark:
        return "struct<\(fields.map { "\(quoted($0.name)):\(text($0.type))" }.joined(separator: ","))>"
      case .avro: return "record<\(fields.map { "\($0.name): \(text($0.type))" }.joined(separator: ", "))>"
      }
    }
  }

  private func text(_ name: String, _ numbers: [Int]) -> String {
    guard !numbers.isEmpty, !numbers.contains(DataType.untold), !isUsual(numbers, of: name) else {
      return name
    }
    let separator = style == .avro ? ", " : ","
    let brackets = "(" + numbers.map(String.init).joined(separator: separator) + ")"
    // `timestamp(3) without time zone`, `decimal(10,2) unsigned`.
    for suffix in [" with ", " without ", " unsigned"] {
      if let place = name.range(of: suffix) { return name[..<place] + brackets + name[place...] }
    }
    return name + brackets
  }

  private func quoted(_ name: String) -> String {
    let isPlain =
      !name.isEmpty
      && name.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
      }
    if isPlain { return name }
    return style == .spark
      ? "`" + name.replacing("`", with: "``") + "`" : "\"" + name.replacing("\"", with: "\"\"") + "\""
  }
}

extension String {
  /// Where a text stands in the string first; nil where it does not. (Of Foundation's searching nothing is needed but
  /// this.)
  fileprivate func range(of text: String) -> Index? { ranges(of: text).first?.lowerBound }
}

/// Types that are written by a grammar and coerce by a table: all engines but BigQuery.
package protocol GrammarTypes: TypeSystem {
  /// How types are written.
  static var grammar: TypeGrammar { get }
  /// Which scalar types go into which, from staging's to main's.
  static var coercions: Coercions { get }
}

extension GrammarTypes {
  package var names: NameFolding { Self.grammar.folding }

  package func type(_ text: String) throws(TypeTextError) -> DataType {
    try TypeTextReader.parse(text, by: Self.grammar)
  }

  package func text(_ type: DataType) -> String { Self.grammar.text(type) }

  /// A type of the engine by its name, with the numbers that are told; those that stand for none are left out.
  package static func scalar(_ name: String, _ numbers: Int?...) -> DataType {
    let told = numbers.compactMap(\.self)
    if told.contains(DataType.untold) { return .scalar(name, parameters: [DataType.untold]) }
    return grammar.scalar(name).flatMap { grammar.scalar($0, told) } ?? .scalar(name, parameters: [])
  }

  /// So many digits behind the second, or as many as the engine has.
  package static func digits(_ fraction: Int, most: Int = 6) -> Int { min(fraction, most) }

  package func effect(_ from: String, _ to: String) -> CastEffect { Self.coercions.effect(from, to) }

  package func limits(_ type: String, _ parameters: [Int]) -> TypeLimits? {
    Self.grammar.limits(type, parameters)
  }

  package func meaning(_ type: DataType) -> CommonType? { grammarMeaning(type) }

  /// What a type means by the grammar alone.
  package func grammarMeaning(_ type: DataType) -> CommonType? {
    switch type {
    case .unknown, .range: return nil
    case .array(let element): return meaning(element).map(CommonType.array)
    case .map(let key, let value):
      guard let key = meaning(key), let value = meaning(value) else { return nil }
      return .map(key: key, value: value)
    case .structure(let fields): return meaning(ofFields: fields)
    case .scalar(let name, let numbers):
      guard let scalar = Self.grammar.scalar(name) else { return nil }
      switch scalar.meaning {
      case .none: return nil
      case .fixed(let common): return common
      case .text: return .text(numbers.first)
      case .binary: return .binary(numbers.first)
      case .time: return .time(fraction(name, numbers))
      case .dateTime: return .dateTime(fraction(name, numbers))
      case .instant: return .instant(fraction(name, numbers))
      case .decimal where numbers.contains(DataType.untold):
        return .decimal(precision: DataType.untold, scale: DataType.untold)
      case .decimal:
        guard let limits = Self.grammar.limits(name, numbers), limits != TypeLimits.none else {
          return .decimal(precision: nil, scale: nil)
        }
        return .decimal(precision: limits.whole + limits.fraction, scale: limits.fraction)
      }
    }
  }

  private func fraction(_ name: String, _ numbers: [Int]) -> Int {
    if numbers.contains(DataType.untold) { return DataType.untold }
    let fraction = Self.grammar.limits(name, numbers)?.fraction ?? DataType.untold
    return fraction == .max ? 6 : fraction
  }

  /// The parts of a type with parts, each as this engine has it; nil for a type without parts.
  package func composite(meaning: CommonType) -> DataType?? {
    switch meaning {
    case .array(let element): return .some(type(meaning: element).map(DataType.array))
    case .map(let key, let value):
      guard let key = type(meaning: key), let value = type(meaning: value) else { return .some(nil) }
      return .some(.map(key: key, value: value))
    case .structure(let fields): return .some(structure(meaning: fields))
    default: return nil
    }
  }
}
