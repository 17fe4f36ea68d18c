import Schema

/// The types of MySQL and MariaDB.
///
/// Source: MySQL 8.0 Reference Manual, "Data Types" and "The INFORMATION_SCHEMA COLUMNS Table"
/// (dev.mysql.com/doc/refman/8.0/en/information-schema-columns-table.html); which pairs are assigned was measured on
/// MariaDB in its usual strict mode.
struct MySQLTypes: GrammarTypes {
  let words = EngineWords(
    engine: "MySQL", merge: "an INSERT … ON DUPLICATE KEY UPDATE with explicit columns",
    mergeLabel: "explicit INSERT")
  /// Source: MySQL reference manual, "The ENUM Type": of one that is NOT NULL the default is the first word.
  let loading = LoadingRules(numbersNull: true, impliedDefaults: ["enum("])
  let tellingKeys: TellingKeys? = TellingKeys(filled: ["column_type"], turn: 2)

  static let grammar = TypeGrammar(
    .postgres, integers + numbers + texts + times, names: .lowercase,
    composites: ["enum": .opaque, "set": .opaque])
  static let coercions = Coercions.mySQL

  private static let integers: [ScalarType] = [
    ("tinyint", ["int1", "bool", "boolean"], 8), ("smallint", ["int2"], 16), ("mediumint", ["int3"], 24),
    ("int", ["integer", "int4"], 32), ("bigint", ["int8"], 64),
  ].flatMap { (name: String, aliases: [String], bits: Int) in
    [
      ScalarType(
        name, aliases: aliases, parameters: .ignored, means: .fixed(.integer(bits: bits, isSigned: true))),
      ScalarType(
        "\(name) unsigned", aliases: zerofill(name) + aliases.map { "\($0) unsigned" }, parameters: .ignored,
        means: .fixed(.integer(bits: bits, isSigned: false))),
    ]
  }

  /// ZEROFILL, which only changes how numbers are shown, makes a column unsigned.
  private static func zerofill(_ name: String) -> [String] {
    ["\(name) unsigned zerofill", "\(name) zerofill"]
  }

  private static let numbers: [ScalarType] = [
    ScalarType(
      "decimal", "numeric", "dec", "fixed", parameters: .decimal(usual: (10, 0)), means: .decimal),
    ScalarType(
      "decimal unsigned", aliases: zerofill("decimal"), parameters: .decimal(usual: (10, 0)), means: .decimal),
    ScalarType("float", parameters: .ignored, means: .fixed(.float(bits: 32))),
    ScalarType(
      "float unsigned", aliases: zerofill("float"), parameters: .ignored, means: .fixed(.float(bits: 32))),
    ScalarType("double", "double precision", "real", parameters: .ignored, means: .fixed(.float(bits: 64))),
    ScalarType(
      "double unsigned", aliases: zerofill("double"), parameters: .ignored, means: .fixed(.float(bits: 64))),
    ScalarType("bit", parameters: .length(unlimited: 1)),
  ]

  private static let texts: [ScalarType] = [
    ScalarType("char", parameters: .length(unlimited: nil), means: .text),
    ScalarType("varchar", parameters: .length(unlimited: nil), means: .text),
    ScalarType("tinytext", means: .fixed(.text(255))),
    ScalarType("text", parameters: .ignored, means: .fixed(.text(nil))),
    ScalarType("mediumtext", means: .fixed(.text(nil))), ScalarType("longtext", means: .fixed(.text(nil))),
    ScalarType("binary", parameters: .length(unlimited: nil), means: .binary),
    ScalarType("varbinary", parameters: .length(unlimited: nil), means: .binary),
    ScalarType("tinyblob", means: .fixed(.binary(255))),
    ScalarType("blob", parameters: .ignored, means: .fixed(.binary(nil))),
    ScalarType("mediumblob", means: .fixed(.binary(nil))),
    ScalarType("longblob", means: .fixed(.binary(nil))),
    ScalarType("json", means: .fixed(.json)), ScalarType("uuid", means: .fixed(.uuid)), ScalarType("inet4"),
    ScalarType("inet6"), ScalarType("vector", parameters: .length(unlimited: nil)), ScalarType("geometry"),
    ScalarType("point"), ScalarType("linestring"), ScalarType("polygon"), ScalarType("multipoint"),
    ScalarType("multilinestring"), ScalarType("multipolygon"),
    ScalarType("geomcollection", "geometrycollection"),
  ]

