import Engines
import Merging

/// A repair as its engine runs it.
package struct RepairScript: Sendable {
  /// The script, with a newline at its end; a comment alone where nothing is to be done.
  package let text: String

  /// The script of a plan.
  package init(_ plan: RepairPlan) { self.init(plan, limit: plan.dialect.limits.bytes) }

  init(_ plan: RepairPlan, limit: Int?) {
    var body = Self.body(plan, isShort: false)
    if let limit, body.utf8.count > limit { body = Self.body(plan, isShort: true) }
    let size = body.utf8.count
    let comment = RepairComment(plan, bytes: limit.flatMap { size > $0 ? size : nil }).text
    text = body.isEmpty ? comment : comment + "\n" + body
  }

  private static func body(_ plan: RepairPlan, isShort: Bool) -> String {
    guard !plan.groups.isEmpty else { return "" }
    var parts: [String] = []
    for group in plan.groups {
      var statements = ScriptComment.text(RepairComment.heading(group))
      if isShort, group.tables.count > 1, let loop = plan.dialect.loop(group.steps, over: group.tables) {
        statements += loop
      } else {
        let each = group.tables.map { plan.dialect.statements(group.steps, of: $0).joined() }
        // Statements of several lines read better with an empty line between tables.
        statements += each.joined(separator: each.contains { $0.dropLast().contains("\n") } ? "\n" : "")
      }
      parts.append(statements)
    }
    var text = parts.joined(separator: "\n")
    if plan.dialect.altersInTransaction {
      text = "\(plan.dialect.transaction.begin)\n\(text)\n\(plan.dialect.transaction.end)"
    }
    let late = plan.groups.flatMap { group in
      group.tables.flatMap { table in
        group.steps.compactMap { step in
          if case .setNotNull(let name) = step { plan.dialect.notNull(name, of: table) } else { nil }
        }
      }
    }
    if !late.isEmpty {
      let why = "What main has REQUIRED. Each fails where a row has NULL, and leaves the others as they are."
      text += "\n\(ScriptComment.text([why]))\(late.joined())"
    }
    return plan.dialect.prelude(of: text) + text
  }
}
