/// How many values of which form each window holds, and which table its last row belongs to.
struct WindowTallies {
  /// What was read of one form from one window.
  struct Tally {
    var file: Int32
    var sequence: Int32
    var form: Int32
    var elements: Int32
    var lastTable: UInt32?
  }

  /// The tallies of windows that were read.
  private(set) var all: [Tally] = []
  /// That of the form that is being read, and those of other forms in the same window.
  private var current: Tally?
  private var others: [Int32: Tally] = [:]

  /// The table of the row that was read last in this window.
  var lastTable: UInt32? { current?.lastTable }

  /// How many values have been counted since the window began.
  var elementCount: Int {
    Int(others.values.reduce(0) { $0 + $1.elements } + (current?.elements ?? 0))
  }

  /// Counts values of a form; `table` is that of the last one, where it says something about a table's columns.
  mutating func count(_ elements: Int = 1, form: Int, table: UInt32?) {
    if current?.form != Int32(form) {
      storeCurrent()
      current =
        others[Int32(form)]
        ?? Tally(file: 0, sequence: 0, form: Int32(form), elements: 0, lastTable: nil)
    }
    current?.elements += Int32(elements)
    if let table { current?.lastTable = table }
  }

  private mutating func storeCurrent() {
    if let current { others[current.form] = current }
    current = nil
  }

  /// Ends what stood in one window.
  mutating func endWindow(_ window: ExportWindow) {
    storeCurrent()
    for (_, tally) in others.sorted(by: { $0.key < $1.key }) {
      var tally = tally
      tally.file = Int32(clamping: window.file)
      tally.sequence = Int32(clamping: window.sequence)
      all.append(tally)
    }
    others.removeAll(keepingCapacity: true)
  }

  /// Takes over the tallies of another thread.
  ///
  /// - Parameter tables: For each of its tables the number here.
  mutating func merge(_ other: WindowTallies, tables: [UInt32]) {
    for tally in other.all {
      var tally = tally
      tally.lastTable = tally.lastTable.map { tables[Int($0)] }
      all.append(tally)
    }
  }
}
