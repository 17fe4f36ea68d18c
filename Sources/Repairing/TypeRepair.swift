import Comparison
import Engines
import Schema

/// What becomes of one column's type: by ALTERs alone, and where its values are written anew.
struct TypeRepair {
  let context: RepairContext
  /// The altered table's column.
  let column: Column
  /// What writing the column anew does not help either.
  private(set) var obstacles: [FoundObstacle] = []
  /// What only writing the column anew removes.
  private(set) var unaltered: [FoundObstacle] = []
  /// Fields that an ALTER adds, with the names above them.
  private(set) var fields: [(parents: [String], field: Column)] = []
  /// Whether an ALTER widens a type.
  private(set) var isWidened = false
  /// The column's type after ALTERs.
  private(set) var altered: DataType
  /// The column's type where it is written anew.
  private(set) var rewritten: DataType

  private var types: any TypeSystem { context.dialect.engine.types }
  private var target: RepairSettings.Target { context.settings.target }

  /// The repair of a column that is to take, or to be, what the other side has.
  init(_ column: Column, to wanted: Column, _ context: RepairContext) {
    self.context = context
    self.column = column
    altered = column.type
    rewritten = column.type
    let place = Place(path: column.name, parents: [column.name], isInsideArray: false)
    (altered, rewritten) = repaired(column.type, wanted.type, place)
  }

  private struct Place {
    var path: String
    var parents: [String]
    var isInsideArray: Bool

    func field(_ name: String) -> Place {
      Place(path: "\(path).\(name)", parents: parents + [name], isInsideArray: isInsideArray)
    }

    var element: Place {
      Place(path: path, parents: parents + [RepairStep.element], isInsideArray: true)
    }
  }

  private typealias Types = (altered: DataType, rewritten: DataType)

  private mutating func stays(_ rule: RuleID, _ path: String, _ obstacle: RepairObstacle) {
    if context.has(rule, path) {
      obstacles.append(FoundObstacle(key: FindingKey(rule, path), obstacle: obstacle))
    }
  }

  private mutating func needsRewrite(_ rule: RuleID, _ path: String, _ obstacle: RepairObstacle) {
    unaltered.append(FoundObstacle(key: FindingKey(rule, path), obstacle: obstacle))
  }

  private mutating func repaired(_ own: DataType, _ wanted: DataType, _ place: Place) -> Types {
    switch (own, wanted) {
    case (.structure(let fields), .structure(let others)): return structure(fields, others, place)
    case (.array(let element), .array(let other)):
      let inner = repaired(element, other, place.element)
      return (.array(inner.altered), .array(inner.rewritten))
    case (.scalar(let name, _), .scalar(let other, _)) where name == other:
      return parameters(own, wanted, place)
    case (.unknown, _), (_, .unknown): return (own, own)
    default: return TypeChanged.differ(own, wanted) ? type(own, wanted, place) : (own, own)
    }
  }

  // MARK: STRUCTs

  private mutating func structure(_ fields: [Column], _ others: [Column], _ place: Place) -> Types {
    let wanted = others.byFoldedName
    var (altered, rewritten): ([Column], [Column]) = ([], [])
    for field in fields {
      let path = place.field(field.name).path
      guard let other = wanted[field.foldedName] else {
        stays(context.surplus, path, .wouldDestroy)
        altered.append(field)
        rewritten.append(field)
        continue
      }
      stays(.nameChanged, path, .spelling)
      stays(.nameChanged, place.field(other.name).path, .spelling)
      let types = repaired(field.type, other.type, place.field(field.name))
      var (kept, changed) = (field, rewrittenField(field, to: other, path: path))
      kept.type = types.altered
      changed.type = types.rewritten
      altered.append(kept)
      rewritten.append(changed)
    }
    let own = fields.byFoldedName
    for other in others where own[other.foldedName] == nil {
      let path = place.field(other.name).path
      guard context.has(context.lacking, path) else { continue }
      var field = other
      // Rows that are there have no value for it.
      if field.mode == .required { field.mode = .nullable }
      rewritten.append(field)
      if context.dialect.addsFields {
        self.fields.append((place.parents, field))
        altered.append(field)
      } else {
        needsRewrite(context.lacking, path, .fieldOfStruct)
      }
    }
    if context.has(.orderChanged, place.path) { needsRewrite(.orderChanged, place.path, .orderOfFields) }
    return (.structure(altered), .structure(Self.ordered(rewritten, as: others)))
  }

