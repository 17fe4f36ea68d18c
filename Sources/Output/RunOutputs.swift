import Platform

/// The files that a run writes: none of them replaces what the run reads, nor another of them.
///
/// Commands write through this value alone. `ReportWriter`, which replaces whatever is at a path, is this room's own, so
/// that nothing can be written without saying what is spared.
package struct RunOutputs {
  private let named: [String]
  private let found: () -> [String]
  private let isReplaceable: (String) -> Bool
  private var places: [FilePlace: String]?
  private var written: Set<FilePlace> = []

  /// - Parameters:
  ///   - named: Paths of files that are named as inputs, also of those that are not there.
  ///   - found: Paths of all files that the run reads; asked for only where an output is a file that is there already.
  ///   - isReplaceable: Whether a file that was found may be replaced all the same.
  package init(
    sparing named: [String] = [], found: @escaping () -> [String] = { [] },
    except isReplaceable: @escaping (String) -> Bool = { _ in false }
  ) {
    self.named = named
    self.found = found
    self.isReplaceable = isReplaceable
  }

  /// Writes a report whole or not at all.
  ///
  /// - Throws: `ReportError` where the target is an input or was written before, and where it cannot be written; it is then
  ///   as it was.
  package mutating func write<Report>(
    _ report: Report, as format: some NamedFormat<Report>, to path: String
  ) throws(ReportError) {
    try claim(path)
    try ReportWriter.write(report, as: format, to: path)
    remember(path)
  }

  /// Writes a text, such as a baseline, in the same way.
  package mutating func write(_ text: String, to path: String) throws(ReportError) {
    try claim(path)
    try ReportWriter.write(text, to: path)
    remember(path)
  }

  /// Writes a text in the place of a file that the run is asked to change and has read as what it is, such as its baseline.
  package mutating func rewrite(_ text: String, at path: String) throws(ReportError) {
    try requireUnwritten(path)
    try ReportWriter.write(text, to: path)
    remember(path)
  }

  /// Makes sure that a path may be written to.
  ///
  /// - Throws: `ReportError` where it is an input, or was written before.
  package mutating func claim(_ path: String) throws(ReportError) {
    try requireUnwritten(path)
    guard let place = FilePlace(output: path) else { return }
    let input: String?
    if case .existing = place {
      let known = places ?? Self.places(named + found())
      places = known
      input = known[place].flatMap { named.contains($0) || !isReplaceable($0) ? $0 : nil }
    } else {
      input = Self.places(named)[place]
    }
    guard let input else { return }
    let file = input == path ? "this file" : "this is the same file as '\(input)', which"
    throw ReportError(
      file: Self.name(of: path), reason: "\(file) is an input of this run; an output does not replace it.")
  }

  private func requireUnwritten(_ path: String) throws(ReportError) {
    guard let place = FilePlace(output: path), written.contains(place) else { return }
    throw ReportError(
      file: Self.name(of: path), reason: "this run has written another output to this file already.")
  }

  /// Notes that a path was written to, other than by this value.
  package mutating func remember(_ path: String) {
    if let place = FilePlace(output: path) { written.insert(place) }
  }

  private static func name(of path: String) -> String { path == "-" ? "<stdout>" : path }

  private static func places(_ inputs: [String]) -> [FilePlace: String] {
    var places: [FilePlace: String] = [:]
    for input in inputs where input != "-" {
      if let place = FilePlace(input: input), places[place] == nil { places[place] = input }
    }
    return places
  }
}

/// Where a file is or will be, whichever path, link or descriptor leads there.
private enum FilePlace: Hashable {
  case existing(FileIdentity)
  /// A file that is not there yet, by its name and the folder that is.
  case new(folder: FileIdentity, name: String)
  /// A file in a folder that is not there yet.
  case path(String)
  /// An open descriptor of this process that is no file: two outputs would be mixed there.
  case descriptor(Int32)

  /// Nil for what is no file: nothing of a device or a pipe can be replaced.
  init?(input path: String) {
    guard let status = try? FileStatus(of: path) else {
      self = Self.absent(path)
      return
    }
    guard status.kind == .regular else { return nil }
    self = .existing(status.identity)
  }

  init?(output path: String) {
    if let number = Self.descriptor(path) {
      // Of /dev/stdout and - both lead to one place, be it a file or not.
      guard let status = try? FileStatus(of: "\(FileDescriptor.folder)/\(number)") else { return nil }
      self = status.kind == .regular ? .existing(status.identity) : .descriptor(number)
      return
    }
    self.init(input: path)
  }

  private static func descriptor(_ path: String) -> Int32? {
    if path == "-" || path == "/dev/stdout" { return 1 }
    if path == "/dev/stderr" { return 2 }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  /// A file that is not there, at the end of links that lead nowhere.
  private static func absent(_ path: String, links: Int = 0) -> FilePlace {
    let (folder, name) = OutputTarget.split(path)
    if links < 40, let destination = try? FileSystem.destination(ofLink: path) {
      return absent(destination.hasPrefix("/") ? destination : "\(folder)/\(destination)", links: links + 1)
    }
    return FileIdentity(ofFileAt: folder).map { .new(folder: $0, name: name) } ?? .path(path)
  }
}
