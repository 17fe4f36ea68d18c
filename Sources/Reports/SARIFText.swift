import Comparison
import Output
import Schema
import Text

/// The parts of a SARIF log.
enum SARIFText {
  /// What paths are relative to: GitHub takes this name for the root of the repository.
  static let rootID = "%SRCROOT%"

  /// A finding as a result.
  static func result(
    _ finding: Finding, of audit: ComparedAudit, message: String, at place: RepositoryPlace,
    fingerprint: String, rules: RuleSet
  ) -> JSONNode {
    .object([
      ("ruleId", .text(finding.rule.rawValue)),
      ("ruleIndex", rules.number(of: finding.rule).map(JSONNode.number)),
      ("level", .text(finding.severity.rawValue)), ("message", self.message(message)),
      ("locations", .list([location(place)])),
      // GitHub keeps alerts apart, and knows them again, by this: what stands before the colon, and a number.
      ("partialFingerprints", .object([("primaryLocationLineHash", .text("\(fingerprint):1"))])),
      (
        "properties",
        .object([
          ("status", .text(finding.status.name)), ("family", .text(AnnotationText.name(finding.family))),
          ("tableCount", .number(finding.tableCount)),
          ("mainTable", .text(AnnotationText.name(audit.main.name.description))),
          ("column", finding.column.map { .text(AnnotationText.name($0)) }),
        ])
      ),
    ])
  }

  /// What is told of the run itself.
  static func notification(_ severity: Severity, _ text: String, at place: RepositoryPlace? = nil) -> JSONNode
  {
    .object([
      ("level", .text(severity.rawValue)), ("message", message(text)),
      ("locations", place.map { .list([location($0)]) }),
    ])
  }

  /// A rule with all that viewers show of it.
  static func rule(_ rule: any Rule) -> JSONNode {
    let catalogue = RuleCatalogue()
    let documentation = rule.documentation
    let summary = catalogue.plain(documentation.summary)
    return .block([
      ("id", .text(rule.id.rawValue)), ("name", .text(title(rule.id))),
      ("shortDescription", message(summary)),
      ("fullDescription", message("\(summary) \(catalogue.plain(documentation.rationale))")),
      (
        "help",
        .object([
          ("text", .text(doubled(catalogue.page(of: rule, width: 100)))),
          ("markdown", .text(doubled(catalogue.section(of: rule)))),
        ])
      ),
      (
        "defaultConfiguration",
        .object([
          ("enabled", .truth(rule.isOnByDefault)), ("level", .text(level(of: rule).rawValue)),
        ])
      ),
      (
        "properties",
        .object([
          ("tags", .list([.text("schema-drift"), .text("data-quality")])),
          ("precision", .text("very-high")),
          ("problem.severity", .text(level(of: rule) == .note ? "recommendation" : level(of: rule).rawValue)),
        ])
      ),
    ])
  }

  /// The worst severity that a rule has by itself; of a rule that is off, a note.
  static func level(of rule: any Rule) -> Severity {
    let words = rule.defaultSeverity.split { !$0.isLetter }
    return Severity.allCases.filter { words.contains(Substring($0.rawValue)) }.max() ?? .note
  }

  /// `MissingColumn`.
  private static func title(_ rule: RuleID) -> String {
    rule.rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// A message that means itself: braces would be placeholders, and a bracket before a parenthesis a link.
  private static func message(_ text: String) -> JSONNode {
    let linkless = text.escaping { byte, previous in
      byte == UInt8(ascii: "(") && previous == UInt8(ascii: "]") ? " (" : nil
    }
    return .object([("text", .text(doubled(linkless)))])
  }

  private static func doubled(_ text: String) -> String {
    text.escaping { byte, _ in
      switch byte {
      case UInt8(ascii: "{"): "{{"
      case UInt8(ascii: "}"): "}}"
      default: nil
      }
    }
  }

  private static func location(_ place: RepositoryPlace) -> JSONNode {
    let region = JSONNode.object([
      ("startLine", .number(place.line)), ("startColumn", .number(place.column)),
      ("endLine", .number(place.line)),
      ("endColumn", .number(place.column + 1)),
    ])
    let artifact = JSONNode.object([("uri", .text(uri(place.path))), ("uriBaseId", .text(rootID))])
    return .object([("physicalLocation", .object([("artifactLocation", artifact), ("region", region)]))])
  }

  /// A path as a relative reference: everything but letters, digits and `-._~/` stands as `%` and its bytes.
  ///
  /// Source: RFC 3986, sections 2.3 and 4.2.
  static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var uri = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        uri += "%" + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return uri
  }
}
