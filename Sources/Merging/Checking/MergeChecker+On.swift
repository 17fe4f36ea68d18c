import Comparison
import GoogleSQL
import Schema
import Text

extension MergeChecker {
  /// Checks by what rows are matched, and in which of main's partitions they are looked for.
  mutating func checkOn(
    _ merge: SQLMerge, _ target: SQLFrame, _ source: SQLFrame, _ coverage: inout MergeCoverage
  ) {
    let scope: Scope = [[target, source]]
    let holds = value(merge.on, in: scope).constant
    if coverage.replaces {
      let target: Scope = [[target]]
      let filters = merge.clauses.filter { $0.rows == .ofTarget }.compactMap(\.condition).map {
        isPartitionFilter($0, target)
      }
      checkFilter(!filters.isEmpty && filters.allSatisfy(\.self), at: merge.on.place)
      return
    }
    if holds == .boolean(false) || holds == .null { note(.neverRuns, at: merge.on.place) }
    let parts: [SQLExpression] = if case .and(let parts) = merge.on.kind { parts } else { [merge.on] }
    var hasFilter = false
    for part in parts {
      if let (left, right) = equality(part, scope) {
        checkKey(left, right, at: part.place, &coverage)
      } else if isPartitionFilter(part, scope) {
        hasFilter = true
      } else if !readsOneSide(part, scope) {
        note(
          .notFollowed, at: part.place,
          detail: "a condition of ON that does not compare a column of main with one of staging")
      }
    }
    if coverage.sourceKeys.isEmpty { note(.noKey, at: merge.on.place, everywhere: true) }
    checkFilter(hasFilter, at: merge.on.place)
    checkOneRow(source, coverage, at: merge)
  }

  // MARK: Keys

  /// The two sides of a comparison of main with staging, main's first; also where NULL meets NULL.
  private mutating func equality(_ part: SQLExpression, _ scope: Scope) -> (SQLValue, SQLValue)? {
    switch part.kind {
    case .comparison("=", let left, let right):
      let (one, other) = (value(left, in: scope), value(right, in: scope))
      if one.readsTarget, !one.readsSource, other.readsSource, !other.readsTarget { return (one, other) }
      if other.readsTarget, !other.readsSource, one.readsSource, !one.readsTarget { return (other, one) }
      return nil
    case .or(let parts):
      guard parts.count == 2, case .comparison("=", let left, let right) = parts[0].kind,
        case .and(let tests) = parts[1].kind, tests.count == 2,
        case .test(let first, isNull: true) = tests[0].kind,
        case .test(let second, isNull: true) = tests[1].kind,
        Set([left.text, right.text]) == Set([first.text, second.text])
      else { return nil }
      return equality(parts[0], scope)
    default: return nil
    }
  }

  private mutating func checkKey(
    _ main: SQLValue, _ staging: SQLValue, at place: SQLPlace, _ coverage: inout MergeCoverage
  ) {
    coverage.keys.formUnion(main.flow)
    coverage.sourceKeys.formUnion(staging.flow)
    let known = staging.flow.filter { mainColumns[$0] != nil }
    if main.flow != staging.flow, !known.isEmpty {
      let (one, other) = (
        main.flow.sorted().joined(separator: ", "), staging.flow.sorted().joined(separator: ", ")
      )
      note(.keyMismatch, at: place, "\(one.clipped()) with \(other.clipped())")
    }
  }

  /// Whether a condition reads main alone, staging alone or neither, so that it only leaves rows out.
  private mutating func readsOneSide(_ part: SQLExpression, _ scope: Scope) -> Bool {
    let value = value(part, in: scope)
    return !value.readsTarget || !value.readsSource
  }

  // MARK: Partitions

  private mutating func checkFilter(_ hasFilter: Bool, at place: SQLPlace) {
    switch input.main.schema.partitioning {
    case .unknown: break
    case .absent: return
    case .present(let partitioning):
      guard !hasFilter else { return }
      let name = partitioning.column ?? "_PARTITIONDATE"
      switch partitioning.requiresFilter {
      case true: note(.noPartitionFilter, at: place, name, everywhere: true)
      case nil: note(.filterUntold, at: place, name, everywhere: true)
      case false: break
      }
    }
  }

