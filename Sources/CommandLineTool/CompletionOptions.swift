import Settings
import Text
import ArgumentParser

/// Where completion records are: the arguments that `orphans`, `batches` and `status` share. They win over `lifecycle` of
/// driftaudit.yml.
struct CompletionOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Completion records (repeatable, or several at once); pages of one list in their order.",
      valueName: "FILE"),
    completion: .json)
  var completions: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What a field of the records is called (repeatable). NAME: "
        + CompletionFields.Name.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "NAME=FIELD"),
    completion: .list(CompletionFields.Name.allCases.map { "\($0.rawValue)=" }))
  var field: [String] = []

  func validate() throws {
    if completions.contains("") { throw ValidationError("--completions is empty. Is a variable not set?") }
    var fields = CompletionFields()
    try apply(to: &fields)
  }

  /// Puts what flags say in the place of what is configured.
  func apply(to settings: inout LifecycleSettings) throws {
    if !completions.isEmpty { settings.completions = completions }
    try apply(to: &settings.completionFields)
  }

  private func apply(to fields: inout CompletionFields) throws {
    for text in field {
      if let fault = fields.set(text) {
        throw ValidationError("--field '\(SafeText.printable(text, limit: 200))': \(fault).")
      }
    }
  }
}
