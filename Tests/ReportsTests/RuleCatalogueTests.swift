@testable import Comparison
@testable import Reports
@testable import Text
import Testing

@Suite("What is said of the rules") struct RuleCatalogueTests {
  private let catalogue = RuleCatalogue()

  @Test("The list, the pages and the document name every rule with its severity and its sentences")
  func everyRule() {
    let (listing, document) = (catalogue.listing(width: 10_000), catalogue.markdown())
    for rule in Rules.all {
      let page = catalogue.page(of: rule, width: 10_000)
      let summary = rule.documentation.summary.replacing("`", with: "")
      #expect(listing.contains("\n  \(summary)\n"))
      #expect(page.hasPrefix("\(rule.id)\n\n\(summary)\n"))
      for text in [listing, page, document] { #expect(text.contains(rule.defaultSeverity)) }
      for part in [rule.documentation.rationale, rule.documentation.remedy, rule.documentation.summary] {
        #expect(document.contains(part))
        let plain = part.replacing("`", with: "").split(separator: "\n\n").first.map(String.init) ?? ""
        #expect(page.contains(plain))
      }
      for line in rule.documentation.example.split(separator: "\n") {
        #expect(page.contains("\n  \(line)\n"))
        #expect(document.contains("\n\(line)\n"))
      }
    }
  }

  @Test("Every rule tells what is found, what breaks, what to do and an example with both sides")
  func complete() {
    for rule in Rules.all {
      let documentation = rule.documentation
      for text in [documentation.summary, documentation.rationale, documentation.remedy] {
        #expect(text.hasSuffix(".") && text.count > 20, "\(rule.id)")
      }
      let words = documentation.example.split(separator: "\n").map { $0.prefix { $0 != " " } }
      #expect(words == ["main", "staging", "finds"], "\(rule.id)")
      #expect(documentation.example.contains(rule.id.rawValue))
    }
    #expect(Set(Rules.names).count == Rules.names.count)
  }

  @Test("No line is wider than the terminal, and no Markdown reaches it", arguments: [40, 80, 100])
  func width(width: Int) {
    let texts = [catalogue.listing(width: width)] + Rules.all.map { catalogue.page(of: $0, width: width) }
    for text in texts {
      // Examples and lines to copy stand as they are.
      let prose = text.prefix(upTo: text.firstRange(of: "\nExample\n")?.lowerBound ?? text.endIndex)
      for line in prose.split(separator: "\n") where line.contains(" ") {
        #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
      }
      #expect(!prose.contains("`"))
    }
  }

  @Test("A rule that is off says how to switch it on, the others how to switch them off")
  func switches() throws {
    let page = { try catalogue.page(of: #require(Rules.named($0)), width: 80) }
    #expect(try page("missing-column").contains("  rules:\n    missing-column: off "))
    #expect(try page("description-changed").contains("  rules:\n    description-changed: warning "))
  }

  @Test("An unknown name gets the nearest one, and is shown without its control characters")
  func unknown() {
    #expect(
      catalogue.noRule(named: "mising-column")
        == "unknown rule 'mising-column' (nearest: missing-column). `driftaudit rules` lists them.")
    #expect(!catalogue.noRule(named: "\u{1b}[31m\n").unicodeScalars.contains { $0.value < 32 })
  }
}
