import Reports
import ArgumentParser

/// Lists the rules.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List the rules: what each finds and how severe that is.")

  @Flag(name: .long, help: "Print all pages as Markdown: what docs/rules.md holds.")
  var markdown = false

  func run() {
    let catalogue = RuleCatalogue()
    Console.print(markdown ? catalogue.markdown() : catalogue.listing(width: Console.readingWidth))
  }
}
