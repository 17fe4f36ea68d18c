@testable import Exports
@testable import JSONInput
@testable import Schema
@testable import TestSupport
import CZlib
import Foundation

/// Loads texts as if they were files.
enum Load {
  /// The catalog of one text.
  static func text(_ text: String, name: String = "export.json", windowSize: Int? = nil, threads: Int = 2)
    throws
    -> Catalog
  {
    try bytes(Data(text.utf8), name: name, windowSize: windowSize, threads: threads)
  }

  /// The catalog of one file's bytes.
  static func bytes(_ bytes: Data, name: String = "export.json", windowSize: Int? = nil, threads: Int = 2)
    throws
    -> Catalog
  {
    let folder = try TemporaryFolder()
    return relative(
      files([try folder.write(name, bytes)], windowSize: windowSize, threads: threads), to: folder)
  }

  /// The catalog of files.
  static func files(_ paths: [String], windowSize: Int? = nil, threads: Int = 2) -> Catalog {
    let inputs = InputFiles(paths)
    var loader = ExportLoader(threads: threads)
    if let windowSize { loader.windowSize = windowSize }
    var catalog = loader.load(inputs.files)
    catalog.problems = (catalog.problems + inputs.problems).sorted()
    return catalog
  }

  /// The catalog with the folder's path taken out of its problems.
  static func relative(_ catalog: Catalog, to folder: TemporaryFolder) -> Catalog {
    var catalog = catalog
    for index in catalog.problems.indices {
      catalog.problems[index].file = catalog.problems[index].file?.replacing(folder.path + "/", with: "")
      catalog.problems[index].message.replace(folder.path + "/", with: "")
    }
    return catalog
  }
}

extension Catalog {
  /// Each problem as a diagnostic would show it.
  var problemTexts: [String] {
    problems.map { "\($0.file ?? ""):\($0.line ?? 0):\($0.column ?? 0): \($0.severity): \($0.message)" }
  }

  /// Each table with its columns, as `name: a INT64, b STRING REQUIRED`.
  var tableTexts: [String] {
    tables.map { table in
      let columns = table.schema.map { schemas[$0].columns.map(\.brief).joined(separator: ", ") }
      return "\(table.name): \(columns ?? "unreadable")"
    }
  }
}

extension Column {
  /// Name, type and mode where it is REQUIRED.
  var brief: String { "\(name) \(type.text)" + (mode == .required ? " REQUIRED" : "") }
}

/// A row of INFORMATION_SCHEMA.COLUMNS.
func columnsRow(_ table: String, _ ordinal: Int, _ name: String, _ type: String, nullable: Bool = true)
  -> String
{
  """
  {"table_catalog":"p","table_schema":"d","table_name":"\(table)","column_name":"\(name)",\
  "ordinal_position":"\(ordinal)","is_nullable":"\(nullable ? "YES" : "NO")","data_type":"\(type)",\
  "is_hidden":"NO","is_partitioning_column":"NO","clustering_ordinal_position":null,"collation_name":"NULL",\
  "column_default":"NULL","rounding_mode":null}
  """
}

/// Packs bytes as gzip does.
func gzip(_ bytes: Data) -> Data {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = [UInt8](bytes)
  var output = [UInt8](repeating: 0, count: bytes.count + 1024)
  let count = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      deflate(&stream, Z_FINISH)
      return target.count - Int(stream.avail_out)
    }
  }
  return Data(output.prefix(count))
}
