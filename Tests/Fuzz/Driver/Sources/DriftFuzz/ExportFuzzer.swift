import Glibc

@testable import Auditing
@testable import Exports
@testable import JSONInput
@testable import Output
@testable import Reports
@testable import Schema
@testable import Settings
@testable import Text

/// Reads bytes as an export, audits what was read and renders what a user can ask for.
struct ExportFuzzer {
  private let path: String
  private let sources: [String]

  /// A fuzzer whose export is audited with the reader's companion.
  init(_ reader: Reader) {
    // A RAM disk, since the tool reads files and nothing else.
    let folder = "/dev/shm/driftaudit-fuzz/\(getpid())"
    mkdir("/dev/shm/driftaudit-fuzz", 0o700)
    mkdir(folder, 0o700)
    path = folder + "/_staging_orders_1.json"
    let exports = getenv("FUZZ_EXPORTS").map { String(cString: $0) } ?? "Tests/Exports"
    sources = [path] + (reader.companion.map { ["\(exports)/\($0)"] } ?? [])
  }

  /// Reads one export.
  func read(_ bytes: UnsafeRawBufferPointer) {
    guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
    fwrite(bytes.baseAddress, 1, bytes.count, file)
    fclose(file)
    var loader = ExportLoader(threads: 1)
    // Windows end in other places then, in the middle of what belongs together.
    if bytes.count % 2 == 1 { loader.windowSize = 300 }
    let catalog = loader.load([InputFile(path: path)])
    _ = InspectionText(catalog).text
    let format = Self.format(for: bytes)
    audit(main: "orders", mainPath: "orders", loader, as: format)
    if sources.count > 1 || catalog.tables.count == 1 {
      audit(main: path, mainPath: path, loader, as: format)
    }
  }

  /// One format for each input, always the same: rendering all of them takes several times as long as reading does.
  private static func format(for bytes: UnsafeRawBufferPointer) -> any ReportFormat {
    // Source: Fowler, Noll and Vo, FNV-1a.
    let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return ReportFormats.all[Int(hash % UInt64(ReportFormats.all.count))]
  }

  private func audit(
    main: String, mainPath: String, _ loader: ExportLoader, as format: any ReportFormat
  ) {
    var settings = AuditSettings()
    settings.sources = sources
    var request = AuditRun.Request(generatedAt: "2026-11-24T04:00:00Z")
    request.audits = [AuditSpec(main: main, mainPath: mainPath, settings: settings)]
    let report = AuditRun.run(request, loader: loader).report
    do {
      try format.write(report, to: ReportSink.memory())
    } catch {
      fatalError("\(format.name): \(error)")
    }
    for problem in report.problems { _ = SafeText.text(for: problem) }
  }
}
