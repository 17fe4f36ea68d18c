import Engines
import Schema
import Settings
import Text

extension MergePlanner {
  /// Where a shape's rows have a column of main from. What stands against it goes into `reasons`.
  package mutating func source(
    of column: Column, in shape: MergePlan.Shape, fill: MergeExpression?, isKey: Bool
  )
    -> MergePlan.Source
  {
    // Main fills it itself, whatever staging has.
    if column.takesNoValue, !isKey { return .missing }
    let own = shape.columns
    guard let staging = own[column.foldedName] else {
      return withoutStaging(column, shape, own, fill: fill, isKey: isKey)
    }
    let conversion = ValueConversion(
      // A key that is cast with loss would bring rows together that do not belong together.
      dialect: dialect, onLossy: isKey ? .error : settings.onLossy, shape: shape.name)
    let place = "\(names.source).\(dialect.identifier(staging.name))"
    do throws(ValueConversion.Failure) {
      var value = try conversion.value(place, from: staging.type, to: column.type, path: column.name)
      if let fill, column.mode == .required, staging.mode != .required {
        value.sql = "COALESCE(\(value.sql), \(filled(column, fill, own)))"
      }
      return .staging(value)
    } catch {
      switch error {
      case .skipped: return withoutStaging(column, shape, own, fill: fill, isKey: isKey)
      case .refused(let reason):
        guard let fill else {
          reasons.append(reason)
          return .missing
        }
        // An expression over the column itself is that column in another type.
        let isOwn = fill.columns(among: own).contains(column.foldedName)
        return isOwn
          ? .staging(ConvertedValue(sql: filled(column, fill, own))) : .filled(filled(column, fill, own))
      }
    }
  }

  private mutating func withoutStaging(
    _ column: Column, _ shape: MergePlan.Shape, _ own: [String: Column], fill: MergeExpression?, isKey: Bool
  ) -> MergePlan.Source {
    let read = fill?.columns(among: mainColumns) ?? []
    // What says what the column's own value becomes says nothing where there is none.
    if let fill, !read.contains(column.foldedName) {
      let strangers = fill.strangers(among: own) + read.filter { own[$0] == nil }
      if let name = strangers.first {
        reasons.append(
          .badExpression(
            setting: "--fill", text: fill.text,
            message: "\(name.clipped()) is no column of \(shape.name.text)"))
      }
      return .filled(filled(column, fill, own))
    }
    if isKey {
      reasons.append(.keyMissing(column: column.name, shape: shape.name))
    } else if column.mode == .required, !column.attributes.hasDefault {
      reasons.append(.requiredWithoutSource(column: column.name, shape: shape.name))
    }
    return .missing
  }

  /// Notes a setting that would write a column that main fills itself.
  mutating func refuse(_ expression: MergeExpression?, _ setting: String, for column: Column) {
    guard let expression else { return }
    reasons.append(
      .badExpression(
        setting: setting, text: expression.text,
        message: "main fills \(column.name.clipped()) itself and takes no value for it"))
  }

  /// Only a column that all rows lack can be left to its next number: there is no expression for it.
  mutating func checkNumbers(_ planned: MergePlan.PlannedColumn, _ shapes: [MergePlan.Shape]) {
    guard planned.column.attributes.generation == .present(.identityByDefault),
      let first = planned.sources.firstIndex(of: .missing),
      planned.sources.contains(where: { $0 != .missing })
    else { return }
    reasons.append(.requiredWithoutSource(column: planned.column.name, shape: shapes[first].name))
  }

  private func filled(_ column: Column, _ fill: MergeExpression, _ own: [String: Column]) -> String {
    dialect.cast(fill.qualified(by: names.source, among: own, dialect), to: column.type, isSafe: false)
  }

  // MARK: Partitions

  /// Which of main's partitions are looked at: with a filter only where main needs one, where the key tells the
  /// partition, or where the user names some, since a row with the same key in another partition would not be found.
  package mutating func partitions(_ keys: [MergePlan.Key], _ columns: [MergePlan.PlannedColumn])
    -> MergePlan.PartitionRule
  {
    guard let partitioning = input.main.schema.partitioning.value else {
      if !settings.partitionValues.isEmpty {
        reasons.append(.partitionsUnknown(why: "the export does not tell how main is partitioned"))
      }
      return .all
    }
    guard let name = partitioning.column else { return ingested(partitioning) }
    guard let planned = columns.first(where: { $0.column.foldedName == mainColumns.named(name)?.foldedName }),
      case .scalar(let type, _) = planned.column.type
    else {
      reasons.append(
        .partitionsUnknown(why: "its partitioning column \(name.clipped()) is no column of main"))
      return .all
    }
    let unit = ["HOUR", "DAY", "MONTH", "YEAR"].first { $0 == partitioning.granularity?.uppercased() }
    let isInKey = keys.contains {
      $0.expression.onlyName.flatMap(mainColumns.named)?.foldedName == planned.column.foldedName
    }
    let partitioned = MergePlan.Partitioned(
      column: planned.column, type: type, unit: type == "INT64" ? nil : unit ?? "DAY",
      canBeNull: planned.column.mode != .required, isInKey: isInKey)
    if !settings.partitionValues.isEmpty {
      let literals = settings.partitionValues.compactMap { literal($0, type) }
      return .named(partitioned, literals)
    }
    guard partitioning.requiresFilter == true || isInKey else { return .all }
    if planned.sources.contains(.missing) {
      reasons.append(.partitionsUnknown(why: "\(planned.column.name.clipped()) is not in all staging tables"))
    }
    return .ofRows(partitioned)
  }

  private mutating func ingested(_ partitioning: Partitioning) -> MergePlan.PartitionRule {
    if !settings.partitionValues.isEmpty {
      return .ingested(settings.partitionValues.compactMap { literal($0, "DATE") })
    }
    if partitioning.requiresFilter == true {
      reasons.append(
        .partitionsUnknown(why: "it is partitioned by the time of ingestion, of which rows tell nothing"))
    }
    return .all
  }

  /// A value of the partitioning column as a constant.
  private mutating func literal(_ text: String, _ type: String) -> String? {
    switch type {
    case "INT64":
      if let number = Int(text) { return String(number) }
    case "DATE":
      if CalendarDay(text) != nil { return "DATE \(dialect.string(text))" }
    case "DATETIME", "TIMESTAMP":
      // The rest of it, a time of day or a zone, BigQuery reads and refuses by itself.
      if CalendarDay(String(text.prefix(10))) != nil { return "\(type) \(dialect.string(text))" }
    default: break
    }
    reasons.append(.badPartitionValue(value: text, type: type))
    return nil
  }
}
