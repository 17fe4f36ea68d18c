import Exports
import JSONInput
import Schema

/// The values that stand in a file, whether it holds an array of them or one behind the other.
enum PartFile {
  /// Calls `body` with each value and where it begins.
  ///
  /// - Returns: What is wrong with the file as JSON; what stands before it was handed over.
  static func read(_ file: InputFile, _ body: (JSONValue, SourcePlace) -> Void) -> [Problem] {
    let window = ExportWindow()
    let parser = JSONParser()
    var problems: [Problem] = []
    var count = 0
    func report(_ fault: StreamFault) {
      problems.append(
        Problem(file: file.displayName, line: fault.line, column: fault.column, fault.message))
    }
    func take(_ value: JSONValue, _ offset: Int) {
      count += 1
      let (line, column) = window.place(of: offset)
      body(value, SourcePlace(file: file.displayName, line: line, column: column))
    }
    let stream: ExportStream
    do throws(ByteSourceError) {
      stream = try ExportStream(file, number: 0, longestValue: ExportWindow.longestReport)
    } catch {
      return [Problem(file: file.displayName, error.message)]
    }
    do throws(StreamFault) {
      while try stream.next(into: window) {
        if !parse(window, by: parser, take) { report(fault(in: window)) }
        if let unclosed = window.unclosed { report(unclosed) }
      }
    } catch {
      report(error)
    }
    if count == 0, problems.isEmpty {
      problems.append(Problem(file: file.displayName, line: 1, column: 1, "the file is empty."))
    }
    return problems
  }

  private static func parse(
    _ window: ExportWindow, by parser: JSONParser, _ take: (JSONValue, Int) -> Void
  ) -> Bool {
    switch window.content {
    case .texts: return parser.parseTexts(window.text, take)
    case .elements:
      guard let list = window.parse(0..<window.count, with: parser) else { return false }
      for (index, value) in list.elements.enumerated() { take(value, window.starts[index]) }
      return true
    }
  }

  private static func fault(in window: ExportWindow) -> StreamFault {
    let found = TextEncoding.firstInvalidByte(window.text).map { (offset: $0, message: "not UTF-8 text") }
    let fault = found ?? JSONFault.find(in: window.text).map { ($0.offset, "not JSON: \($0.message)") }
    let (line, column) = window.place(of: fault?.offset ?? 0)
    return StreamFault(
      line: line, column: column, message: (fault?.message ?? "not JSON that can be read") + ".")
  }
}
