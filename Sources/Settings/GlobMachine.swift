/// A pattern as a machine that is in several states at once, so that no text can make it go back.
struct GlobMachine: Sendable {
  private enum State: Sendable {
    case end
    case split([Int])
    case literal(Unicode.Scalar, next: Int)
    case any(next: Int)
    case set([ClosedRange<Unicode.Scalar>], negated: Bool, next: Int)
  }

  private var states: [State] = [.end]
  private var start = 0

  init(_ parts: [GlobPart]) { start = add(parts, before: 0) }

  /// Adds states for `parts` that lead to `next`; back to front, so that alternatives share what follows them.
  private mutating func add(_ parts: [GlobPart], before next: Int) -> Int {
    var next = next
    for part in parts.reversed() {
      switch part {
      case .literal(let scalar): states.append(.literal(scalar, next: next))
      case .any: states.append(.any(next: next))
      case .set(let ranges, let negated): states.append(.set(ranges, negated: negated, next: next))
      case .star:
        states.append(.any(next: states.count + 1))
        states.append(.split([next, states.count - 1]))
      case .either(let alternatives):
        var entries: [Int] = []
        for alternative in alternatives { entries.append(add(alternative, before: next)) }
        states.append(.split(entries))
      }
      next = states.count - 1
    }
    return next
  }

  func matches(_ text: String) -> Bool {
    var active: [Int] = []
    var following: [Int] = []
    var steps = [Int](repeating: -1, count: states.count)
    enter(start, step: 0, &steps, &active)
    var step = 0
    for scalar in text.unicodeScalars {
      step += 1
      following.removeAll(keepingCapacity: true)
      for state in active {
        if let next = self.next(of: state, on: scalar) { enter(next, step: step, &steps, &following) }
      }
      swap(&active, &following)
      if active.isEmpty { return false }
    }
    return active.contains(0)
  }

  /// Adds a state and, of a split, those that it leads to; each at most once a step.
  private func enter(_ state: Int, step: Int, _ steps: inout [Int], _ active: inout [Int]) {
    var waiting = [state]
    while let state = waiting.popLast() {
      guard steps[state] != step else { continue }
      steps[state] = step
      if case .split(let next) = states[state] { waiting += next } else { active.append(state) }
    }
  }

  private func next(of state: Int, on scalar: Unicode.Scalar) -> Int? {
    switch states[state] {
    case .end, .split: nil
    case .any(let next): next
    case .literal(let literal, let next): literal == scalar ? next : nil
    case .set(let ranges, let negated, let next):
      ranges.contains { $0.contains(scalar) } != negated ? next : nil
    }
  }
}
