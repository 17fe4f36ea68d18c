import JSONInput
import Schema
import Text

/// Files that hold JSON of kinds that are known and not read.
struct ForeignFiles {
  /// What is wrong with them.
  private(set) var problems: [Problem] = []
  /// Those that are refused: nothing else of them counts.
  private(set) var refused: Set<Int32> = []
  /// What each of them is.
  private(set) var kinds: [Int32: String] = [:]

  /// - Parameters:
  ///   - found: What was met, of each file and kind where first.
  ///   - mixed: Whether a file holds anything else.
  ///   - isStrict: Whether a file that a search has found below a folder counts as one that was named.
  init(
    _ found: [ReadingFaults.Foreign: ExportPlace], files: [InputFile], isStrict: Bool,
    mixed: (Int32) -> Bool
  ) {
    var first: [Int32: (kind: Int, place: ExportPlace)] = [:]
    for (key, place) in found where first[key.file].map({ key.kind < $0.kind }) ?? true {
      first[key.file] = (key.kind, place)
    }
    var left: [Int: Int] = [:]
    for (file, met) in first.sorted(by: { $0.key < $1.key }) {
      refused.insert(file)
      let kind = ForeignKinds.all[met.kind]
      kinds[file] = "\(kind.name), which is not read"
      if files[Int(file)].isFound, !isStrict, !mixed(file) {
        left[met.kind, default: 0] += 1
      } else {
        problems.append(
          Problem(at: met.place, in: files, "this is \(kind.name), which is not read. \(kind.instead)"))
      }
    }
    if !left.isEmpty { problems.append(Self.summary(left)) }
  }

  /// One line for all files that were left, counted by kind.
  private static func summary(_ left: [Int: Int]) -> Problem {
    let kinds = left.map { (name: ForeignKinds.all[$0.key].name, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    let total = kinds.reduce(0) { $0 + $1.count }
    let shown = kinds.prefix(mostKinds).map { "\($0.name) (\($0.count))" }.joined(separator: ", ")
    let more = kinds.count > mostKinds ? " and \(kinds.count - mostKinds) other kinds" : ""
    return Problem(
      .warning,
      "\(Count.of(total, "file")) below the folders \(total == 1 ? "is" : "are") of kinds that are not read and "
        + "\(total == 1 ? "was" : "were") left out: \(shown)\(more). --strict-inputs makes it an error.")
  }

  private static let mostKinds = 12
}
