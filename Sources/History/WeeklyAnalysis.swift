import Comparison
import Schema
import Text

extension WeeklyReport {
  /// What a history tells of a period.
  ///
  /// - Parameters:
  ///   - history: The history, runs before the period included: they tell what is new and what has come back.
  ///   - since: The first day, UTC.
  ///   - until: The last day, UTC, which belongs to the period.
  ///   - every: Days from one run to the next; nil to take what is usual in the history.
  ///   - now: When the report is made.
  package init(
    _ history: HistoryFolder, since: CalendarDay, until: CalendarDay, every: Int? = nil, now: Moment
  ) {
    let (start, end) = (since.start, until.next.start)
    let known = history.entries.map(\.run).filter { $0.time < end }
    let own = known.filter { $0.time >= start }
    let calendar = RunCalendar(
      times: known.map(\.time), first: since, last: until, every: every, today: CalendarDay(containing: now))
    var problems = history.problems
    if own.isEmpty, history.problems.isEmpty || !history.entries.isEmpty {
      problems.append(Problem(file: history.path, "no run took place from \(since) to \(until)."))
    }
    self.init(
      generatedAt: now.description, since: since, until: until,
      runs: own.map { Run(time: $0.time, verdict: $0.verdict, problems: $0.problems) },
      interval: calendar.interval, missingDays: calendar.missing,
      audits: MainHistory.all(of: known).compactMap { Audit($0, since: start, until: until) },
      problems: problems.sorted())
  }

  /// The seven whole days before `now`: what a job that runs once a week has not told yet.
  package static func lastSevenDays(before now: Moment) -> (since: CalendarDay, until: CalendarDay) {
    let today = CalendarDay(containing: now).daysSince1970
    return (CalendarDay(daysSince1970: today - 7), CalendarDay(daysSince1970: today - 1))
  }
}

extension WeeklyReport.Audit {
  /// A main's period; nil where no run audited it.
  fileprivate init?(_ main: MainHistory, since start: Moment, until: CalendarDay) {
    guard let last = main.points.last else { return nil }
    let before = main.points.last { $0.time < start && $0.isComplete }
    let own = main.points.filter { $0.time >= start }
    var names = last.audit.families.map(\.name)
    for name in own.flatMap(\.audit.families).map(\.name) where !names.contains(name) { names.append(name) }
    for name in main.timelines.compactMap(\.current).map(\.last.finding.family) where !names.contains(name) {
      names.append(name)
    }
    self.init(
      table: main.table, runs: own.count,
      columns: WeeklyReport.Change(before: before?.audit.columns, after: last.audit.columns),
      families: names.map { name in
        var family = WeeklyReport.Family(
          name: name, before: before.map { WeeklyReport.Figures($0.audit, family: name) },
          after: WeeklyReport.Figures(last.audit, family: name),
          points: own.map {
            WeeklyReport.Point(
              time: $0.time, figures: WeeklyReport.Figures($0.audit, family: name), isComplete: $0.isComplete)
          })
        family.sort(main.timelines.filter { $0.presences.last?.last.finding.family == name }, since: start)
        family.tellExpiring(until: until)
        return family
      })
  }
}

extension WeeklyReport.Figures {
  /// How a family stood in an audit; all zero where it had none of that name.
  init(_ audit: HistoryRun.Audit, family name: String) {
    if let family = audit.families.first(where: { $0.name == name }) {
      (tables, drifted, unreadable, shapes) = (
        family.tables, family.drifted, family.unreadable, family.shapes
      )
    }
    for finding in audit.findings where finding.family == name {
      switch finding.status {
      case .new: new += 1
      case .accepted: accepted += 1
      case .expired: expired += 1
      }
      if finding.rule == .unpopulatedColumn { unpopulated += 1 }
    }
  }
}

extension WeeklyReport.Family {
  fileprivate init(
    name: String, before: WeeklyReport.Figures?, after: WeeklyReport.Figures, points: [WeeklyReport.Point]
  ) {
    self.name = name
    self.before = before
    self.after = after
    self.points = points
    (new, expired, open, resolved, accepted, standing, expiring) = ([], [], [], [], [], [], [])
  }

  /// Puts each finding where it belongs.
  fileprivate mutating func sort(_ timelines: [FindingTimeline], since start: Moment) {
    // Within a severity, findings stay in the order in which they were first made.
    let ordered = timelines.enumerated().sorted {
      let (one, other) = (Self.severity($0.element), Self.severity($1.element))
      return one == other ? $0.offset < $1.offset : one > other
    }
    for (_, timeline) in ordered {
      guard let presence = timeline.presences.last else { continue }
      let item = WeeklyReport.Item(presence, earlier: timeline.presences.dropLast().last)
      if let gone = presence.gone {
        if gone.time >= start { resolved.append(item) }
        continue
      }
      // What the very first run finds may have been there for long: nothing says that it is new.
      let isNews = presence.changed.time >= start && !presence.changed.isFirstRun
      switch presence.last.finding.status {
      case .accepted: if isNews { accepted.append(item) } else { standing.append(item) }
      case .expired: if isNews { expired.append(item) } else { open.append(item) }
      case .new:
        let before = presence.changes.dropLast().last
        let wasOpen = before.map { $0.finding.status.counts } ?? false
        if isNews && !wasOpen { new.append(item) } else { open.append(item) }
      }
    }
  }

  private static func severity(_ timeline: FindingTimeline) -> Severity {
    timeline.presences.last?.last.finding.severity ?? .note
  }

  fileprivate mutating func tellExpiring(until: CalendarDay) {
    let limit = CalendarDay(daysSince1970: until.daysSince1970 + WeeklyReport.expiryNotice)
    func end(_ item: WeeklyReport.Item) -> CalendarDay? {
      item.finding.status.acceptance?.expires.flatMap(CalendarDay.init)
    }
    let ending = (accepted + standing).compactMap { item in end(item).map { (day: $0, item: item) } }
      .filter { $0.day <= limit }
    expiring = ending.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
      .map(\.element.item)
  }
}

extension WeeklyReport.Item {
  fileprivate init(_ presence: FindingTimeline.Presence, earlier: FindingTimeline.Presence?) {
    self.init(
      finding: presence.last.finding, since: presence.since.time, isSinceFirstRun: presence.since.isFirstRun,
      changed: presence.changed.time, gone: presence.gone?.time,
      isGoneWithTables: presence.gone?.hasNoTables ?? false,
      earlier: earlier.map { Span(first: $0.since.time, last: $0.last.time) })
  }
}
