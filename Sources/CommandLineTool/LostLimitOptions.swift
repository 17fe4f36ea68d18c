import Settings
import Text
import ArgumentParser

/// How much may be lost: the argument that `batches` and `status` share.
struct LostLimitOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many staging tables of a batch may be lost: a number, or a share of them such as 5%. Default: 0.",
      valueName: "N"))
  var maxLost: String?

  func validate() throws { _ = try limit() }

  /// The limit that a flag names; nil where none does.
  func limit() throws -> LostLimit? {
    guard let maxLost else { return nil }
    guard let limit = LostLimit(maxLost) else {
      throw ValidationError(
        "--max-lost '\(SafeText.printable(maxLost, limit: 60))' is no number of tables like 12 and no share like 5%."
      )
    }
    return limit
  }
}