  /// Fields in the other side's order, those that it lacks behind.
  private static func ordered(_ fields: [Column], as others: [Column]) -> [Column] {
    let own = fields.byFoldedName
    let names = Set(others.map(\.foldedName))
    return others.compactMap { own[$0.foldedName] } + fields.filter { !names.contains($0.foldedName) }
  }

  /// Mode and attributes of a field, which no ALTER reaches.
  private mutating func rewrittenField(_ field: Column, to other: Column, path: String) -> Column {
    var changed = field
    if context.has(.nullabilityChanged, path) {
      if target == .main, field.mode == .nullable {
        stays(.nullabilityChanged, path, .nothingBreaks)
      } else {
        changed.mode = other.mode
        needsRewrite(.nullabilityChanged, path, .modeOfField)
      }
    }
    if context.has(.collationChanged, path) {
      if target == .main {
        stays(.collationChanged, path, .mainsWord)
      } else {
        changed.attributes.collation = other.attributes.collation
        needsRewrite(.collationChanged, path, .collation)
      }
    }
    for rule: RuleID in [.defaultChanged, .roundingModeChanged, .descriptionChanged] {
      stays(rule, path, target == .main ? .mainsWord : .optionOfField)
    }
    stays(.policyTagMissing, path, .policyTag)
    return changed
  }

  // MARK: Scalars

  private mutating func parameters(_ own: DataType, _ wanted: DataType, _ place: Place) -> Types {
    let rule = RuleID.parametersChanged
    guard own != wanted, context.has(rule, place.path) else { return (own, own) }
    var goal = wanted
    if target == .main {
      guard let both = both(own, wanted), both != own else {
        stays(rule, place.path, .takesAll)
        return (own, own)
      }
      goal = both
    }
    guard context.dialect.widening(from: own, to: goal) == .whole else {
      needsRewrite(rule, place.path, obstacle(own, goal, RepairObstacle.narrower))
      return (own, goal)
    }
    return widened(own, to: goal, rule, place)
  }

  private mutating func type(_ own: DataType, _ wanted: DataType, _ place: Place) -> Types {
    let rule = RuleID.typeChanged
    guard context.has(rule, place.path) else { return (own, own) }
    let back = CastEffect(from: wanted, to: own, in: types)
    if target == .main, back == .coercion {
      stays(rule, place.path, .takesAll)
      return (own, own)
    }
    switch CastEffect(from: own, to: wanted, in: types) {
    case .impossible:
      stays(rule, place.path, .noCast(from: types.text(own), to: types.text(wanted)))
      return (own, own)
    case .none, .coercion, .coercionCanFail, .coercionCanLose, .coercionCanFailOrLose, .cast, .castCanFail,
      .castCanLose, .castCanFailOrLose, .rebuild:
      break
    }
    switch context.dialect.widening(from: own, to: wanted) {
    case .whole: return widened(own, to: wanted, rule, place)
    // A merge into main makes the same of the values.
    case .losingDigits where target == .staging: return widened(own, to: wanted, rule, place)
    case .none, .losingDigits:
      needsRewrite(rule, place.path, obstacle(own, wanted, RepairObstacle.conversion))
      return (own, wanted)
    }
  }

  private func obstacle(
    _ own: DataType, _ wanted: DataType, _ made: (String, String, AlterFate) -> RepairObstacle
  ) -> RepairObstacle {
    made(types.text(own), types.text(wanted), AlterFate(from: own, to: wanted, context.dialect))
  }

  private mutating func widened(_ own: DataType, to goal: DataType, _ rule: RuleID, _ place: Place) -> Types {
    if let obstacle = context.dialect.obstacle(toTypeOf: column, isInsideArray: place.isInsideArray) {
      needsRewrite(rule, place.path, RepairObstacle(obstacle))
      return (own, goal)
    }
    isWidened = true
    return (goal, goal)
  }

  /// A type of the same name that takes the values of both; nil where there is none.
  private func both(_ own: DataType, _ other: DataType) -> DataType? {
    guard case .scalar(let name, let numbers) = own, case .scalar(_, let others) = other,
      let one = types.limits(name, numbers), let two = types.limits(name, others)
    else { return nil }
    let whole = max(one.whole, two.whole)
    let fraction = max(one.fraction, two.fraction)
    for (type, limits) in [(own, one), (other, two)]
    where limits.whole == whole && limits.fraction == fraction { return type }
    guard case .decimal = types.meaning(own) else { return nil }
    let made = DataType.scalar(name, parameters: [whole + fraction, fraction])
    // A type with more digits than the engine has is none.
    return try? types.type(types.text(made))
  }
}
