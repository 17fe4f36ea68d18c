import Comparison
import Reports
import ArgumentParser

/// Prints what one rule finds, what breaks, and what to do.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a rule finds, what breaks, and what to do about it.")

  @Argument(
    help: ArgumentHelp("The rule's name, such as \(RuleID.missingColumn).", valueName: "RULE"),
    completion: .rules)
  var rule: String

  func validate() throws {
    guard Rules.named(rule) != nil else { throw ValidationError(RuleCatalogue().noRule(named: rule)) }
  }

  func run() {
    guard let rule = Rules.named(rule) else { return }
    Console.print(RuleCatalogue().page(of: rule, width: Console.readingWidth))
  }
}
