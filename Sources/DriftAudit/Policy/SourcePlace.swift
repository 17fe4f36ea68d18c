/// Where a setting stands in a file that a user wrote.
public struct SourcePlace: Hashable, Sendable {
  /// The file as the user named it.
  public var file: String
  /// From 1.
  public var line: Int
  /// From 1, in bytes.
  public var column: Int

  /// A place; `line` and `column` count from 1.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension Problem {
  /// A problem at a place, or without one where the setting came from the command line.
  init(_ severity: Severity = .error, at place: SourcePlace?, _ message: String) {
    self.init(severity, file: place?.file, line: place?.line, column: place?.column, message)
  }
}

/// How problems say what was meant instead of an unknown word.
enum Suggestion {
  /// `unknown KIND 'WORD' (nearest: X).`, or the known words where none is near and they are few.
  static func unknown(_ kind: String, _ word: String, known: [String]) -> String {
    let start = "unknown \(kind) '\(word.clipped())'"
    if let nearest = NearestName.find(word.clipped(), among: known) {
      return "\(start) (nearest: \(nearest))."
    }
    return known.isEmpty ? "\(start)." : "\(start). Known: \(known.joined(separator: ", "))."
  }
}
