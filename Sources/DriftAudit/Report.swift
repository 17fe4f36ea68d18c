import Auditing
import Comparison
import Output
import Reports
import Schema

/// What an audit found.
public struct Report: Sendable {
  let inner: DriftReport

  /// Whether the audit passed.
  public var verdict: Verdict { Verdict(inner.verdict) }
  /// The mains that were audited, sorted by name.
  public var mains: [AuditedMain] { inner.audits.map(AuditedMain.init) }
  /// The findings of all mains.
  public var findings: [Finding] { inner.audits.flatMap { $0.findings.map(Finding.init) } }
  /// What kept the audit from seeing everything, sorted by place.
  public var problems: [Problem] { inner.problems.map(Problem.init) }

  /// The whole report as text.
  ///
  /// - Parameter format: One of ``ReportFormats/all``, or your own.
  public func text(as format: any ReportFormat) -> String {
    format.inner.text(of: inner)
  }

  /// Writes the whole report to a file, or leaves what was there: nobody sees half of it.
  ///
  /// - Throws: ``WriteError`` with the file's name and what the system said.
  public func write(as format: any ReportFormat, to path: String) throws(WriteError) {
    // Which files were read, and whether this is one of them, is for the caller to know.
    var outputs = RunOutputs()
    do throws(ReportError) {
      try outputs.write(inner, as: format.inner, to: path)
    } catch {
      throw WriteError(description: error.description)
    }
  }
}

/// Why a report was not written.
public struct WriteError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file and what the system said, safe to print.
  public let description: String
}

/// One main with what its staging tables came to.
public struct AuditedMain: Sendable {
  private let inner: ComparedAudit

  init(_ audit: ComparedAudit) { inner = audit }

  /// Main.
  public var table: Table { Table(inner.main.name, inner.main.schema) }
  /// By main's column order.
  public var findings: [Finding] { inner.findings.map(Finding.init) }
  /// The distinct schemas among the staging tables, most widespread first.
  public var shapes: [Shape] { inner.shapes.map(Shape.init) }
  /// How many staging tables were compared.
  public var stagingTables: Int { inner.tables.tableCount }
}

/// One distinct schema among the staging tables of a main.
public struct Shape: Sendable, Hashable {
  /// `s1`, `s2`, … by falling number of tables.
  public let id: String
  /// 16 hexadecimal digits that are the same for the same schema in every report.
  public let fingerprint: String
  /// How many top-level columns it has.
  public let columns: Int
  /// How many staging tables have it.
  public let tableCount: Int
  /// The first of these tables by name.
  public let example: String

  init(_ shape: Comparison.Shape) {
    (id, fingerprint, columns) = (shape.id, shape.fingerprint, shape.columns)
    (tableCount, example) = (shape.tableCount, shape.example)
  }
}
