import Exports
import JSONInput
import Platform
import Schema
import Settings

/// The audits of a configuration, found by their main however that is written: as in the configuration, as another path of
/// the same file, by a shorter or longer name, or as a file that holds the table.
package struct ConfiguredAudits {
  private let configuration: Configuration
  private let loader: ExportLoader

  /// - Parameter loader: Reads files that hold a main, for its name.
  package init(_ configuration: Configuration, loader: ExportLoader) {
    self.configuration = configuration
    var loader = loader
    loader.needsOnlyNames = true
    self.loader = loader
  }

  /// The audits that are meant by a main as a user writes it; several only where the configuration repeats one.
  package func audits(ofMain main: String) -> [AuditSpec] {
    let written = configuration.audits.filter { $0.main == main || $0.mainPath == main }
    if !written.isEmpty { return written.map(AuditSpec.init) }
    guard InputFiles.isFile(main) else { return audits(ofTableNamed: main, calledFor: main) }
    let identity = FileIdentity(ofFileAt: main)
    let same = configuration.audits.filter { audit in
      InputFiles.isFile(audit.mainPath) && FileIdentity(ofFileAt: audit.mainPath) == identity
    }
    if !same.isEmpty { return same.map(AuditSpec.init) }
    return table(inFile: main).map { audits(ofTableNamed: $0, calledFor: main) } ?? []
  }

  /// The audit of the table of that name; none where several may be meant.
  ///
  /// - Parameter main: What the audit reads as its main.
  package func audits(ofTableNamed name: String, calledFor main: String) -> [AuditSpec] {
    let wanted = TablePattern.standardised(name)
    let named = configuration.audits.map { audit in
      (audit: audit, name: self.name(of: audit))
    }
    let exact = named.filter { $0.name == wanted }
    let found =
      exact.isEmpty
      ? named.filter { Self.isShorter($0.name, wanted) || Self.isShorter(wanted, $0.name) } : exact
    guard found.count == 1, let audit = found.first?.audit else { return [] }
    var spec = AuditSpec(audit)
    (spec.main, spec.mainPath) = (main, main)
    spec.isAsConfigured = false
    return [spec]
  }

  /// The name of an audit's main; of a file that is not one table, its path.
  private func name(of audit: Configuration.Audit) -> String {
    guard InputFiles.isFile(audit.mainPath) else { return TablePattern.standardised(audit.main) }
    return table(inFile: audit.mainPath) ?? audit.mainPath
  }

  private func table(inFile path: String) -> String? {
    let tables = loader.load([InputFile(path: path)]).tables
    return tables.count == 1 ? tables[0].name.description : nil
  }

  /// Whether one name is the end of the other, after a dot.
  private static func isShorter(_ one: String, _ other: String) -> Bool {
    !one.isEmpty && other.hasSuffix("." + one)
  }
}
