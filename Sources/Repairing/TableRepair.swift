import Comparison
import Engines
import Schema

/// The steps that bring one table to what the other side has, as far as there are any.
struct TableRepair {
  /// In an order in which they can be done.
  private(set) var steps: [RepairStep] = []
  /// Why findings stay.
  private(set) var obstacles: [FoundObstacle] = []
  /// The table afterwards.
  private(set) var repaired: TableSchema

  private let own: TableSchema
  private let context: RepairContext
  private var rewrites = 0

  private var isStaging: Bool { context.settings.target == .staging }

  init(_ own: TableSchema, to wanted: TableSchema, _ context: RepairContext) {
    self.own = own
    self.context = context
    repaired = own
    let others = wanted.columns.byFoldedName
    for column in own.columns {
      if let other = others[column.foldedName] {
        repair(column, to: other)
      } else {
        stays(context.surplus, column.name, .wouldDestroy)
      }
    }
    let names = own.columns.byFoldedName
    for other in wanted.columns where names[other.foldedName] == nil { add(other) }
    stays(.orderChanged, nil, .orderOfColumns)
    stays(.partitioningChanged, nil, .partitioning)
    stays(.clusteringChanged, nil, .clustering)
    for column in wanted.columns + own.columns {
      stays(.unpopulatedColumn, column.name, .writer)
      stays(.generatedColumn, column.name, .filledByMain)
      stays(.nameChanged, column.name, .spelling)
    }
    steps = steps.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(
      \.element)
    repaired = steps.reduce(own) { $1.applied(to: $0, in: context.dialect.engine) }
  }

  private mutating func stays(_ rule: RuleID, _ path: String?, _ obstacle: RepairObstacle) {
    guard context.has(rule, path) else { return }
    let found = FoundObstacle(key: FindingKey(rule, path), obstacle: obstacle)
    if !obstacles.contains(found) { obstacles.append(found) }
  }

  // MARK: Columns of both sides

  private mutating func repair(_ column: Column, to other: Column) {
    var column = column
    if context.has(.nullabilityChanged, column.name) {
      switch (column.mode, isStaging) {
      case (.required, _):
        steps.append(.dropNotNull(column.name))
        column.mode = .nullable
      case (_, false): stays(.nullabilityChanged, column.name, .nothingBreaks)
      case (_, true):
        if context.dialect.setsNotNull {
          steps.append(.setNotNull(column.name))
        } else {
          stays(.nullabilityChanged, column.name, .notRequired)
        }
      }
    }
    let type = TypeRepair(column, to: other, context)
    obstacles += type.obstacles
    let rewritesCollation = collation(column, other, type)
    let unaltered = type.unaltered + (rewritesCollation.map { [$0] } ?? [])
    var final = type.rewritten
    switch unaltered.isEmpty
      ? Rewriting.refused(nil) : rewrite(column, to: other, type, isCollated: rewritesCollation != nil)
    {
    case .planned: break
    case .refused(let reason):
      obstacles += unaltered.map { FoundObstacle(key: $0.key, obstacle: reason ?? $0.obstacle) }
      alter(column, type)
      final = type.altered
    }
    attributes(column, other, isFit: !TypeChanged.differ(final, other.type))
  }

  private mutating func alter(_ column: Column, _ type: TypeRepair) {
    steps += type.fields.map { .addField(parents: $0.parents, $0.field) }
    guard type.isWidened else { return }
    var changed = column
    changed.type = type.altered
    steps.append(.setType(changed, from: column.type))
  }

