import Engines
import Schema

extension RuleID {
  /// Another type on each side.
  package static let typeChanged: RuleID = "type-changed"
}

/// Another type on each side.
package struct TypeChanged: Rule {
  package let id = RuleID.typeChanged
  package let defaultSeverity = "warning where the engine coerces staging's type to main's, else error"
  package let title = "Other types"
  package let sign = "T"
  package let documentation = RuleDocumentation(
    summary: """
      A column has another type in staging than in main, after aliases are resolved (INTEGER is INT64, RECORD is STRUCT). \
      Two STRUCTs are compared field by field instead.
      """,
    rationale: """
      BigQuery coerces INT64 to NUMERIC, BIGNUMERIC and FLOAT64, NUMERIC to BIGNUMERIC and FLOAT64, BIGNUMERIC to FLOAT64, \
      and DATE to DATETIME; nothing else, and nothing at all inside of an ARRAY. Any other pair makes `INSERT ROW` and a \
      MERGE fail until somebody writes a cast, and a cast can fail on values that do not convert, or lose a part of them.
      """,
    remedy: """
      Let the writer use main's type. Until then, cast in the MERGE: `SAFE_CAST(S.line_margin AS NUMERIC)` makes values \
      that do not convert NULL instead of failing.
      """,
    example: """
      main     line_margin NUMERIC(5, 2)
      staging  line_margin STRING
      finds    type-changed  line_margin  NUMERIC(5, 2) → STRING
      """)

  package func check(_ pair: ColumnPair) -> [Difference] {
    guard let main = pair.main, let staging = pair.staging, Self.differ(main.type, staging.type) else {
      return []
    }
    if pair.sampledRecords != nil {
      return [pair.difference(id, .error, Effects(both: .fails), .doesNotLoad)]
    }
    let words = pair.words
    let cast = CastEffect(from: staging.type.element, to: main.type.element, in: pair.types)
    let loads = pair.typeLoads(staging.type, main.type)
    let effects = Effects(position: loads.position.effect, name: loads.name.effect)
    if pair.loading.isReader {
      return [
        pair.difference(
          id, effects.name < .fails ? .warning : .error, effects, words.reading(cast, loads.name))
      ]
    }
    let severity: Severity = effects.position < .fails && effects.name < .fails ? .warning : .error
    let isInsideArray = pair.isInsideArray || main.type.isArray && staging.type.isArray
    let whole = CastEffect(from: staging.type, to: main.type, in: pair.types)
    let consequence =
      if effects.name < .fails {
        words.coerced(loads.name)
      } else if main.type.isArray != staging.type.isArray, whole == .impossible {
        main.type.isArray ? words.scalarToArray : words.arrayToScalar
      } else if isInsideArray, !pair.types.coercesInsideArrays {
        words.insideArray(cast)
      } else if let parser = pair.types.parser(of: staging.type, for: main.type) {
        words.parsed(parser)
      } else {
        words.failing(
          isInsideArray ? cast : whole, from: pair.types.meaning(staging.type.element),
          to: pair.types.meaning(main.type.element))
      }
    return [pair.difference(id, severity, effects, consequence)]
  }

  /// Whether two types differ in more than parameters and the fields of STRUCTs.
  package static func differ(_ main: DataType, _ staging: DataType) -> Bool {
    switch (main, staging) {
    case (.unknown, _), (_, .unknown): false
    case (.array(let one), .array(let other)): differ(one, other)
    case (.structure, .structure): false
    case (.scalar(let one, _), .scalar(let other, _)): one != other
    case (.range(let one), .range(let other)): one != other
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      // What stands in a MAP is no column, so that fields in it count as part of the type.
      differ(key, otherKey) || value != otherValue && value.isKnown && otherValue.isKnown
    case (.array, _), (.structure, _), (.scalar, _), (.range, _), (.map, _): true
    }
  }

  package func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) \(group.have) another type in \(group.tables)"
  }

  package func inComparison(_ finding: Finding) -> String? {
    finding.severity == .warning ? "coerced" : "type changed"
  }
}

