import Output
import Comparison
import JSONInput
import Reports
import Schema
import Settings

/// The configuration that a run has.
enum ConfigurationFile {
  /// Reads the file that was named, or the usual one where it is there; and what is wrong with it.
  static func load(_ named: String?) -> (Configuration, [Problem]) {
    let path = named ?? AuditOptions.configurationFile
    guard named != nil || InputFiles.exists(path) else { return (Configuration(), []) }
    switch FileBytes.read(path) {
    case .failure(let error): return (Configuration(), [error.problem])
    case .success(let bytes):
      let (configuration, problems) = Configuration.load(
        bytes: bytes, file: path, knownRules: Rules.names, knownFormats: ReportFormats.names)
      return (configuration ?? Configuration(), problems)
    }
  }
}
