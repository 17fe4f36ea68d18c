import Engines
import JSONInput
import Platform
import Schema
import Synchronization

/// Reads exports: several files at once, and several windows of one file at once.
package struct ExportLoader: Sendable {
  /// Threads that read at most.
  var threads: Int
  /// Bytes that each thread parses at once, unless a single value is longer.
  var windowSize = ExportWindow.usualSize
  /// Whether rows are parsed that are known already: to compare the two ways.
  var parsesAll = false
  /// The engines that exports can be of.
  package var engines = EngineSet.all
  /// The engine of exports that do not tell which engine wrote them; nil to find out from their types.
  package var engine: Engine?
  /// Whether names are all that is asked for: that a list of tables holds no columns is then no problem.
  package var needsOnlyNames = false
  /// Whether what is known and not read is an error in folders too.
  package var isStrict = false
  /// Files that hold mains: their tables keep their names, and tables of other files of one name get their folders'.
  private var mains: [String] = []
  /// Which tables count with others; nil where each has a place of its own.
  var folding: TableFolding?
  /// The forms that values are read as, in the order in which they are asked.
  private let forms: [any ExportForm.Type]
  /// What was read, where it is kept.
  private var memory: ReadExports?
  /// Called now and then with the number of bytes read so far, from any thread.
  var progress: @Sendable (Int) -> Void

  /// A loader; `threads` is at least one.
  package init(
    threads: Int, forms: [any ExportForm.Type] = ExportForms.all,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.threads = max(threads, 1)
    self.forms = forms
    self.progress = progress
  }

  /// The loader for exports of an engine that they do not tell themselves; nil changes nothing.
  package func reading(_ engine: Engine?) -> ExportLoader {
    var loader = self
    loader.engine = engine ?? self.engine
    return loader
  }

  /// The loader for inputs of audits whose mains files hold.
  package func besides(mains: [String]) -> ExportLoader {
    var loader = self
    loader.mains = mains
    return loader
  }

  /// The loader that folds tables.
  package func folding(_ folding: TableFolding?) -> ExportLoader {
    var loader = self
    loader.folding = folding
    return loader
  }

  /// The loader for several searches in the same exports, which reads each list of files once: only names are asked for, and
  /// what a catalog tells besides them is as in any other.
  package func remembering() -> ExportLoader {
    var loader = self
    loader.memory = ReadExports()
    loader.needsOnlyNames = true
    return loader
  }

  /// Reads all files. What cannot be read is among the catalog's problems.
  package func load(_ files: [InputFile]) -> Catalog {
    let files = FileTableNames.distinguished(files, fromMains: mains)
    guard let memory, folding == nil else { return read(files) }
    return memory.catalog(of: ReadExports.Key(files: files, engine: engine, needsOnlyNames: needsOnlyNames)) {
      read(files)
    }
  }

  private func read(_ files: [InputFile]) -> Catalog {
    let work = ExportWork(files, progress: progress)
    let collectors = Mutex<[Int: Transfer]>([:])
    // A second thread takes longer to start than a small file to read.
    let isSmall = files.count < 2 && files.allSatisfy { $0.size.map { $0 <= windowSize } ?? false }
    ReadingThreads.run(isSmall ? 1 : threads) { number in
      let reader = WindowReader(forms: forms, parsesAll: parsesAll, among: engines)
      work.read(with: reader, window: ExportWindow(size: windowSize))
      let transfer = Transfer(collector: reader.collector)
      collectors.withLock { $0[number] = transfer }
    }
    let found = collectors.withLock { $0 }.sorted { $0.key < $1.key }.map(\.value.collector)
    var catalog = CatalogBuilder.build(
      found, forms: forms, files: files, losses: work.losses, engine: engine, needsOnlyNames: needsOnlyNames,
      isStrict: isStrict, folding: folding)
    catalog.bytesRead = work.bytesRead
    catalog.unparsedRows = found.reduce(0) { $0 + $1.unparsedRows }
    catalog.problems = (catalog.problems + work.problems(catalog)).sorted()
    return catalog
  }

  /// Hands a collector from the thread that filled it to the one that goes on: never used by both at once.
  private struct Transfer: @unchecked Sendable {
    let collector: SchemaCollector
  }
}

