import Schema

/// What is wrong with what one reading thread has read.
struct ReadingFaults {
  /// Something that is wrong with a value, said once for all such values of a file.
  struct ElementFault {
    var severity: Severity
    var place: ExportPlace
    var message: String
    var count: Int
    /// Whether it only matters where nothing but lists of tables was found.
    var isAboutLists: Bool
  }

  /// A stretch of an export that could not be read, and that may have belonged to the table of the row before it.
  struct Loss {
    var file: Int32
    var sequence: Int32
  }

  /// JSON of a kind that is known and not read, in a file.
  struct Foreign: Hashable {
    let file: Int32
    /// An index into the kinds.
    let kind: Int
  }

  private struct Key: Hashable {
    let file: Int32
    let message: String
  }

  /// The lists of one form in one file.
  private struct ListKey: Hashable {
    let file: Int
    let form: Int
  }

  private(set) var ofElements: [ElementFault] = []
  /// Tables that an unreadable stretch of an export may have belonged to.
  private(set) var suspects: Set<UInt32> = []
  private(set) var losses: [Loss] = []
  private(set) var problems: [Problem] = []
  /// Files with values that are of no form.
  private(set) var filesWithUnknownValues: Set<Int32> = []
  /// Where files begin with an object that holds others and was taken for a record.
  private(set) var firstNested: [ExportPlace] = []
  /// What is known and not read, and where it was met first.
  private(set) var foreign: [Foreign: ExportPlace] = [:]

  /// Of each fault of a value its index in `ofElements`.
  private var numbers: [Key: Int] = [:]
  private var listNumbers: [ListKey: Int] = [:]

  /// Notes what is wrong with a value, once for all values of the file of which the same is true; its index.
  @discardableResult
  mutating func add(
    _ message: String, _ severity: Severity, at element: ExportElement, path: String = "",
    isAboutLists: Bool = false
  ) -> Int {
    let key = Key(file: Int32(clamping: element.window.file), message: message)
    if let number = numbers[key] {
      ofElements[number].count += 1
      return number
    }
    numbers[key] = ofElements.count
    ofElements.append(
      ElementFault(
        severity: severity, place: element.place(of: path), message: message, count: 1,
        isAboutLists: isAboutLists))
    return ofElements.count - 1
  }

  /// Notes that a value of a form is part of a list without columns. Lists are long, so that the message is put together
  /// once a file.
  mutating func addListed(form: Int, at element: ExportElement, _ message: () -> String) {
    let list = ListKey(file: element.window.file, form: form)
    if let number = listNumbers[list] {
      ofElements[number].count += 1
    } else {
      listNumbers[list] = add(message(), .warning, at: element, isAboutLists: true)
    }
  }

  /// Notes that a file holds a value that is of no form.
  mutating func addUnknownValue(_ message: String, at element: ExportElement) {
    add(message, .error, at: element)
    filesWithUnknownValues.insert(element.place.file)
  }

  /// Notes a value of a kind that is known and not read.
  mutating func addForeign(_ kind: Int, at element: ExportElement) {
    let key = Foreign(file: Int32(clamping: element.window.file), kind: kind)
    if let known = foreign[key], known <= element.place { return }
    foreign[key] = element.place
  }

  /// Notes that a file begins with an object that holds others and was taken for a record.
  mutating func addFirstNested(at element: ExportElement) { firstNested.append(element.place) }

  /// Notes a problem of an input.
  mutating func report(_ problem: Problem) { problems.append(problem) }

  /// Leaves a table out, because a part of it may be missing.
  mutating func suspect(_ table: UInt32) { suspects.insert(table) }

  /// Notes that something is lost at the end of a window.
  mutating func addLoss(atEndOf window: ExportWindow) {
    losses.append(Loss(file: Int32(clamping: window.file), sequence: Int32(clamping: window.sequence)))
  }

  /// Takes over the faults of another thread; of the same fault of a file, the place that comes first counts.
  ///
  /// - Parameter tables: For each of its tables the number here.
  mutating func merge(_ other: ReadingFaults, tables: [UInt32]) {
    for fault in other.ofElements {
      let key = Key(file: fault.place.file, message: fault.message)
      if let number = numbers[key] {
        ofElements[number].count += fault.count
        ofElements[number].place = min(ofElements[number].place, fault.place)
      } else {
        numbers[key] = ofElements.count
        ofElements.append(fault)
      }
    }
    suspects.formUnion(other.suspects.map { tables[Int($0)] })
    losses += other.losses
    problems += other.problems
    filesWithUnknownValues.formUnion(other.filesWithUnknownValues)
    firstNested += other.firstNested
    foreign.merge(other.foreign) { min($0, $1) }
  }
}