  /// What only writing the column anew gives the column; nil where its collation stays or an ALTER changes it.
  private mutating func collation(_ column: Column, _ other: Column, _ type: TypeRepair) -> FoundObstacle? {
    guard context.has(.collationChanged, column.name) else { return nil }
    if !isStaging {
      stays(.collationChanged, column.name, .mainsWord)
    } else if context.dialect.setsCollation, !type.isWidened, type.unaltered.isEmpty {
      var changed = column
      changed.attributes.collation = other.attributes.collation
      steps.append(.setType(changed, from: column.type))
    } else if context.dialect.convertsInPlace {
      stays(.collationChanged, column.name, .collation)
    } else {
      return FoundObstacle(key: FindingKey(.collationChanged, column.name), obstacle: .collation)
    }
    return nil
  }

  /// - Parameter isFit: Whether the column has the other's type by then, so that what goes with it fits.
  private mutating func attributes(_ column: Column, _ other: Column, isFit: Bool) {
    let name = column.name
    let attributes = other.attributes
    let settings: [(RuleID, RepairStep)] = [
      (.defaultChanged, .setDefault(name, attributes.defaultExpression.value)),
      (.roundingModeChanged, .setRoundingMode(name, attributes.roundingMode.value)),
    ]
    for (rule, step) in settings where context.has(rule, name) {
      if isStaging, isFit {
        steps.append(step)
      } else {
        stays(rule, name, isStaging ? .ofOtherType : .mainsWord)
      }
    }
    if context.has(.descriptionChanged, name) {
      if isStaging {
        steps.append(.setDescription(name, attributes.description.value))
      } else {
        stays(.descriptionChanged, name, .mainsWord)
      }
    }
    stays(.policyTagMissing, name, isStaging ? .policyTag : .mainsWord)
  }

  // MARK: Writing anew

  private enum Rewriting {
    case planned
    /// Why not; nil where each finding has its own reason.
    case refused(RepairObstacle?)
  }

  private mutating func rewrite(_ column: Column, to other: Column, _ type: TypeRepair, isCollated: Bool)
    -> Rewriting
  {
    guard context.settings.rewrites else { return .refused(nil) }
    if context.divided.contains(column.foldedName) { return .refused(.divided) }
    let dialect = context.dialect
    if !dialect.convertsInPlace {
      if isStructural(column) { return .refused(.partitionedBy) }
      if !(column.attributes.policyTags.value ?? []).isEmpty { return .refused(.tagged) }
    }
    var result = Self.retyped(column, as: type.rewritten, dialect.engine.types)
    if isCollated { result.attributes.collation = other.attributes.collation }
    let isDefaultSet = isStaging && context.has(.defaultChanged, column.name)
    // The new one is set afterwards.
    if isDefaultSet {
      result.attributes.defaultExpression = .absent
    } else if dialect.convertsInPlace, let text = result.attributes.defaultExpression.value,
      text != other.attributes.defaultExpression.value
    {
      let converted = dialect.converted(default: text, to: result.type)
      result.attributes.defaultExpression = .present(converted)
    }
    var names: ColumnRewrite.Names?
    if !dialect.convertsInPlace {
      rewrites += 1
      names = temporaryNames()
      if result.mode == .required { result.mode = .nullable }
    }
    guard let value = RewrittenValue(column, as: result.type, dialect, beside: names?.new) else {
      let types = dialect.engine.types
      let (from, to) = (types.text(column.type), types.text(result.type))
      return CastEffect(from: column.type, to: result.type, in: types) == .impossible
        ? .refused(.noCast(from: from, to: to)) : .refused(.losing(from: from, to: to))
    }
    if names != nil {
      // The column in its place has no default yet.
      let before = result.attributes.defaultExpression
      if before.isKnown { result.attributes.defaultExpression = .absent }
      if let text = before.value {
        steps.append(.setDefault(column.name, text))
      }
    }
    steps.append(
      .rewrite(
        ColumnRewrite(column: column, result: result, value: value.sql, check: value.check, names: names)))
    return .planned
  }

