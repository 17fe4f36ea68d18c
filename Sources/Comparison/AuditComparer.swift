import Schema
import Dispatch
import Synchronization

/// Compares main with all its staging tables: each distinct schema once, however many tables have it.
package enum AuditComparer {
  /// The audit of `main` with the tables of `families`, whose schemas are indices into `schemas`.
  ///
  /// Takes time in proportion to the distinct schemas and, with very little for each, to the tables.
  package static func compare(
    main: Table, mainSource: String, families: [StagingFamily], schemas: [TableSchema], rules: [any Rule]
  ) -> ComparedAudit {
    var variants = VariantTable(families, schemaCount: schemas.count)
    let used = variants.schemas
    let compared = comparisons(of: used.map { schemas[$0] }, to: main.schema, rules: rules)
    let shapes = ShapeTable(
      used: used, schemas: schemas, effects: compared.map(\.effects), variants: variants, families: families)

    var merger = FindingMerger(main: main, families: families.map(\.name))
    let places = Dictionary(uniqueKeysWithValues: zip(used, used.indices))
    for (number, variant) in variants.all.enumerated() {
      guard let place = places[variant.schema] else { continue }
      merger.add(
        compared[place].differences, of: variant, number: number,
        shape: shapes.number(ofSchema: variant.schema))
    }
    let (findings, findingsByVariant) = merger.merged(variantCount: variants.all.count)
    var audit = ComparedAudit(
      main: main, mainSource: mainSource, families: families.map(\.name), findings: findings,
      shapes: shapes.shapes, tables: variants.takeRows(shapes), findingsByVariant: findingsByVariant)
    audit.rules = RuleSet(rules)
    audit.schemas = shapes.schemas
    audit.schemasByVariant = variants.all.map { schemas[$0.schema] }
    for family in families { audit.periods.merge(family.periods) { first, _ in first } }
    audit.tellPeriods()
    return audit
  }

  private typealias Comparison = (differences: [Difference], effects: PairEffects)

  private static func comparisons(of staging: [TableSchema], to main: TableSchema, rules: [any Rule])
    -> [Comparison]
  {
    let comparator = SchemaComparator(main: main, rules: rules)
    // Starting a second thread costs more than comparing a few dozen schemas.
    guard staging.count > 64 else { return staging.map(comparator.comparison) }
    let batches = min(staging.count, 16)
    let results = Mutex<[Int: [Comparison]]>([:])
    DispatchQueue.concurrentPerform(iterations: batches) { batch in
      let range = staging.count * batch / batches..<staging.count * (batch + 1) / batches
      let found = staging[range].map(comparator.comparison)
      results.withLock { $0[batch] = found }
    }
    return results.withLock { found in (0..<batches).flatMap { found[$0] ?? [] } }
  }
}

/// One distinct schema within one family: all its tables have the same findings.
struct Variant {
  let schema: Int
  let family: Int
  var tableCount: Int
  /// The first three tables by name.
  var examples: [Example]

  /// A table, and its place among those of its family, which are sorted by name.
  struct Example {
    let place: Int
    let name: TableName
  }
}

/// The variants of an audit, and its tables.
struct VariantTable {
  private(set) var all: [Variant] = []
  /// The schemas that occur, ascending.
  private(set) var schemas: [Int] = []
  private var rows: [ComparedAudit.Row] = []

  init(_ families: [StagingFamily], schemaCount: Int) {
    var isUsed = [Bool](repeating: false, count: schemaCount)
    rows.reserveCapacity(families.reduce(0) { $0 + $1.tables.count })
    for (number, family) in families.enumerated() {
      var variantOfSchema = [Int](repeating: -1, count: schemaCount)
      for (place, table) in family.tables.enumerated() {
        guard let schema = table.schema else {
          rows.append(
            ComparedAudit.Row(
              name: table.name, family: family.name, shape: nil, variant: nil, facts: table.facts,
              count: table.count))
          continue
        }
        if variantOfSchema[schema] < 0 {
          variantOfSchema[schema] = all.count
          isUsed[schema] = true
          all.append(Variant(schema: schema, family: number, tableCount: 0, examples: []))
        }
        let variant = variantOfSchema[schema]
        all[variant].tableCount += Int(table.count)
        // Tables of a family are sorted by name.
        if all[variant].examples.count < 3 {
          all[variant].examples.append(Variant.Example(place: place, name: table.name))
        }
        rows.append(
          ComparedAudit.Row(
            name: table.name, family: family.name, shape: schema, variant: variant, facts: table.facts,
            count: table.count))
      }
    }
    schemas = isUsed.indices.filter { isUsed[$0] }
    if families.count > 1 { rows.sort { $0.name < $1.name } }
  }

  /// The audit's rows, with shapes in place of schemas. They are given away, since there may be a million of them.
  mutating func takeRows(_ shapes: ShapeTable) -> [ComparedAudit.Row] {
    var taken: [ComparedAudit.Row] = []
    swap(&taken, &rows)
    for index in taken.indices {
      if let schema = taken[index].shape { taken[index].shape = shapes.number(ofSchema: schema) }
    }
    return taken
  }
}

/// The shapes of an audit. Exports that tell more or less about the same columns give one shape.
struct ShapeTable {
  private(set) var shapes: [Shape] = []
  /// One for each shape.
  private(set) var schemas: [TableSchema] = []
  private var numbers: [Int: Int] = [:]

  init(
    used: [Int], schemas: [TableSchema], effects: [PairEffects], variants: VariantTable,
    families: [StagingFamily]
  ) {
    var fingerprints: [Int: String] = [:]
    var byFingerprint: [String: Shape] = [:]
    for (schema, effects) in zip(used, effects) {
      let fingerprint = ShapeFingerprint.of(schemas[schema])
      fingerprints[schema] = fingerprint
      let known = byFingerprint[fingerprint]?.effects
      byFingerprint[fingerprint] = Shape(
        id: "", fingerprint: fingerprint, columns: schemas[schema].columns.count, tableCount: 0, example: "")
      byFingerprint[fingerprint]?.isComplete =
        schemas[schema].isComplete && schemas[schema].sampledRecords == nil
      byFingerprint[fingerprint]?.effects = known?.worst(effects) ?? effects
    }
    var examples: [String: TableName] = [:]
    for variant in variants.all {
      guard let fingerprint = fingerprints[variant.schema] else { continue }
      byFingerprint[fingerprint]?.tableCount += variant.tableCount
      if let example = variant.examples.first?.name, examples[fingerprint].map({ example < $0 }) ?? true {
        examples[fingerprint] = example
      }
    }
    shapes = byFingerprint.values.sorted { left, right in
      left.tableCount != right.tableCount
        ? left.tableCount > right.tableCount : left.fingerprint < right.fingerprint
    }
    var numberOfFingerprint: [String: Int] = [:]
    for index in shapes.indices {
      shapes[index].id = "s\(index + 1)"
      shapes[index].example = examples[shapes[index].fingerprint]?.description ?? ""
      numberOfFingerprint[shapes[index].fingerprint] = index
    }
    let first = Dictionary(used.map { (fingerprints[$0], $0) }, uniquingKeysWith: { first, _ in first })
    self.schemas = shapes.compactMap { first[$0.fingerprint] }.map { schemas[$0] }
    for (schema, fingerprint) in fingerprints { numbers[schema] = numberOfFingerprint[fingerprint] }
  }

  /// The shape of a schema: an index into `shapes`.
  func number(ofSchema schema: Int) -> Int? { numbers[schema] }
}
