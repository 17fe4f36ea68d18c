import Baselines
import Comparison
import Engines
import Merging
import Schema

/// What is done to remove drift: the steps for each table, and what becomes of each finding.
package struct RepairPlan: Sendable {
  let dialect: any AlterDialect
  let settings: RepairSettings
  /// The rules that the tables were compared by.
  let rules: RuleSet
  /// Main, as it is.
  let main: Table
  /// Tables with the same steps, in the audit's order of shapes.
  let groups: [Group]
  /// Findings of which nothing is left.
  let removed: [Finding]
  /// Findings that stay, at some tables at least, with the reasons.
  package let remaining: [Remaining]
  /// Findings that come of the steps.
  let appearing: [Finding]
  /// How many findings the baseline accepts; nothing is done about them.
  let acceptedCount: Int
  /// Staging tables that no ALTER reaches: views, external tables, snapshots.
  let unalterable: [TableName]

  /// A finding that stays.
  package struct Remaining: Sendable {
    /// The finding as it then is.
    let finding: Finding
    /// Why it stays, each a sentence.
    let reasons: [String]
  }

  /// Tables of one shape with the same steps.
  struct Group: Sendable {
    /// `s1`; nil for main.
    let shape: String?
    let steps: [RepairStep]
    /// Sorted by name.
    var tables: [AlteredTable]
  }

  /// Plans the repair of an audit.
  ///
  /// - Parameter policy: What the audit's findings were judged by, so that what comes of the steps is judged as well.
  /// - Throws: `RepairRefusal` where the tables are no tables of the dialect's engine.
  package init(_ audit: ComparedAudit, policy: DriftPolicy, _ settings: RepairSettings) throws(RepairRefusal)
  {
    let engine = settings.dialect ?? audit.main.schema.engine
    let dialect = engine.alterDialect ?? BigQueryDialect()
    let refused = Self.refused(audit, dialect, settings.target)
    if !refused.isEmpty { throw RepairRefusal(refused) }
    self.dialect = dialect
    self.settings = settings
    rules = audit.rules
    main = audit.main
    var planner = RepairPlanner(audit: audit, policy: policy, dialect: dialect, settings: settings)
    groups = settings.target == .staging ? planner.stagingGroups() : planner.mainGroups()
    unalterable = planner.unalterable

    let after = planner.auditAfterwards()
    let counting = audit.findings.filter(\.status.counts)
    acceptedCount = audit.findings.count - counting.count
    let known = Set(audit.findings.map(\.id))
    let left = Dictionary(after.findings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let new = after.findings.filter { $0.status.counts && !known.contains($0.id) }
    // A finding that only tells the altered side anew is the same drift.
    let changed = Dictionary(
      new.map { (Drift($0, settings.target), $0) }, uniquingKeysWith: { first, _ in first })
    var (removed, remaining): ([Finding], [Remaining]) = ([], [])
    for finding in counting {
      if let now = left[finding.id] ?? changed[Drift(finding, settings.target)] {
        let obstacles = planner.obstacles[FindingKey(finding)] ?? []
        let reasons = obstacles.map { $0.text(dialect, settings) }
        remaining.append(
          Remaining(finding: now, reasons: reasons.isEmpty ? ["It comes with other changes."] : reasons))
      } else {
        removed.append(finding)
      }
    }
    self.removed = removed
    self.remaining = remaining
    let told = Set(remaining.map(\.finding.id))
    appearing = new.filter { !told.contains($0.id) }
  }

  /// What makes two findings the same drift, whatever the altered side is by now.
  private struct Drift: Hashable {
    let key: FindingKey
    let family: String
    let other: ColumnSide?

    init(_ finding: Finding, _ target: RepairSettings.Target) {
      key = FindingKey(finding)
      family = finding.family
      other = target == .staging ? finding.main : finding.staging
    }
  }

  private static func refused(
    _ audit: ComparedAudit, _ dialect: some AlterDialect, _ target: RepairSettings.Target
  )
    -> [MergeRefusal.Reason]
  {
    func reason(_ name: String, _ schema: TableSchema) -> MergeRefusal.Reason? {
      let isForeign = schema.columns.contains { $0.foreignType != nil }
      guard schema.engine != dialect.engine || isForeign else { return nil }
      return .otherEngine(
        table: name, engine: isForeign ? "another engine" : schema.engine.name, dialect: dialect.engine.name)
    }
    var reasons = [reason(audit.main.name.description, audit.main.schema)].compactMap(\.self)
    guard target == .staging else { return reasons }
    let unnamed = audit.tables.tableCount - audit.tables.count
    if unnamed > 0 { reasons.append(.unnamed(count: unnamed)) }
    for (shape, schema) in zip(audit.shapes, audit.schemas) where schema.sampledRecords == nil {
      if let reason = reason(shape.example, schema) { reasons.append(reason) }
    }
    return reasons
  }
}

/// Works out the steps of an audit.
private struct RepairPlanner {
  let audit: ComparedAudit
  let policy: DriftPolicy
  let dialect: any AlterDialect
  let settings: RepairSettings
  private(set) var obstacles: [FindingKey: [RepairObstacle]] = [:]
  private(set) var unalterable: [TableName] = []
  private var main: TableSchema
  private var schemas: [TableSchema]
  private let rules: [any Rule]
  /// For each variant its rows.
  private let rows: [[ComparedAudit.Row]]

  init(audit: ComparedAudit, policy: DriftPolicy, dialect: any AlterDialect, settings: RepairSettings) {
    self.audit = audit
    self.policy = policy
    self.dialect = dialect
    self.settings = settings
    main = audit.main.schema
    schemas = audit.schemasByVariant
    rules = policy.rules(for: audit.rules.all)
    var rows = [[ComparedAudit.Row]](repeating: [], count: audit.schemasByVariant.count)
    for row in audit.tables {
      if let variant = row.variant { rows[variant].append(row) }
    }
    self.rows = rows
  }

  /// The variants in the order of their shapes.
  private var variants: [Int] {
    rows.indices.filter { !rows[$0].isEmpty }.sorted { one, other in
      let (left, right) = (rows[one][0].shape ?? 0, rows[other][0].shape ?? 0)
      return (left, one) < (right, other)
    }
  }

  private func context(_ variant: Int) -> RepairContext {
    let findings = audit.findingsByVariant[variant].map { audit.findings[$0] }
    return RepairContext(
      dialect: dialect, settings: settings,
      active: Set(findings.filter(\.status.counts).map { FindingKey($0) }),
      comparesDescriptions: rules.contains { $0.id == .descriptionChanged })
  }

  private mutating func note(_ found: [FoundObstacle]) {
    for one in found where !obstacles[one.key, default: []].contains(one.obstacle) {
      obstacles[one.key, default: []].append(one.obstacle)
    }
  }

  private func altered(_ name: TableName, _ schema: TableSchema) -> AlteredTable {
    var everyRow = "TRUE"
    if let partitioning = schema.partitioning.value, partitioning.requiresFilter == true {
      let column = partitioning.column.map(dialect.identifier) ?? "_PARTITIONTIME"
      everyRow = "\(column) IS NOT NULL OR \(column) IS NULL"
    }
    return AlteredTable(name: name, path: dialect.path(name), everyRow: everyRow)
  }

  // MARK: Staging

  mutating func stagingGroups() -> [RepairPlan.Group] {
    struct Key: Hashable {
      let shape: Int
      let steps: [RepairStep]
    }
    var places: [Key: Int] = [:]
    var groups: [RepairPlan.Group] = []
    for variant in variants {
      let context = context(variant)
      guard schemas[variant].sampledRecords == nil else {
        note(context.active.map { FoundObstacle(key: $0, obstacle: .writer) })
        continue
      }
      let repair = TableRepair(schemas[variant], to: main, context)
      note(repair.obstacles)
      guard !repair.steps.isEmpty else { continue }
      let tables = rows[variant].filter { $0.facts?.kind.map { $0 == .table || $0 == .clone } ?? true }
      unalterable += rows[variant].filter { row in !tables.contains { $0.name == row.name } }.map(\.name)
      guard !tables.isEmpty else { continue }
      let found = tables.map { altered($0.name, schemas[variant]) }
      schemas[variant] = repair.repaired
      let shape = rows[variant][0].shape ?? 0
      let key = Key(shape: shape, steps: repair.steps)
      if let place = places[key] {
        groups[place].tables += found
      } else {
        places[key] = groups.count
        groups.append(RepairPlan.Group(shape: audit.shapes[shape].id, steps: repair.steps, tables: found))
      }
    }
    for index in groups.indices { groups[index].tables.sort { $0.name < $1.name } }
    return groups
  }

  // MARK: Main

  /// One shape after the other, each from what main is by then.
  mutating func mainGroups() -> [RepairPlan.Group] {
    let divided = divided()
    var steps: [RepairStep] = []
    for variant in variants {
      var context = context(variant)
      context.divided = divided
      guard schemas[variant].sampledRecords == nil else {
        note(context.active.map { FoundObstacle(key: $0, obstacle: .writer) })
        continue
      }
      let repair = TableRepair(main, to: schemas[variant], context)
      note(repair.obstacles)
      for step in repair.steps { Self.add(step, to: &steps) }
      main = repair.repaired
    }
    guard !steps.isEmpty else { return [] }
    return [
      RepairPlan.Group(shape: nil, steps: steps, tables: [altered(audit.main.name, audit.main.schema)])
    ]
  }

  /// A column that one shape adds and another widens is added wide, and one that two shapes widen is widened once.
  private static func add(_ step: RepairStep, to steps: inout [RepairStep]) {
    guard case .setType(let column, _) = step else { return steps.append(step) }
    for index in steps.indices {
      switch steps[index] {
      case .addColumn(let added, let value) where added.name == column.name:
        steps[index] = .addColumn(column, filledWith: value)
        return
      case .setType(let before, let from) where before.name == column.name:
        steps[index] = .setType(column, from: from)
        return
      case .addColumn, .setType, .addField, .dropNotNull, .rewrite, .setDefault, .setRoundingMode,
        .setDescription, .setNotNull:
        continue
      }
    }
    steps.append(step)
  }

  private func divided() -> Set<String> {
    var types: [String: Set<String>] = [:]
    for variant in variants where schemas[variant].sampledRecords == nil {
      for column in schemas[variant].columns {
        types[column.foldedName, default: []].insert(dialect.engine.types.text(column.type).lowercased())
      }
    }
    return Set(types.filter { $0.value.count > 1 }.keys)
  }

  // MARK: Afterwards

  /// The audit as it is when all steps are done, judged as the first one was.
  func auditAfterwards() -> ComparedAudit {
    let left = Set(unalterable)
    let families = audit.families.map { family in
      StagingFamily(
        name: family,
        tables: audit.tables.filter { $0.family == family }.map { row in
          let index = row.variant.map { left.contains(row.name) ? schemas.count + $0 : $0 }
          return StagingTable(name: row.name, schema: index, facts: row.facts)
        })
    }
    return policy.applied(
      to: AuditComparer.compare(
        main: Table(name: audit.main.name, schema: main), mainSource: audit.mainSource, families: families,
        schemas: schemas + audit.schemasByVariant, rules: rules))
  }
}
