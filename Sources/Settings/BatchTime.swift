import Text

/// When a batch began, as its name tells it.
package enum BatchTime {
  /// The moment in a batch's name: its last run of ten digits (Unix seconds) or thirteen (milliseconds), else its last day
  /// written `2026-01-30`, `2026_01_30` or `20260130`, at the beginning of that day (UTC); nil where it has neither.
  ///
  /// `batch_2026_01_30_1769796743` began at 2026-01-30T18:12:23Z.
  package static func moment(of batch: String) -> Moment? {
    let runs = runs(in: batch)
    return runs.reversed().lazy.compactMap(number).first ?? day(in: runs)
  }

  /// From when to when a batch of that name can have begun: at the latest of its numbers or, where it has none, in the
  /// whole of its day; nil where it has neither.
  package static func range(of batch: String) -> Span<Moment>? {
    let runs = runs(in: batch)
    if let last = runs.lazy.compactMap(number).max() { return Span(last) }
    guard let start = day(in: runs), let end = Moment(seconds: start.seconds + 86_399) else { return nil }
    return Span(first: start, last: end)
  }

  private static func runs(in batch: String) -> [String] {
    batch.utf8.split { !(0x30...0x39).contains($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func number(_ run: String) -> Moment? {
    guard run.count == 10 || run.count == 13, let number = Int(run) else { return nil }
    // From 2001 on, so that an account number with leading zeros is no time.
    if run.count == 10, number >= 1_000_000_000 { return Moment(seconds: number) }
    if run.count == 13, number >= 1_000_000_000_000 { return Moment(seconds: number / 1000) }
    return nil
  }

  private static func day(in runs: [String]) -> Moment? {
    for index in runs.indices.reversed() {
      if runs[index].count == 8,
        let day = day(runs[index].prefix(4), runs[index].dropFirst(4).prefix(2), runs[index].suffix(2))
      {
        return day
      }
      if runs[index].count == 4, index + 2 < runs.count,
        let day = day(runs[index][...], runs[index + 1][...], runs[index + 2][...])
      {
        return day
      }
    }
    return nil
  }

  private static func day(_ year: Substring, _ month: Substring, _ day: Substring) -> Moment? {
    CalendarDay("\(year)-\(month)-\(day)").flatMap { Moment("\($0)T00:00:00Z") }
  }
}
