import Platform
import Schema
import Text

/// Why a report could not be written.
package struct ReportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The target as the user named it; nil where only the stream is known.
  var file: String?
  /// What went wrong, as a plain sentence.
  package var reason: String

  /// An error from its parts.
  package init(file: String? = nil, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// The error of a call to the system: `cannot write: No space left on device`.
  package init(file: String? = nil, _ action: String, _ error: SystemError) {
    self.init(file: file, reason: "\(action): \(error)")
  }

  /// The same error with the name of its file.
  package func naming(_ file: String) -> ReportError { ReportError(file: self.file ?? file, reason: reason) }

  /// The error as it stands beside the other problems of a run.
  package var problem: Problem { Problem(.error, file: file, reason) }

  /// The error as a diagnostic.
  package var description: String { SafeText.text(for: problem) }
}
