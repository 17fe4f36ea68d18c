import Auditing
import Output
import Text

/// JUnit XML, for CI systems: columns are tests.
///
/// There is no standard. What is written here is valid against both schemas in use: Ant's (Windy Road) and the Jenkins
/// xunit plugin's.
struct JUnitReport: ReportFormat {
  /// `junit`.
  let name = "junit"
  /// `drift.junit.xml`.
  let defaultFileName = "drift.junit.xml"

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `ReportFormat`.
  func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    // The schemas want a time without a zone: it is UTC.
    let timestamp = String(report.generatedAt.prefix(while: { $0 != "Z" }))
    let xml = try XMLWriter(sink)
    try xml.document { () throws(ReportError) in
      try xml.element("testsuites") { () throws(ReportError) in
        for (number, suite) in JUnitSuite.all(of: report).enumerated() {
          try write(suite, number: number, timestamp: timestamp, to: xml)
        }
      }
    }
  }

  private func write(
    _ suite: JUnitSuite, number: Int, timestamp: String, to xml: XMLWriter
  ) throws(ReportError) {
    try xml.element(
      "testsuite",
      [
        "name": suite.name, "package": suite.package, "id": String(number),
        "tests": String(suite.tests.count),
        "failures": String(suite.failures), "errors": String(suite.errors), "skipped": String(suite.skipped),
        "time": Self.noTime, "timestamp": timestamp, "hostname": "localhost",
      ]
    ) { () throws(ReportError) in
      try xml.element("properties") { () throws(ReportError) in
        for (name, value) in suite.properties {
          try xml.element("property", ["name": name, "value": SafeText.printable(value)])
        }
      }
      for test in suite.tests { try write(test, to: xml) }
      try xml.element("system-out") { () throws(ReportError) in try xml.text(suite.output) }
      try xml.element("system-err")
    }
  }

  private func write(_ test: JUnitTest, to xml: XMLWriter) throws(ReportError) {
    try xml.element(
      "testcase", ["name": test.name, "classname": test.className, "time": Self.noTime]
    ) { () throws(ReportError) in
      switch test.result {
      case .passed: break
      case .skipped(let message, let text):
        try xml.element("skipped", ["message": message]) { () throws(ReportError) in try xml.text(text) }
      case .failure(let type, let message, let text):
        try xml.element("failure", ["type": type, "message": message]) { () throws(ReportError) in
          try xml.text(text)
        }
      case .error(let type, let message, let text):
        try xml.element("error", ["type": type, "message": message]) { () throws(ReportError) in
          try xml.text(text)
        }
      }
    }
  }

  /// The same input gives the same bytes, so that no test can tell how long it took.
  private static let noTime = "0.000"
}
