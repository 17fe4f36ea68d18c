import Lifecycle
import Status
import Text

extension StatusSection {
  /// Batches that are shown one by one; of more only the days are.
  private static let mostBatches = 200

  // MARK: Orphans

  static func orphans(_ availability: Availability<OrphanReport>, most: Int?) -> StatusSection {
    guard let report = availability.value else {
      return StatusSection(.orphans, availability.missingInput ?? .unread)
    }
    let orphans = report.orphans
    let isOver = most.map { orphans.tables > $0 } ?? false
    var section = StatusSection(
      .orphans, isOver ? .bad : orphans.tables > 0 ? .open : .good,
      "\(Count.grouped(orphans.tables)) of \(Count.of(report.tableCount, "staging table")) "
        + "\(orphans.tables == 1 ? "is" : "are") left over\(orphans.sizeText.map { ", \($0)" } ?? "")")
    let families = report.audits.flatMap(\.families)
    let groups = families.map(OrphanGroups.init)
    let batches = zip(families, groups).flatMap { family, groups in
      Self.batches(of: groups).map { (family: family.name, group: $0) }
    }
    section.tables = [days(batches.map(\.group))]
    if batches.count <= mostBatches {
      section.tables.append(byBatch(batches, isNamed: families.count > 1, report.settings))
    } else {
      section.notes.append(
        "\(BatchWords.batches(batches.count)) are not shown one by one; driftaudit orphans tells each.")
    }
    section.tables.removeAll { $0.rows.isEmpty }
    section.notes += orphans.tables > 0 ? OrphanNotes.notes(report) : OrphanNotes.unverified(report)
    section.notes += groups.flatMap(\.keptTables).map { kept in
      "Kept whatever their batch: \(Count.of(kept.total.tables, "table")), \(kept.hold.text)."
    }
    return section
  }

  /// Batches by day, whether or not they are kept.
  private static func batches(of groups: OrphanGroups) -> [OrphanGroups.Batch] {
    let all = groups.days.flatMap(\.batches) + groups.keptBatches
    return all.enumerated().sorted { one, other in
      let (first, second) = (one.element.batch, other.element.batch)
      guard first.day == second.day else {
        guard let first = first.day, let second = second.day else { return first.day != nil }
        return first < second
      }
      return first.name == second.name
        ? one.offset < other.offset : first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
    }.map(\.element)
  }

  private static func days(_ batches: [OrphanGroups.Batch]) -> Table {
    var days: [(day: CalendarDay?, batches: [OrphanGroups.Batch])] = []
    for group in batches {
      if let place = days.firstIndex(where: { $0.day == group.batch.day }) {
        days[place].batches.append(group)
      } else {
        days.append((group.batch.day, [group]))
      }
    }
    let states = BatchState.allCases.filter { state in
      state == .orphaned || batches.contains { $0.batch.state == state }
    }
    let rows = days.map { day, batches -> [Cell] in
      func tables(_ state: BatchState) -> Int {
        batches.reduce(0) { $0 + ($1.batch.state == state ? $1.total.tables : 0) }
      }
      let total = batches.reduce(TableTotal([])) { $0 + $1.total }
      return [.text(OrphanWords.day(day)), .text(Count.grouped(batches.count))]
        + states.map { .text(Count.grouped(tables($0))) } + [.text(total.sizeText ?? "–")]
    }
    return Table(
      head: ["day", "batches"] + states.map(StatusWords.state) + ["bytes"],
      figures: Set(1...states.count + 2), rows: rows, noun: "day")
  }

  private static func byBatch(
    _ batches: [(family: String, group: OrphanGroups.Batch)], isNamed: Bool, _ settings: OrphanSettings
  ) -> Table {
    let rows = batches.map { family, group -> [Cell] in
      let batch = group.batch
      let age = OrphanWords.age(batch, settings)
      let reasons = OrphanWords.reasons(batch)
      let state = StatusWords.state(batch.state) + (reasons.isEmpty ? "" : ": \(reasons)")
      return [.text(OrphanWords.day(batch.day))] + (isNamed ? [.name(family)] : []) + [
        .name(batch.name), .text(Count.grouped(group.total.tables)), .text(group.total.sizeText ?? "–"),
        .text(age.isEmpty ? "–" : age), .text(state),
      ]
    }
    let names = isNamed ? ["family", "batch"] : ["batch"]
    return Table(
      head: ["day"] + names + ["tables", "bytes", "age", "state"],
      figures: Set((names.count + 1)...(names.count + 3)), rows: rows, noun: "batch")
  }

  // MARK: Lost completions

  static func lostCompletions(_ availability: Availability<BatchReport>) -> StatusSection {
    guard let report = availability.value else {
      return StatusSection(.lostCompletions, availability.missingInput ?? .unread)
    }
    var section = StatusSection(
      .lostCompletions, !report.failing.isEmpty ? .bad : report.lost > 0 ? .open : .good,
      BatchWords.verdict(report))
    // A page has room for what is amiss; the command of its own tells all.
    let shown = report.batches.filter { $0.lost > 0 || $0.missing > 0 || $0.failed > 0 }
    let whole = report.batches.count - shown.count
    let rows = shown.map { [.name($0.name)] + BatchWords.cells($0).map { Cell.text($0) } }
    if !rows.isEmpty {
      section.tables = [
        Table(head: BatchWords.head, figures: Set(1..<BatchWords.head.count), rows: rows, noun: "batch")
      ]
    }
    if whole > 0, !shown.isEmpty {
      section.notes.append("Nothing is lost of \(BatchWords.batches(whole)) more.")
    }
    section.notes += BatchWords.notes(report)
    return section
  }

  // MARK: What arrived

  static func arrival(_ availability: Availability<VerifyReport>) -> StatusSection {
    guard let report = availability.value else {
      return StatusSection(.arrival, availability.missingInput ?? .unread)
    }
    var section = StatusSection(
      .arrival, !report.absent.isEmpty ? .bad : report.wanting.isEmpty ? .good : .open,
      VerifyWords.batches(report))
    let rows = report.wanting.map { [.name($0.name)] + VerifyWords.cells($0).map { Cell.text($0) } }
    if !rows.isEmpty {
      section.tables = [Table(head: VerifyWords.head, figures: [1, 2, 3, 4], rows: rows, noun: "batch")]
    }
    section.notes = VerifyWords.notes(report)
    return section
  }

  static func unpopulated(_ availability: Availability<VerifyReport>) -> StatusSection {
    guard let report = availability.value else {
      return StatusSection(.unpopulatedColumns, availability.missingInput ?? .unread)
    }
    let columns = report.columns ?? []
    var section = StatusSection(
      .unpopulatedColumns, columns.isEmpty ? .good : .open, VerifyWords.columns(report))
    if !columns.isEmpty {
      let rows = columns.map { column -> [Cell] in
        [
          .name(column.name), .text(VerifyWords.cause(column)),
          .text(column.sample ?? "NULL in every new row"),
        ]
      }
      section.tables = [Table(head: ["column", "staging", "seen"], figures: [], rows: rows, noun: "column")]
    }
    return section
  }
}
