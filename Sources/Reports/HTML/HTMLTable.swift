import Output
import Schema
import Text

/// Pieces that tables of every page share.
enum HTMLTable {
  /// A row of headings; `figures` are the places of those above numbers, `whole` of those that stand on one line.
  static func head(
    _ titles: [String], figures: Set<Int> = [], whole: Set<Int> = [], to html: HTMLWriter
  ) {
    html.element("thead") {
      html.element("tr") {
        for (index, title) in titles.enumerated() {
          let style: String? = figures.contains(index) ? "num" : whole.contains(index) ? "keep" : nil
          html.element("th", ["scope": "col", "class": style], text: title)
        }
      }
    }
  }

  /// A severity as a badge.
  static func badge(_ severity: Severity, to html: HTMLWriter) {
    html.element("span", ["class": "badge \(severity.rawValue)"], text: severity.rawValue)
  }

  /// A term and its description, for a list of facts.
  static func fact(_ term: String, to html: HTMLWriter, _ description: () -> Void) {
    html.element("div") {
      html.element("dt", text: term)
      html.element("dd") { description() }
    }
  }

  /// A problem with its place.
  static func problem(_ problem: Problem, to html: HTMLWriter) {
    html.element("b", ["class": problem.severity.rawValue], text: problem.severity.rawValue)
    html.text(" ")
    if let file = problem.file {
      var place = SafeText.printable(file, limit: HTMLWriter.longestName)
      if let line = problem.line { place += ":\(line)" + (problem.column.map { ":\($0)" } ?? "") }
      html.code(place, limit: 2 * HTMLWriter.longestName)
      html.text(" ")
    }
    html.text(problem.message)
  }

  /// A sentence that counts what has no place; nothing where `count` is not above 0.
  static func rest(
    _ count: Int, _ noun: String, plural: String? = nil, element: StaticString = "p", to html: HTMLWriter
  ) {
    guard count > 0 else { return }
    let nouns = plural.map { "more \($0)" }
    html.element(
      element, ["class": "muted"],
      text: "… and \(Count.of(count, "more \(noun)", plural: nouns)): the JSON report has all.")
  }
}
