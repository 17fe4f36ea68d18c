import Engines
import Schema

/// What an ALTER to another type would do with the values that are there.
struct AlterFate: Hashable, Sendable {
  let conversion: AlterConversion
  /// `round values`, `fail on values that do not convert`; none where every value arrives.
  let effects: [String]

  /// The fate of values of a type that becomes another.
  init(from: DataType, to: DataType, _ dialect: some AlterDialect) {
    let types = dialect.engine.types
    conversion = dialect.conversion(from: from, to: to)
    if case .scalar(let name, let actual) = from, case .scalar(name, let limits) = to {
      let fit = ParameterFit(from: (name, actual), into: (name, limits), in: types)
      effects =
        (fit?.loses ?? true ? ["round values"] : [])
        + (fit?.overflows ?? true ? [Self.overflow(types.meaning(to))] : [])
      return
    }
    switch CastEffect(from: from, to: to, in: types) {
    case .none, .coercion(losesDigits: false), .cast: effects = Self.limited(from, to, types)
    case .coercion(losesDigits: true), .coercionCanLose, .castCanLose: effects = [Self.loss(from, to, types)]
    case .coercionCanFailOrLose, .castCanFailOrLose: effects = [Self.loss(from, to, types), Self.failure]
    case .coercionCanFail, .castCanFail, .rebuild: effects = [Self.failure]
    case .impossible: effects = []
    }
  }

  /// What an ALTER would do, with a full stop.
  func text(from: String, to: String, engine: String) -> String {
    let fate = "would \(effects.joined(separator: ", and "))"
    switch conversion {
    case .none: return "No ALTER of \(engine) changes \(from) to \(to)."
    case .byItself:
      return effects.isEmpty
        ? "An ALTER from \(from) to \(to) keeps every value." : "An ALTER from \(from) to \(to) \(fate)."
    case .byExpression:
      return "An ALTER from \(from) to \(to) needs USING\(effects.isEmpty ? "" : ", and \(fate)")."
    }
  }

  private static let failure = "fail on values that do not convert"

  private static func overflow(_ meaning: CommonType?) -> String {
    if case .decimal = meaning { return "fail on values of more digits before the point" }
    return "fail on values that are longer"
  }

  /// A value that always converts may still be too long.
  private static func limited(_ from: DataType, _ to: DataType, _ types: any TypeSystem) -> [String] {
    guard case .scalar(let name, let actual) = from, case .scalar(let other, let limits) = to, !limits.isEmpty
    else { return [] }
    let fit = ParameterFit(from: (name, actual), into: (other, limits), in: types)
    let isRounded = if case .integer = types.meaning(from) { false } else { fit?.loses ?? true }
    return (isRounded ? ["round values"] : []) + (fit?.overflows ?? true ? [overflow(types.meaning(to))] : [])
  }

  /// What of values is lost.
  private static func loss(_ from: DataType, _ to: DataType, _ types: any TypeSystem) -> String {
    switch (types.meaning(from), types.meaning(to)) {
    case (.dateTime, .date), (.instant, .date): "drop the time of day"
    case (.dateTime, .time), (.instant, .time): "drop the date"
    case (.instant, .dateTime): "drop the zone"
    case (.integer, .float), (.decimal, .float), (.float, .float): "keep fewer digits of some values"
    case (_, .integer), (_, .decimal), (.dateTime, .dateTime), (.instant, .instant): "round values"
    default: "lose a part of some values"
    }
  }
}
