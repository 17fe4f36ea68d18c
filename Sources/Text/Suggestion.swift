/// How problems say what was meant instead of an unknown word.
package enum Suggestion {
  /// `unknown KIND 'WORD' (nearest: X).`, or the known words where none is near and they are few.
  package static func unknown(_ kind: String, _ word: String, known: [String]) -> String {
    let start = "unknown \(kind) '\(word.clipped())'"
    if let nearest = NearestName.find(word.clipped(), among: known) {
      return "\(start) (nearest: \(nearest))."
    }
    return known.isEmpty ? "\(start)." : "\(start). Known: \(known.joined(separator: ", "))."
  }
}
