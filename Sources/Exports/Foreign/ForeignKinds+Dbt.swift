extension ForeignKinds {
  private static let catalog = "Give target/catalog.json, which `dbt docs generate` writes."
  private static let address = "metadata.dbt_schema_version^https://schemas.getdbt.com/dbt/"

  /// Files that dbt writes beside its catalog and its manifest.
  static let ofDbt: [ForeignKind] = [
    ForeignKind(
      "dbt's run_results.json", [address + "run-results"], ["results[].unique_id", "args:object"],
      instead: catalog),
    ForeignKind(
      "dbt's sources.json", [address + "sources"], ["results[].max_loaded_at", "results[].unique_id"],
      instead: catalog),
    ForeignKind(
      "dbt's semantic_manifest.json", ["semantic_models:list", "project_configuration:object"],
      ["semantic_models:list", "metrics:list"], instead: catalog),
    ForeignKind(
      "dbt's graph_summary.json", ["_invocation_id", "linked:object"], ["_invocation_id", "with_test_edges"],
      instead: catalog),
    ForeignKind(
      "another file of dbt's", [address, "!nodes"], ["_invocation_id:text", "!nodes"],
      ["metadata.dbt_version:text", "metadata.invocation_id", "!nodes"], instead: catalog),
    ForeignKind(
      "a line of dbt's log", ["info.invocation_id", "data:object"], ["info.msg", "info.level"],
      instead: catalog),
  ]
}
