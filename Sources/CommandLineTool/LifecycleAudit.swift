import Auditing
import Settings
import Text
import ArgumentParser

/// What commands on batches need to know of an audit.
enum LifecycleAudit {
  /// Without a pattern every table but main would be a staging table.
  static func requireStaging(_ audit: AuditSpec) throws {
    if audit.settings.families.isEmpty {
      throw ValidationError(
        "nothing says which tables are staging tables of '\(SafeText.printable(audit.main))': use --staging, or `staging` "
          + "in driftaudit.yml.")
    }
  }

  /// Staging tables have to be told, and how their names tell a batch: without that no table would have one.
  static func requirePatterns(_ audit: AuditSpec) throws {
    try requireStaging(audit)
    if audit.settings.batch == nil {
      throw ValidationError(
        "nothing says how a table's name tells its batch (main '\(SafeText.printable(audit.main))'): use --batch-pattern, or `batch` in driftaudit.yml."
      )
    }
  }

  /// Commands that tell files apart by their content, or read some twice, cannot do so with what comes through a pipe.
  static func requireFiles(_ inputs: [String], for command: String) throws {
    if inputs.contains("-") {
      throw ValidationError("\(command) tells files apart by their content, and takes no standard input.")
    }
  }
}
