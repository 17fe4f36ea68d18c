import JSONInput

/// Files that dbt writes beside its catalog and its manifest: what ran, and what depends on what.
final class DbtOtherForm: ExportForm {
  static let name = "another file of dbt's"
  static let leavesUnknown = ["all schemas"]
  static let combination = ExportCombination.none

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    let version = value.member("metadata")?.member("dbt_schema_version")?.text
    let isOther =
      version?.hasPrefix("https://schemas.getdbt.com/dbt/") ?? false || value.member("_invocation_id") != nil
      || value.member("semantic_models") != nil && value.member("project_configuration") != nil
    if isOther { collector.countElement() }
    return isOther
  }
}