  /// The column in another type, without attributes that no value of that type has.
  private static func retyped(_ column: Column, as type: DataType, _ types: any TypeSystem) -> Column {
    var result = column
    result.type = type
    let meaning = types.meaning(type.element)
    if case .text? = meaning {
    } else if result.attributes.collation.isKnown {
      result.attributes.collation = .absent
    }
    if case .decimal? = meaning {
    } else if result.attributes.roundingMode.isKnown {
      result.attributes.roundingMode = .absent
    }
    return result
  }

  private func isStructural(_ column: Column) -> Bool {
    let names = own.engine.types.names
    return own.partitioning.value?.column.map(names.key) == column.foldedName
      || (own.clustering.value ?? []).contains { names.key($0) == column.foldedName }
  }

  private func temporaryNames() -> ColumnRewrite.Names {
    let taken = Set(own.columns.map(\.foldedName))
    func free(_ name: String) -> String {
      var name = name
      while taken.contains(name) { name += "_" }
      return name
    }
    return ColumnRewrite.Names(
      new: free("driftaudit_new_\(rewrites)"), old: free("driftaudit_old_\(rewrites)"))
  }

  // MARK: Columns that are lacking

  private mutating func add(_ other: Column) {
    guard context.has(context.lacking, other.name) else { return }
    guard Self.isWhole(other.type) else { return stays(context.lacking, other.name, .unknownType) }
    if isStaging, other.takesNoValue { return stays(context.lacking, other.name, .filledByMain) }
    let engine = context.dialect.engine
    let isFilled =
      isStaging && other.mode == .required && context.dialect.setsNotNull
      && other.attributes.defaultExpression.value != nil
    var attributes = Column.Attributes()
    attributes.defaultExpression = told(
      \.defaultExpression, isFilled ? other.attributes.defaultExpression.value : nil)
    attributes.collation = told(\.collation, other.attributes.collation.value)
    attributes.roundingMode = told(\.roundingMode, other.attributes.roundingMode.value)
    attributes.policyTags = told(\.policyTags, nil)
    attributes.description = told(\.description, nil)
    let column = Column(other.name, other.type, mode: .nullable, attributes: attributes, in: engine)
    let value = isFilled ? other.attributes.defaultExpression.value : nil
    steps.append(.addColumn(column, filledWith: value))
    if other.mode == .required, !isFilled, isStaging {
      // Other tables may have the column, so that the finding is there before.
      let key = FindingKey(.nullabilityChanged, other.name)
      obstacles.append(
        FoundObstacle(key: key, obstacle: context.dialect.setsNotNull ? .withoutValue : .notRequired))
    }
    if isFilled {
      steps.append(.setNotNull(other.name))
    } else if let text = other.attributes.defaultExpression.value {
      steps.append(.setDefault(other.name, text))
    }
    if context.comparesDescriptions, let text = other.attributes.description.value {
      steps.append(.setDescription(other.name, text))
    }
  }

  /// An attribute of a new column; unknown where the table's export does not carry the attribute.
  private func told<Value>(_ attribute: KeyPath<Column.Attributes, Fact<Value>>, _ value: Value?) -> Fact<
    Value
  > {
    if let value { return .present(value) }
    return own.columns.contains { $0.attributes[keyPath: attribute].isKnown } ? .absent : .unknown
  }

  private static func isWhole(_ type: DataType) -> Bool {
    switch type {
    case .unknown: false
    case .scalar(_, let numbers): !numbers.contains(DataType.untold)
    case .range: true
    case .array(let element): isWhole(element)
    case .map(let key, let value): isWhole(key) && isWhole(value)
    case .structure(let fields): fields.allSatisfy { isWhole($0.type) }
    }
  }
}

extension RepairStep {
  /// When a step is done: a type that is REQUIRED is relaxed before it changes, and NOT NULL comes last.
  fileprivate var rank: Int {
    switch self {
    case .dropNotNull: 0
    case .addColumn: 1
    case .addField: 2
    case .setType: 3
    case .rewrite: 4
    case .setDefault: 5
    case .setRoundingMode: 6
    case .setDescription: 7
    case .setNotNull: 8
    }
  }
}