  private static let times: [ScalarType] = [
    ScalarType("date", means: .fixed(.date)),
    ScalarType("datetime", parameters: .fraction(usual: 0), means: .dateTime),
    ScalarType("timestamp", parameters: .fraction(usual: 0), means: .instant),
    ScalarType("time", parameters: .fraction(usual: 0), means: .time),
    ScalarType("year", parameters: .ignored, means: .fixed(.integer(bits: 16, isSigned: false))),
  ]

  func type(of row: TypeRow) throws(TypeTextError) -> DataType {
    // COLUMN_TYPE holds everything; without it the members of an ENUM and what is unsigned are not told.
    if let text = row.columnType { return try type(text) }
    return try InformationSchemaNumbers.added(row, to: try type(row.dataType), in: Self.grammar)
  }

  /// `utf8` is the older name of `utf8mb3`, in collations too.
  func attributes(_ told: Column.Attributes, of row: GenerationRow) -> Column.Attributes {
    var attributes = standardAttributes(told, of: row)
    if let collation = attributes.collation.value, collation.hasPrefix("utf8_") {
      attributes.collation = .present("utf8mb3_" + collation.dropFirst(5))
    }
    return attributes
  }

  /// `EXTRA` says both: `auto_increment`, `VIRTUAL GENERATED`, `STORED GENERATED`. `DEFAULT_GENERATED` is a default.
  func generation(of row: GenerationRow, default expression: Fact<String>) -> Fact<Generation> {
    let extra = (row.extra.value ?? "").lowercased()
    if row.computed || row.expression.value != nil || extra.contains(" generated") {
      return .present(.computed(row.expression.value))
    }
    if extra.contains("auto_increment") { return .present(.identityByDefault) }
    return row.extra.isKnown ? .absent : .unknown
  }

  func writes(_ row: TypeRow) -> Bool {
    row.udtName == nil && InformationSchemaNumbers.writes(row.dataType, in: self)
  }

  func effect(_ from: String, _ to: String) -> CastEffect {
    for word in ["enum", "set"] {
      if let effect = TypeMembers.effect(from, to, of: word) { return effect }
    }
    func word(_ name: String) -> String {
      if let kind = ["enum", "set"].first(where: { name.hasPrefix("\($0)(") }) { return kind }
      // That fractions have no sign makes no difference to whether they are taken.
      let base = name.replacing(" unsigned", with: "")
      return ["decimal", "float", "double"].contains(base) ? base : name
    }
    return Self.coercions.effect(word(from), word(to))
  }

  func meaning(_ type: DataType) -> CommonType? {
    if case .scalar(let name, _) = type, ["enum(", "set("].contains(where: name.hasPrefix) {
      return .text(nil)
    }
    return grammarMeaning(type)
  }

  func type(meaning: CommonType) -> DataType? {
    switch meaning {
    case .boolean: return Self.scalar("tinyint")
    case .integer(let bits, let isSigned):
      let name: String? =
        switch bits {
        case ...8: "tinyint"
        case ...16: "smallint"
        case ...24: "mediumint"
        case ...32: "int"
        case ...64: "bigint"
        default: nil
        }
      return name.map { Self.scalar(isSigned ? $0 : "\($0) unsigned") }
    case .decimal(let precision?, let scale?):
      return precision <= 65 && scale <= 30 ? Self.scalar("decimal", precision, scale) : nil
    case .decimal: return nil
    case .float(let bits): return Self.scalar(bits <= 32 ? "float" : "double")
    case .text(let length):
      return length.map { $0 <= 16_383 ? Self.scalar("varchar", $0) : Self.scalar("longtext") }
        ?? Self.scalar("longtext")
    case .binary(let length): return length.map { Self.scalar("varbinary", $0) } ?? Self.scalar("longblob")
    case .date: return Self.scalar("date")
    case .time(let digits): return Self.scalar("time", Self.digits(digits))
    case .dateTime(let digits): return Self.scalar("datetime", Self.digits(digits))
    case .instant(let digits): return Self.scalar("timestamp", Self.digits(digits))
    case .json: return Self.scalar("json")
    case .uuid: return Self.scalar("char", 36)
    case .array, .structure, .map: return nil
    }
  }
}