  /// Whether a condition holds main's partitioning column against constants alone.
  ///
  /// Source: BigQuery, "Require partition filter": a predicate that filters on the partitioning column, and no
  /// comparison with a column of another table.
  private mutating func isPartitionFilter(_ part: SQLExpression, _ scope: Scope) -> Bool {
    switch part.kind {
    case .comparison(let sign, let left, let right) where ["=", "<", "<=", ">", ">="].contains(sign):
      return isPartition(left, scope) && isConstant(right) || isConstant(left) && isPartition(right, scope)
    case .between(let value, let first, let last):
      return isPartition(value, scope) && isConstant(first) && isConstant(last)
    case .inList(let value, let list):
      return isPartition(value, scope) && list.allSatisfy { isConstant($0) }
    case .inUnnest(let value, let values): return isPartition(value, scope) && isConstant(values)
    case .or(let parts):
      var hasFilter = false
      for part in parts {
        if case .test(let value, isNull: true) = part.kind, isPartition(value, scope) { continue }
        guard isPartitionFilter(part, scope) else { return false }
        hasFilter = true
      }
      return hasFilter
    case .and(let parts):
      // Each part is looked at, so that variables without a value are told.
      return parts.map { isPartitionFilter($0, scope) }.contains(true)
    default: return false
    }
  }

  private mutating func isPartition(_ expression: SQLExpression, _ scope: Scope) -> Bool {
    guard let partitioning = input.main.schema.partitioning.value else { return false }
    var expression = expression
    if case .call(let call) = expression.kind, call.name == "DATE", call.arguments.count == 1 {
      expression = call.arguments[0]
    }
    guard case .path = expression.kind else { return false }
    let value = value(expression, in: scope)
    guard value.readsTarget, !value.readsSource, value.path.count == 1, let name = value.path.first else {
      return false
    }
    return partitioning.column.map { NameFolding.ascii.key($0) == name }
      ?? Self.ingestionColumns.contains(name)
  }

  /// Whether an expression reads no column. A variable of it has to have a value.
  private mutating func isConstant(_ expression: SQLExpression) -> Bool {
    switch expression.kind {
    case .literal, .parameter: return true
    case .path(let names):
      guard names.count == 1, let name = names.first else { return false }
      if ["current_date", "current_timestamp", "current_datetime"].contains(name.folded) { return true }
      guard let hasValue = variables[name.folded] else { return false }
      if !hasValue { note(.variableNotSet, at: name.place, name.text, everywhere: true) }
      return true
    case .call(let call):
      return call.partitions == nil && call.others.isEmpty
        && call.arguments.map { isConstant($0) }.allSatisfy(\.self)
    case .cast(let value, _): return isConstant(value)
    case .array(let values), .operation(let values): return values.map { isConstant($0) }.allSatisfy(\.self)
    default: return false
    }
  }

  // MARK: One row for each key

  /// Whether the source has one row for each key, as MERGE needs it.
  private mutating func checkOneRow(_ source: SQLFrame, _ coverage: MergeCoverage, at merge: SQLMerge) {
    guard !source.rows.isUnknown else { return }
    guard let columns = source.rows.oneRowFor else {
      if !source.rows.isGrouped { note(.notReduced, at: merge.place, everywhere: true) }
      return
    }
    let partition = input.main.schema.partitioning.value?.column.map(NameFolding.ascii.key)
    let lost = coverage.sourceKeys.subtracting(columns).filter { $0 != partition }.sorted()
    if !lost.isEmpty { note(.rowsLost, at: merge.place, MergeVerdict.list(lost), everywhere: true) }
    let more = columns.subtracting(coverage.sourceKeys).sorted()
    if !more.isEmpty, coverage.hasUpdate {
      note(.keysDiffer, at: merge.on.place, MergeVerdict.list(more), everywhere: true)
    }
  }
}
