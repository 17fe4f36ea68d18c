@testable import Auditing
@testable import JSONInput
@testable import Output
@testable import Reports
@testable import TestSupport
@testable import Text
import CLibXML2
import Foundation
import Testing

/// What holds for every format that there is, and for those to come.
@Suite("Every report format")
struct EveryFormatTests {
  static let names = ReportFormats.all.map(\.name)

  private func format(_ name: String) throws -> any ReportFormat { try #require(ReportFormats.named(name)) }

  private func bytes(_ name: String, of report: DriftReport) throws -> [UInt8] {
    let sink = ReportSink.memory()
    try format(name).write(report, to: sink)
    return sink.buffer
  }

  private func hostileText(_ name: String) throws -> String {
    try #require(
      String(validating: bytes(name, of: SampleReports.hostile(withHugeName: false)), as: UTF8.self),
      "not UTF-8")
  }

  @Test("The hostile sample holds every kind of name that has ever broken a report")
  func sample() {
    let names = SampleReports.hostileNames.joined(separator: "\u{0}")
    for part in [
      "<script", "<img", "|", "`", "\n", "]]>", "\u{202E}", "🏀", "::error::", "##[", "=cmd()", "\u{1B}",
      String(repeating: "long", count: 75),
    ] {
      #expect(names.contains(part), "\(part)")
    }
  }

  @Test("Nothing in a report is a control character or changes the direction of text", arguments: names)
  func control(name: String) throws {
    let text = try hostileText(name)
    #expect(text.utf8.count > 1000)
    let isCRLF = name == CSVReport().name
    for scalar in text.replacing("\r\n", with: isCRLF ? "\n" : "\r\n").unicodeScalars {
      #expect(scalar == "\n" || !SafeText.isUnsafe(scalar), "U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test("No name starts a command of a CI system", arguments: names)
  func commands(name: String) throws {
    for line in try hostileText(name).split(whereSeparator: \.isNewline) {
      let start = line.drop(while: \.isWhitespace)
      #expect(!start.hasPrefix("##["), "\(line)")
      let isOwn = name == GitHubReport().name && line.contains(/^::(error|warning|notice) (file|title)=/)
      #expect(!start.hasPrefix("::") || isOwn, "\(line)")
      #expect(
        !line.contains("##[error]") && !line.contains("##vso[") || name == JSONReport().name || isJSON(name))
    }
  }

  private func isJSON(_ name: String) -> Bool {
    ["json", "sarif", "gitlab"].contains(name)
  }

  @Test("No name is an element of a format that browsers read", arguments: names)
  func markup(name: String) throws {
    let (hostile, clean) = try (hostileText(name), format(name).text(of: SampleReports.clean()))
    switch (try format(name).defaultFileName as NSString).pathExtension {
    case "md":
      let own = hostile.hasPrefix("<!-- driftaudit:") ? hostile.drop { $0 != "\n" }.dropFirst() : hostile[...]
      #expect(MarkdownCheck.complaints(String(own)) == [])
    case "xml", "html", "htm", "svg":
      // An element of the format's own stands in every report of it.
      for element in ["<script", "<img", "<iframe"] {
        #expect(hostile.ranges(of: element).count == clean.ranges(of: element).count, "\(element)")
      }
      for link in hostile.matches(of: /<a [^>]*>/) {
        #expect(link.output.contains("href=\"#"), "\(link.output)")
      }
    default:
      // Text for programs and for terminals: `<` is a letter there.
      break
    }
  }

  @Test("A parser of the format reads it, whatever names hold", arguments: SampleReports.Name.allCases)
  func parses(sample: SampleReports.Name) throws {
    let report = try SampleReports.make(sample)
    // JSON alone writes a name of megabytes whole; how the others cut it is in their golden files.
    let short = try sample == .hostile ? SampleReports.hostile(withHugeName: false) : report
    for name in Self.names {
      let bytes = try bytes(name, of: name == JSONReport().name ? report : short)
      switch (try format(name).defaultFileName as NSString).pathExtension {
      case "json", "sarif":
        _ = try PlacedJSON(bytes: bytes, file: name)
        _ = try JSONSerialization.jsonObject(with: Data(bytes))
      case "xml":
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_HUGE.rawValue)
        let document = bytes.withUnsafeBytes {
          xmlReadMemory($0.baseAddress, Int32($0.count), nil, nil, options)
        }
        #expect(document != nil, "\(name)")
        xmlFreeDoc(document)
      case "csv":
        #expect(try !CSVReading.rows(String(decoding: bytes, as: UTF8.self)).isEmpty)
      default:
        #expect(String(validating: bytes, as: UTF8.self) != nil, "\(name)")
      }
    }
  }

  @Test("The same report is the same bytes", arguments: names)
  func deterministic(name: String) throws {
    for make in [SampleReports.mixed, { try SampleReports.hostile(withHugeName: false) }] {
      let (one, other) = try (make(), make())
      #expect(try bytes(name, of: one) == bytes(name, of: other))
    }
  }

  @Test("No two formats have one name or one file")
  func distinct() {
    #expect(Set(Self.names).count == Self.names.count)
    #expect(Set(ReportFormats.all.map(\.defaultFileName)).count == Self.names.count)
  }
}
