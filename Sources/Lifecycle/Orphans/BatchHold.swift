import Text

/// Why the tables of a batch are kept.
package enum BatchHold: Hashable, Sendable {
  /// The user says that it is still running.
  case active
  /// Its youngest table was created then, or its name tells that moment: less than the minimum age ago.
  case young(Moment)
  /// One of its tables was changed then, less than the minimum age ago.
  case changed(Moment)
  /// There is no record of its completion.
  case noCompletion
  /// The record of its completion says that it is not complete.
  case incomplete
  /// A time of it lies in the future.
  case future(Moment)
  /// A time of one of its tables cannot be read.
  case unreadTime
  /// Neither its name nor a list tells how old one of its tables is.
  case undated
  /// Nobody counted its rows in main.
  case uncounted
  /// Not all of its rows are in main.
  case notArrived(staged: Int, inMain: Int)
  /// Its tables drift from main so that a statement that merges them fails or writes wrong values, and nobody counted its
  /// rows in main.
  case unverified

  /// The reason's name in JSON.
  package var key: String {
    switch self {
    case .active: "active"
    case .young: "young"
    case .changed: "changed"
    case .noCompletion: "no-completion"
    case .incomplete: "incomplete"
    case .future: "future-time"
    case .unreadTime: "unread-time"
    case .undated: "no-time"
    case .uncounted: "rows-not-counted"
    case .notArrived: "rows-not-in-main"
    case .unverified: "drift-not-verified"
    }
  }

  /// The reason as a part of a sentence.
  package var text: String {
    switch self {
    case .active: "named with --active"
    case .young(let moment): "too young: of \(moment.toTheMinute) UTC"
    case .changed(let moment): "changed lately: \(moment.toTheMinute) UTC"
    case .noCompletion: "no completion record"
    case .incomplete: "not complete, its record says"
    case .future(let moment): "a time in the future: \(moment.toTheMinute) UTC"
    case .unreadTime: "a time that cannot be read"
    case .undated: "a table whose age nothing tells"
    case .uncounted: "its rows were not counted in main"
    case .notArrived(let staged, let inMain):
      "\(Count.grouped(inMain)) rows in main, of \(Count.grouped(staged)) staged"
    case .unverified: "its drift breaks a merge, and its rows were not counted in main"
    }
  }

  /// Which state the reason makes of its batch.
  var state: BatchState {
    switch self {
    case .active, .young, .changed, .noCompletion, .incomplete: .running
    case .future, .unreadTime, .undated: .unclear
    case .uncounted, .notArrived: .unmerged
    case .unverified: .unverified
    }
  }
}

/// What is known of a batch.
package enum BatchState: String, Hashable, Sendable, CaseIterable {
  /// Nothing speaks against dropping its tables.
  case orphaned
  /// It may still be running.
  case running
  /// What is told of it cannot be trusted.
  case unclear
  /// Its rows are not known to be in main.
  case unmerged
  /// Its drift breaks the statement that merges it, and nobody has looked whether its rows are in main.
  case unverified
}
