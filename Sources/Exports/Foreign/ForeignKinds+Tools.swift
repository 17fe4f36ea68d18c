extension ForeignKinds {
  private static let table = "Give the columns of the table that it is about."
  private static let none = "It holds no schema of a table."

  /// What tools about data write besides schemas.
  static let ofTools: [ForeignKind] = [
    ForeignKind(
      "a suite of Great Expectations", ["expectation_suite_name", "expectations:list"],
      ["expectations[].expectation_type"], ["expectations[].type^expect_"], instead: table),
    ForeignKind(
      "results of Great Expectations", ["results[].expectation_config:object"],
      ["success:truth", "statistics.evaluated_expectations"], instead: table),
    ForeignKind(
      "a result of Soda", ["scanStartTimestamp"], ["hasFailures:truth", "checks:list"],
      ["definitionName", "checks:list"], ["checks[].definition", "checks[].outcome"], instead: table),
    ForeignKind(
      "an Airflow DAG", ["dag.dag_id"], ["dag_id:text", "tasks:list"], ["dags[].dag_id"], instead: table),
    ForeignKind(
      "an execution plan of a database", ["Plan.Node Type"], ["query_block:object"],
      instead: none),
    ForeignKind(
      "a job of BigQuery", ["kind=bigquery#job"], ["jobReference:object", "statistics"],
      ["configuration.query.query", "status"],
      instead: "Give the rows that it selects: bq query --format=json."),
    ForeignKind(
      "a dataset of BigQuery", ["datasetReference:object", "!tableReference"],
      instead: "Give the columns of its tables: rows of INFORMATION_SCHEMA.COLUMNS."),
    ForeignKind(
      "a dashboard of Grafana", ["panels:list", "templating"], ["dashboard.panels:list"],
      ["panels:list", "schemaVersion"], instead: none),
    ForeignKind(
      "a notebook of Jupyter", ["nbformat:number", "cells:list"], instead: none),
    ForeignKind("a chart of Vega", ["$schema^https://vega.github.io/schema/"], instead: none),
    ForeignKind(
      "events of CloudEvents", ["specversion:text", "source:text", "type:text"],
      instead: "Give sample records of the writer alone, which are the values of `data`."),
    ForeignKind(
      "a message of Debezium", ["payload.op", "payload.source", "!schema"],
      ["before", "after", "op", "source"], ["payload.before", "payload.after", "!schema"],
      instead: "Give sample records of the writer alone, which are the values of `after`."),
  ]

  /// What has nothing to do with tables and lies beside exports all the same.
  static let ofOtherUses: [ForeignKind] = [
    ForeignKind(
      "npm's package.json", ["name:text", "version:text", "dependencies:object"],
      ["name:text", "version:text", "scripts:object"], ["name:text", "scripts:object"],
      ["name:text", "version:text", "devDependencies:object"],
      ["name:text", "dependencies:object"], ["private:truth", "devDependencies:object"],
      ["name:text", "version:text", "license:text", "main:text"], instead: none),
    ForeignKind("npm's package-lock.json", ["lockfileVersion:number"], instead: none),
    ForeignKind(
      "composer.json", ["require:object", "autoload:object"], ["require:object", "name:text"], instead: none),
    ForeignKind("a configuration of TypeScript", ["compilerOptions:object"], instead: none),
    ForeignKind(
      "GeoJSON", ["type=FeatureCollection", "features:list"], ["type=Feature", "geometry"],
      ["type=GeometryCollection", "geometries"], ["type=Point", "coordinates"],
      ["type=Polygon", "coordinates"],
      ["type=LineString", "coordinates"], ["type=MultiPolygon", "coordinates"],
      ["type=MultiPoint", "coordinates"], ["type=MultiLineString", "coordinates"], instead: none),
    ForeignKind("TopoJSON", ["type=Topology", "objects:object"], instead: none),
    ForeignKind(
      "a template of CloudFormation", ["AWSTemplateFormatVersion"], ["Resources.*.Type^AWS::"],
      ["Resources.*.Type^Custom::"], instead: none),
    ForeignKind("a policy of AWS IAM", ["Version:text", "Statement"], instead: none),
    ForeignKind(
      "a template of Azure Resource Manager", ["$schema^https://schema.management.azure.com", "resources"],
      ["contentVersion:text", "resources"], instead: none),
    ForeignKind(
      "an object of Kubernetes", ["apiVersion:text", "kind:text", "metadata:object"],
      ["apiVersion:text", "kind:text", "items:list"], ["apiVersion:text", "kind:text", "clusters:list"],
      instead: none),
    ForeignKind("SARIF", ["version:text", "runs[].tool"], ["runs[].tool.driver:object"], instead: none),
    ForeignKind(
      "JUnit's results as JSON", ["testsuites"], ["testsuite:list"], ["testsuite:object"],
      ["tests", "failures", "testcase"], ["numTotalTests:number", "testResults:list"], instead: none),
    ForeignKind(
      "an OpenAPI description", ["openapi:text", "info:object"], ["swagger:text", "info:object"],
      ["openapi:text", "paths:object"], instead: table),
    ForeignKind(
      "an AsyncAPI description", ["asyncapi:text", "info:object"], ["asyncapi:text", "channels"],
      instead: table),
    ForeignKind(
      "a collection of Postman", ["info._postman_id"], ["info.schema^https://schema.getpostman.com"],
      instead: none),
    ForeignKind("an archive of HTTP requests (HAR)", ["log.entries:list", "log.version"], instead: none),
    ForeignKind(
      "an answer of Elasticsearch", ["took:number", "hits.hits:list"],
      instead: "Give the documents alone as sample records."),
    ForeignKind(
      "JSON-LD", ["@context", "@type"], ["@context", "@graph"], ["@context", "@id"], instead: none),
    ForeignKind("a bill of materials (CycloneDX)", ["bomFormat:text"], instead: none),
    ForeignKind("a bill of materials (SPDX)", ["spdxVersion:text"], instead: none),
    ForeignKind(
      "a manifest of a container image", ["mediaType^application/vnd.", "layers"],
      ["mediaType^application/vnd.", "manifests"], ["schemaVersion:number", "mediaType:text", "config"],
      instead: none),
    ForeignKind(
      "a report of coverage", ["meta.branch_coverage", "files:object"], ["totals.percent_covered"],
      instead: none),
    ForeignKind(
      "a Renovate or ESLint configuration", ["extends", "packageRules"], ["extends", "rules:object"],
      ["env:object", "rules:object"], instead: none),
    ForeignKind(
      "a workspace of an editor", ["folders[].path", "settings:object"],
      ["configurations[].request", "version"], ["tasks:list", "version:text"], instead: none),
    ForeignKind(
      "a web app's manifest", ["start_url", "icons:list"], ["manifest_version:number", "name"], instead: none),
    ForeignKind(
      "a key of a Google service account", ["type=service_account", "private_key"],
      instead: "Keep it away from exports: it is a secret."),
  ]
}
