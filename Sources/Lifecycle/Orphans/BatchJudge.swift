import Schema
import Settings
import Text

/// Decides which batches are left over, from everything that is told of their tables.
struct BatchJudge {
  private let settings: OrphanSettings
  private var evidence: [Evidence] = []
  private var numbers: [BatchName: Int] = [:]

  init(_ settings: OrphanSettings) { self.settings = settings }

  /// What is told of one batch, over all datasets, families and audits: a batch is one wherever it writes.
  private struct Evidence {
    /// When it can have begun, as its name tells.
    let range: Span<Moment>?
    /// When the youngest of its tables was created.
    var created: Moment?
    /// When one of them was changed last.
    var modified: Moment?
    var hasUndated = false
    var hasUnreadTime = false

    init(_ batch: String) { range = BatchTime.range(of: batch) }

    mutating func add(_ facts: TableFacts) {
      add(timesOf: facts)
      if facts.created == nil, range == nil { hasUndated = true }
    }

    mutating func add(timesOf facts: TableFacts) {
      created = Self.later(created, facts.created)
      modified = Self.later(modified, facts.modified)
      if facts.hasUnreadTime { hasUnreadTime = true }
    }

    private static func later(_ one: Moment?, _ other: Moment?) -> Moment? {
      guard let one, let other else { return one ?? other }
      return max(one, other)
    }
  }

  /// The number under which what is told of a batch is kept.
  mutating func number(of batch: String) -> Int {
    let name = BatchName(batch)
    if let known = numbers[name] { return known }
    numbers[name] = evidence.count
    evidence.append(Evidence(batch))
    return evidence.count - 1
  }

  /// Takes what is told of a table into account.
  mutating func add(_ facts: TableFacts, toBatch number: Int) { evidence[number].add(facts) }

  /// Takes the times of a table into account that is none of those that are asked about.
  mutating func add(timesOf facts: TableFacts, toBatch number: Int) { evidence[number].add(timesOf: facts) }

  /// Why a batch is kept; nothing where it is left over.
  func holds(of batch: String) -> [BatchHold] {
    guard let evidence = numbers[BatchName(batch)].map({ evidence[$0] }) else { return [.undated] }
    var holds: [BatchHold] = []
    if settings.active.contains(where: { $0.matches(batch) }) { holds.append(.active) }
    if let completions = settings.completions {
      switch completions.isComplete(batch) {
      case true: break
      case false: holds.append(.incomplete)
      case nil: holds.append(.noCompletion)
      }
    }
    holds += timeHolds(evidence)
    if let rows = settings.mainRows {
      if let count = rows.count(of: batch) {
        if !count.haveArrived, !settings.includesUnmerged {
          holds.append(.notArrived(staged: count.staged, inMain: count.inMain))
        }
      } else {
        holds.append(.uncounted)
      }
    }
    return holds
  }

  private func timeHolds(_ evidence: Evidence) -> [BatchHold] {
    var holds: [BatchHold] = []
    // Of a day only its beginning says that it has not come yet.
    let times = [evidence.range?.first, evidence.created, evidence.modified].compactMap(\.self)
    if let future = times.max(), future > settings.now {
      holds.append(.future(future))
    } else {
      if let youngest = [evidence.range?.last, evidence.created].compactMap(\.self).max(), isRecent(youngest)
      {
        holds.append(.young(min(youngest, settings.now)))
      }
      if let modified = evidence.modified, isRecent(modified) { holds.append(.changed(modified)) }
    }
    if evidence.hasUnreadTime { holds.append(.unreadTime) }
    if evidence.hasUndated { holds.append(.undated) }
    return holds
  }

  private func isRecent(_ moment: Moment) -> Bool {
    settings.now.seconds - moment.seconds < settings.minAge.seconds
  }
}
