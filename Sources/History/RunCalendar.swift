import Text

/// On which days runs took place, and on which they should have.
struct RunCalendar {
  /// Days from one run to the next as a rule; nil where too few runs tell.
  let interval: Int?
  /// Days without a run on which one was due, in order.
  let missing: [CalendarDay]

  /// The median of fewer is chance.
  private static let fewestIntervals = 3
  /// What was the rule a year ago need not be it today.
  private static let mostIntervals = 60

  /// Looks at the days of a period, both included.
  ///
  /// - Parameters:
  ///   - times: All runs up to the period's end, in order.
  ///   - every: Days from one run to the next, where it is known.
  ///   - today: The day on which is asked: its run, and later ones, may still come.
  init(times: [Moment], first: CalendarDay, last: CalendarDay, every: Int?, today: CalendarDay) {
    let days = Set(times.map { CalendarDay(containing: $0).daysSince1970 }).sorted()
    let interval = every ?? Self.usual(days)
    self.interval = interval
    guard let interval else {
      missing = []
      return
    }
    let end = min(last.daysSince1970, today.daysSince1970 - 1)
    var due: [Int] = []
    for (index, day) in days.enumerated() {
      let next = index + 1 < days.count ? days[index + 1] : end + 1
      // A run that comes a day late is not a missing one where they are a week apart.
      let tolerance = interval > 2 ? 1 : 0
      due += stride(from: day + interval, to: next - tolerance, by: interval)
    }
    missing = due.filter { $0 >= first.daysSince1970 && $0 <= end }.map(CalendarDay.init(daysSince1970:))
  }

  private static func usual(_ days: [Int]) -> Int? {
    let intervals = zip(days, days.dropFirst()).map { $1 - $0 }.suffix(mostIntervals).sorted()
    return intervals.count < fewestIntervals ? nil : intervals[(intervals.count - 1) / 2]
  }
}
