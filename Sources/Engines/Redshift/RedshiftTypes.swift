import Schema

/// Amazon Redshift's types.
///
/// Source: Amazon Redshift Database Developer Guide, "Data types" and "Type compatibility and conversion"
/// (docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html), "SVV_COLUMNS".
struct RedshiftTypes: GrammarTypes {
  let words = EngineWords(engine: "Redshift", safeCast: "TRY_CAST")
  let loading = LoadingRules(takesFewerValues: true)
  let tellingKeys: TellingKeys? = TellingKeys(present: ["remarks"], turn: 3)

  let leavesGaps = true

  static let grammar = TypeGrammar(
    .postgres,
    PostgreSQLTypes.shared.filter {
      !["text", "numeric", "character varying", "character"].contains($0.name)
    } + [
      ScalarType("numeric", "decimal", parameters: .decimal(usual: (18, 0)), means: .decimal),
      ScalarType(
        "character varying", "varchar", "nvarchar", "text", parameters: .length(unlimited: nil), means: .text),
      ScalarType("character", "char", "nchar", "bpchar", parameters: .length(unlimited: nil), means: .text),
      ScalarType("interval year to month"),
      ScalarType("interval day to second", parameters: .fraction(usual: 6)),
      ScalarType("super", means: .fixed(.json)), ScalarType("hllsketch"), ScalarType("geometry"),
      ScalarType("geography"),
      ScalarType(
        "binary varying", "varbyte", "varbinary", parameters: .length(unlimited: nil), means: .binary),
    ], names: .exact)
  static let coercions = Coercions.redshift

  func type(of row: TypeRow) throws(TypeTextError) -> DataType {
    try InformationSchemaNumbers.added(row, to: try type(row.dataType), in: Self.grammar)
  }

  /// The default of an identity column is a call: `"identity"(100, 0, '1,1'::text)`.
  func generation(of row: GenerationRow, default expression: Fact<String>) -> Fact<Generation> {
    if row.identity { return row.standard }
    guard expression.isKnown else { return .unknown }
    let call = (expression.value ?? "").prefix { $0 != "(" }.filter { $0 != "\"" && $0 != " " }.lowercased()
    switch call.split(separator: ".").last {
    case "identity": return .present(.identityAlways)
    case "default_identity": return .present(.identityByDefault)
    default: return .absent
    }
  }

  /// A CAST to SUPER makes a JSON string of the text.
  func parser(of staging: DataType, for main: DataType) -> String? {
    guard case (.scalar(let text, _), .scalar("super", _)) = (staging, main),
      ["character varying", "character"].contains(text)
    else { return nil }
    return "JSON_PARSE"
  }

  func writes(_ row: TypeRow) -> Bool {
    row.columnType == nil && InformationSchemaNumbers.writes(row.dataType, in: self)
  }

  func type(meaning: CommonType) -> DataType? {
    switch meaning {
    // Lengths are bytes, of which a letter takes up to four.
    case .text(DataType.untold?): return .scalar("character varying", parameters: [DataType.untold])
    case .text(let length):
      let bytes = (length ?? 65_535).multipliedReportingOverflow(by: 4)
      return Self.scalar("character varying", min(bytes.overflow ? .max : bytes.partialValue, 65_535))
    // A number without precision has 18 digits here.
    case .decimal(nil, _): return nil
    case .integer(bits: 128, _): return nil
    case .binary(let length): return Self.scalar("binary varying", length)
    case .json: return Self.scalar("super")
    case .uuid: return Self.scalar("character", 36)
    case .array, .structure, .map: return Self.scalar("super")
    default: return PostgreSQLTypes().type(meaning: meaning)
    }
  }
}
