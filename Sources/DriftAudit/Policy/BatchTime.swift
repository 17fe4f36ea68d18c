/// When a batch began, as its name tells it.
public enum BatchTime {
  /// The moment in a batch's name: its last run of ten digits (Unix seconds) or thirteen (milliseconds), else its last day
  /// written `2026-01-30`, `2026_01_30` or `20260130`, at the beginning of that day (UTC); nil where it has neither.
  ///
  /// `batch_2026_01_30_1769796743` began at 2026-01-30T18:12:23Z.
  public static func moment(of batch: String) -> Moment? {
    let runs = batch.utf8.split { !(0x30...0x39).contains($0) }.map { String(decoding: $0, as: UTF8.self) }
    for run in runs.reversed() {
      guard run.count == 10 || run.count == 13, let number = Int(run) else { continue }
      // From 2001 on, so that an account number with leading zeros is no time.
      if run.count == 10, number >= 1_000_000_000 { return Moment(seconds: number) }
      if run.count == 13, number >= 1_000_000_000_000 { return Moment(seconds: number / 1000) }
    }
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
