import Glibc

/// What libFuzzer, whose `main` this program has, calls with each input.
///
/// `FUZZ_READER=avro DriftFuzz -max_total_time=60 CORPUS…` fuzzes one reader.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = UnsafeBufferPointer(start: bytes, count: size)
  switch FuzzTarget.current {
  case .typeTexts: TypeTexts.read(input)
  case .exports(let fuzzer): fuzzer.read(UnsafeRawBufferPointer(input))
  }
  return 0
}

/// What `FUZZ_READER` names.
enum FuzzTarget {
  case typeTexts
  case exports(ExportFuzzer)

  /// The one of this process: libFuzzer calls back without anything to remember it by, and from one thread.
  static let current = FuzzTarget()

  private init() {
    let name = getenv("FUZZ_READER").map { String(cString: $0) }
    if name == "types" {
      self = .typeTexts
    } else if let reader = Reader.all.first(where: { $0.name == name }) {
      self = .exports(ExportFuzzer(reader))
    } else {
      let names = Reader.all.map(\.name) + ["types"]
      let message = "error: FUZZ_READER has to be one of \(names.joined(separator: ", ")).\n"
      write(STDERR_FILENO, message, message.utf8.count)
      exit(64)
    }
  }
}