extension String {
  fileprivate static let doesNotLoad =
    "The writer's records hold another kind of value than the column takes: a load of them fails."
}

extension EngineWords {
  private var failsOnType: String { "\(insertAll) fails on the type" }
  private var orNull: String { safeCast.map { "; \($0) makes those NULL" } ?? "" }

  fileprivate var scalarToArray: String {
    "\(failsOnType), and there is no cast: \(merge) has to make an ARRAY of the single value\(engine == "BigQuery" ? ", `[value]`." : ".")"
  }
  fileprivate var arrayToScalar: String {
    "\(failsOnType), and there is no cast: \(merge) has to choose one element, "
      + (engine == "BigQuery" ? "`value[SAFE_OFFSET(0)]`, " : "") + "and drops the others."
  }

  fileprivate func coerced(_ load: ColumnLoad) -> String {
    "\(engine) coerces the values by itself: \(assigned(load))."
  }

  /// Of types that the engine does not write into each other by itself.
  fileprivate func failing(_ cast: CastEffect, from: CommonType?, to: CommonType?) -> String {
    let failing = "\(failsOnType). \(mergeFirst) needs a cast"
    return switch cast {
    case .cast: "\(failing), which always succeeds."
    case .castCanFail: "\(failing), which fails on values that do not convert\(orNull)."
    case .castCanLose: "\(failing), which loses a part of the value."
    case .castCanFailOrLose:
      if case .text? = from {
        "\(failing), which fails on text that is not \(Self.read(to)), and may drop a part of it\(orNull)."
      } else {
        "\(failing), which rounds values and fails on those out of range\(orNull)."
      }
    case .none, .coercion, .coercionCanFail, .coercionCanLose, .coercionCanFailOrLose, .rebuild, .impossible:
      "\(failsOnType), and there is no cast: \(merge) needs an expression of its own."
    }
  }

  /// Of a text that is meant as JSON.
  fileprivate func parsed(_ function: String) -> String {
    "\(failsOnType). \(mergeFirst) needs \(function), which fails on text that is not JSON; a CAST makes a JSON string of the "
      + "text."
  }

  /// What a text has to be for a type, with its article.
  private static func read(_ type: CommonType?) -> String {
    switch type {
    case .date: "a date"
    case .time, .dateTime, .instant: "a time"
    case .integer, .decimal, .float: "a number"
    case .boolean, .text, .binary, .json, .uuid, .array, .structure, .map, nil: "a value of the type"
    }
  }

  fileprivate func insideArray(_ effect: CastEffect) -> String {
    let failing = "Nothing is coerced inside of an ARRAY: \(both) both fail until the "
    return switch effect {
    case .none, .coercion, .cast, .rebuild: failing + "ARRAY is rebuilt with a cast of each element."
    case .castCanFail, .castCanFailOrLose, .coercionCanFail, .coercionCanFailOrLose:
      failing + "ARRAY is rebuilt with a cast of each element, which fails on values that do not convert."
    case .castCanLose, .coercionCanLose:
      failing + "ARRAY is rebuilt with a cast of each element, which loses a part of the value."
    case .impossible: failing + "ARRAY is rebuilt; there is no cast between the elements' types."
    }
  }

  /// What a reader of files does with a field of another type.
  fileprivate func reading(_ effect: CastEffect, _ load: ColumnLoad) -> String {
    switch effect {
    case _ where !load.fits:
      "A reader with main's schema fails: \(engine) does not promote the one type to the other."
    case .none, .coercion(losesDigits: false):
      "A reader with main's schema promotes the values; every one survives."
    case .coercion(losesDigits: true), .coercionCanLose:
      "A reader with main's schema promotes the values and keeps fewer digits of some."
    case .coercionCanFail, .coercionCanFailOrLose:
      "A reader with main's schema promotes the values and fails on those that do not convert."
    case .cast, .castCanFail, .castCanLose, .castCanFailOrLose, .rebuild, .impossible:
      "A reader with main's schema fails: \(engine) does not promote the one type to the other."
    }
  }
}