/// The catalogs that a loader has read.
private final class ReadExports: Sendable {
  struct Key: Hashable {
    let files: [InputFile]
    let engine: Engine?
    let needsOnlyNames: Bool
  }

  private let catalogs = Mutex<[Key: Catalog]>([:])

  func catalog(of key: Key, _ read: () -> Catalog) -> Catalog {
    if let known = catalogs.withLock({ $0[key] }) { return known }
    let catalog = read()
    catalogs.withLock { $0[key] = catalog }
    return catalog
  }
}

/// Files to be read, and files that are being read.
private final class ExportWork: Sendable {
  private struct State {
    var next = 0
    var open: [OpenStream] = []
    var faults: [(file: Int, fault: StreamFault)] = []
    var bytesRead = 0
  }

  /// One file that any thread can take the next window of. The lock keeps two threads from cutting at once.
  private final class OpenStream: @unchecked Sendable {
    let file: Int
    private let stream: ExportStream
    private let lock = Mutex(())

    init(_ file: Int, _ stream: sending ExportStream) {
      self.file = file
      self.stream = stream
    }

    /// Whether there was another window, and how many bytes of the file were read for it.
    func next(into window: ExportWindow) throws(StreamFault) -> (isWindow: Bool, bytes: Int) {
      return try lock.withLock { _ throws(StreamFault) in try cut(into: window) }
    }

    private func cut(into window: ExportWindow) throws(StreamFault) -> (isWindow: Bool, bytes: Int) {
      let before = stream.bytesRead
      let isWindow = try stream.next(into: window)
      return (isWindow, stream.bytesRead - before)
    }
  }

  private let files: [InputFile]
  private let progress: @Sendable (Int) -> Void
  private let state = Mutex(State())

  init(_ files: [InputFile], progress: @escaping @Sendable (Int) -> Void) {
    self.files = files
    self.progress = progress
  }

  var bytesRead: Int { state.withLock { $0.bytesRead } }

  /// Reads until there is nothing left: files that nobody has begun first, then windows of those that others read.
  func read(with reader: WindowReader, window: ExportWindow) {
    while let stream = nextStream() {
      while take(from: stream, into: window) { reader.read(window, of: files[stream.file]) }
      state.withLock { $0.open.removeAll { $0 === stream } }
    }
  }

  private func nextStream() -> OpenStream? {
    while true {
      let number = state.withLock { state -> Int? in
        guard state.next < files.count else { return nil }
        state.next += 1
        return state.next - 1
      }
      guard let number else { return state.withLock { $0.open.first } }
      do throws(ByteSourceError) {
        let stream = OpenStream(number, try ExportStream(files[number], number: number))
        state.withLock { $0.open.append(stream) }
        return stream
      } catch {
        note(StreamFault(line: nil, column: nil, message: error.message), of: number)
      }
    }
  }

  private func take(from open: OpenStream, into window: ExportWindow) -> Bool {
    while true {
      do throws(StreamFault) {
        let (isWindow, bytes) = try open.next(into: window)
        let total = state.withLock { state in
          state.bytesRead += bytes
          return state.bytesRead
        }
        progress(total)
        return isWindow
      } catch {
        note(error, of: open.file)
      }
    }
  }

  private func note(_ fault: StreamFault, of file: Int) {
    state.withLock { $0.faults.append((file, fault)) }
  }

  /// The ends of files that were lost.
  var losses: [ReadingFaults.Loss] {
    state.withLock { state in
      state.faults.map { ReadingFaults.Loss(file: Int32(clamping: $0.file), sequence: .max) }
    }
  }

  /// What is wrong with files as files.
  func problems(_ catalog: Catalog) -> [Problem] {
    let faults = state.withLock { $0.faults }
    var told = Set(faults.map(\.file))
    let named = Set(catalog.problems.compactMap(\.file))
    var problems = faults.map { file, fault in
      Problem(file: files[file].displayName, line: fault.line, column: fault.column, fault.message)
    }
    for (number, summary) in catalog.files.enumerated()
    where summary.forms.isEmpty && !named.contains(summary.name) && told.insert(number).inserted {
      problems.append(
        Problem(file: summary.name, line: 1, column: 1, "the file is empty: it holds no tables and no rows."))
    }
    return problems
  }
}
