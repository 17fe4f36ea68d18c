/// The two ways in which rows of a staging table get into main.
package enum Way: String, CaseIterable, Hashable, Sendable {
  /// `INSERT ROW`, `INSERT … SELECT *`, `COPY`: the values go to main's columns in the order of both.
  case position
  /// A MERGE or INSERT with explicit columns.
  case name
}

/// What a drift does to rows on one way into main, from harmless to worst.
package enum Effect: String, CaseIterable, Hashable, Sendable, Comparable {
  /// Every value arrives as it is.
  case works
  /// The statement works, and main gets NULL or its default.
  case nullFilled = "null-filled"
  /// The statement works, and values of staging, or parts of them, are lost.
  case dropsValues = "drops-values"
  /// It depends on the values: a cast, a length, a NULL.
  case mayFail = "may-fail"
  /// The engine refuses the statement, or every row.
  case fails
  /// The statement works, and values land in another column or field.
  case wrongValues = "wrong-values"

  private var rank: Int {
    switch self {
    case .works: 0
    case .nullFilled: 1
    case .dropsValues: 2
    case .mayFail: 3
    case .fails: 4
    case .wrongValues: 5
    }
  }

  /// From harmless to worst.
  package static func < (left: Effect, right: Effect) -> Bool { left.rank < right.rank }

  /// Whether a row that should arrive does not, or arrives as something else: never a matter for a note.
  package var isSevere: Bool { self >= .fails }
}

/// What becomes of rows of a pair of tables on each of the two ways; nil where exports do not say enough.
package struct PairEffects: Hashable, Sendable {
  /// Where values go by position; nil where the order of columns is not known.
  package var position: Effect?
  /// Where columns are named; nil where not all columns are known.
  package var name: Effect?

  /// Effects on both ways.
  package init(position: Effect?, name: Effect?) {
    self.position = position
    self.name = name
  }

  /// On each way the worse of two; what is not known of one is not known of both, unless the other is severe.
  package func worst(_ other: PairEffects) -> PairEffects {
    func worst(_ one: Effect?, _ other: Effect?) -> Effect? {
      if let one, let other { return max(one, other) }
      return (one ?? other).flatMap { $0.isSevere ? $0 : nil }
    }
    return PairEffects(position: worst(position, other.position), name: worst(name, other.name))
  }
}

/// What a drift does on each of the two ways.
package struct Effects: Hashable, Sendable {
  /// What it does where values go by position.
  package var position: Effect
  /// What it does where columns are named.
  package var name: Effect

  /// The effects on both ways.
  package init(position: Effect, name: Effect) {
    self.position = position
    self.name = name
  }

  /// One effect on both ways.
  package init(both effect: Effect) { self.init(position: effect, name: effect) }

  /// Nothing happens on either way.
  package static let none = Effects(both: .works)

  /// The worse of both ways.
  package var worstOfBoth: Effect { max(position, name) }

  /// The effect on one way.
  package subscript(way: Way) -> Effect {
    switch way {
    case .position: position
    case .name: name
    }
  }

  /// The severity of what has these effects where rows get into main by one way alone, so that the other one no longer
  /// counts.
  ///
  /// - Parameter severity: The severity where both ways count.
  package func severity(_ severity: Severity, loadedBy way: Way) -> Severity {
    let (counted, other) = (self[way], self[way == .name ? .position : .name])
    if counted.isSevere { return max(severity, .warning) }
    guard other > counted else { return severity }
    return counted == .works ? .note : min(severity, .warning)
  }

  /// On each way the worse of two.
  package func worst(_ other: Effects) -> Effects {
    Effects(position: max(position, other.position), name: max(name, other.name))
  }
}
