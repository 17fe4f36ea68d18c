import Comparison
import Text

/// The rules as a person reads them: a list, a page for each, and docs/rules.md, all from the rules' own words.
package struct RuleCatalogue: Sendable {
  private let rules: [any Rule]

  /// A catalogue of these rules, in this order.
  package init(_ rules: [any Rule] = Rules.all) { self.rules = rules }

  /// The rules with their default severities and what they find, for a terminal of `width` cells.
  package func listing(width: Int) -> String {
    let indent = "  "
    var lines: [String] = []
    for rule in rules {
      lines.append(rule.id.rawValue)
      lines += paragraph(plain(rule.documentation.summary), indent: indent, width: width)
      lines += paragraph("Severity: \(rule.defaultSeverity).", indent: indent, width: width)
      lines.append("")
    }
    lines += paragraph("driftaudit explain RULE says what breaks and what to do.", indent: "", width: width)
    return lines.joined(separator: "\n") + "\n"
  }

  /// A rule's page for a terminal of `width` cells.
  package func page(of rule: any Rule, width: Int) -> String {
    let documentation = rule.documentation
    var lines = [rule.id.rawValue, ""]
    func add(_ title: String, _ text: String) {
      lines += ["", title]
      for (number, part) in text.split(separator: "\n\n").enumerated() {
        if number > 0 { lines.append("") }
        lines += paragraph(plain(String(part)), indent: "  ", width: width)
      }
    }
    lines += paragraph(plain(documentation.summary), indent: "", width: width)
    add("Severity", "\(rule.defaultSeverity).")
    add("What breaks", documentation.rationale)
    add("What to do", documentation.remedy)
    lines += ["", "Example"]
    lines += documentation.example.split(separator: "\n").map { "  \($0)" }
    lines += ["", "In driftaudit.yml"]
    lines += configuration(rule).split(separator: "\n").map { "  \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What docs/rules.md holds.
  package func markdown() -> String {
    var text = """
      # Rules

      Made from the rules themselves by `make samples`; `driftaudit rules` and `driftaudit explain RULE` print the same.
      Severities, and `off`, can be set for each rule: [configuration.md](configuration.md#rules).

      | rule | finds | severity |
      |---|---|---|

      """
    for rule in rules {
      text +=
        "| [\(rule.id)](#\(rule.id)) | \(cell(rule.documentation.summary)) | \(cell(rule.defaultSeverity)) |\n"
    }
    text += """

      ## Effects

      Each finding, and each pair of tables, has an effect on both ways by which rows get into main: by position (`INSERT
      ROW`, `INSERT … SELECT *`, `COPY`) and by name (a MERGE or INSERT with explicit columns).
      [configuration.md](configuration.md#loadedby) says what each effect means. By engine, by position / by name, once
      where both are the same:

      \(EffectTable.markdown)
      """
    for rule in rules { text += "\n## \(rule.id)\n\n" + section(of: rule) }
    return text
  }

  /// What a rule's section in docs/rules.md holds below its heading.
  func section(of rule: any Rule) -> String {
    let documentation = rule.documentation
    return """
      \(documentation.summary)

      **Severity:** \(rule.defaultSeverity).

      **What breaks.** \(documentation.rationale)

      **What to do.** \(documentation.remedy)

      ```
      \(documentation.example)
      ```

      """
  }

  /// What to say of a name that no rule has.
  package func noRule(named name: String) -> String {
    let names = rules.map(\.id.rawValue)
    let nearest = NearestName.find(name, among: names).map { " (nearest: \($0))" } ?? ""
    return
      "unknown rule '\(SafeText.printable(name, limit: 80))'\(nearest). `driftaudit rules` lists them."
  }

  private func configuration(_ rule: any Rule) -> String {
    """
    rules:
      \(rule.id): \(rule.isOnByDefault ? "off      # or error, warning, note" : "warning  # or error, note; off by default")
    """
  }

  private func paragraph(_ text: String, indent: String, width: Int) -> [String] {
    DisplayWidth.wrapped(text, to: max(width - indent.count, 20)).map { indent + $0 }
  }

  /// Prose without its marks of code and with its own line breaks gone.
  func plain(_ text: String) -> String {
    text.filter { $0 != "`" }.split(separator: "\n").joined(separator: " ")
  }

  private func cell(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: " ")
  }
}
