// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A room of the house. Imports go downwards only, which `make lint` checks: a room may use those above it in this file.
func room(
  _ name: String, uses dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "driftaudit",
  products: [
    .executable(name: "driftaudit", targets: ["CommandLineTool"]),
    .library(name: "DriftAudit", targets: ["Reports"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibMD", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(
      name: "CSimdjson",
      cxxSettings: [.define("SIMDJSON_THREADS_ENABLED", to: "1")],
      linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CProcessors"),

    // What depends on the operating system: files, programs, signals, threads, clocks, digests.
    // Only Glibc's branches are compiled so far; those for Musl and Darwin are written from their headers.
    room(
      "Platform",
      uses: ["CProcessors", .target(name: "CLibMD", condition: .when(platforms: [.linux]))]),
    // Words: safe to print, numbers in words, nearest names, widths, days and moments.
    room("Text"),
    // Tables, columns, types and problems: plain values.
    room("Schema", uses: ["Text"]),
    // One folder for each engine: types, coercions, how its SQL is written.
    room("Engines", uses: ["Text", "Schema"]),
    // Bytes that go out: sinks, files that appear whole, writers of JSON, XML and HTML.
    room("Output", uses: ["Platform", "Text", "Schema", "CLibXML2"]),
    // Bytes that come in: files, streams, JSON values and where they stand.
    room("JSONInput", uses: ["Platform", "Text", "Schema", "CSimdjson", "CZlib"]),
    // One file for each form in which schemas are exported; the catalog of what was read.
    room("Exports", uses: ["Platform", "Text", "Schema", "Engines", "JSONInput", "CSimdjson"]),
    // One file for each rule; findings.
    room("Comparison", uses: ["Platform", "Text", "Schema", "Engines"]),
    // driftaudit.yml, name patterns, and what a run is asked for.
    room("Settings", uses: ["Text", "Schema", "Engines", "JSONInput", "Comparison", "CYAML"]),
    // Findings accepted on purpose.
    room("Baselines", uses: ["Text", "Schema", "JSONInput", "Comparison", "Settings", "CSimdjson"]),
    // Exports of live catalogs through the engines' own programs.
    room(
      "Snapshots",
      uses: [
        "Platform", "Text", "Schema", "Engines", "Output", "JSONInput", "Exports", "Settings", "CSimdjson",
      ]),
    // Main and its staging tables are found, compared and judged: the report.
    room(
      "Auditing",
      uses: [
        "Platform", "Text", "Schema", "Engines", "JSONInput", "Exports", "Comparison", "Settings",
        "Baselines",
        "Snapshots", "CSimdjson",
      ]),
    // Tokens, parser and syntax tree of GoogleSQL.
    room("GoogleSQL", uses: ["Text", "Schema", "Engines"]),
    // The MERGE that works: its plan, its script, and the check of one that is there.
    room("Merging", uses: ["Text", "Schema", "Engines", "Comparison", "Settings", "GoogleSQL"]),
    // ALTER statements that remove drift.
    room(
      "Repairing", uses: ["Text", "Schema", "Engines", "Comparison", "Settings", "Baselines", "Merging"]),
    // Statements that let an engine count tables by their columns.
    room(
      "CatalogQueries", uses: ["Text", "Schema", "Engines", "Output", "Settings", "Auditing"]),
    // What becomes of staging tables: orphans, batches, and what arrived.
    room(
      "Lifecycle",
      uses: [
        "Platform", "Text", "Schema", "Engines", "Output", "JSONInput", "Exports", "Comparison", "Settings",
        "Snapshots", "Auditing", "Merging", "CSimdjson",
      ]),
    // What runs found over time, and what a week changed.
    room(
      "History",
      uses: [
        "Platform", "Text", "Schema", "Output", "JSONInput", "Comparison", "Settings", "Auditing",
        "Lifecycle", "CSimdjson",
      ]),
    // One page: drift, orphans, lost batches, history.
    room(
      "Status",
      uses: [
        "Text", "Schema", "JSONInput", "Exports", "Comparison", "Settings", "Auditing", "Lifecycle",
        "History",
      ]),
    // One file for each format of a report.
    room(
      "Reports",
      uses: [
        "Platform", "Text", "Schema", "Engines", "Output", "JSONInput", "Exports", "Comparison", "Settings",
        "Baselines", "Snapshots", "Auditing", "Merging", "Lifecycle", "History", "Status", "CLibXML2",
      ],
      exclude: ["HTML/report.css", "HTML/report.js"]),
    // Results of several projects, regions or shards as one.
    room(
      "Combining",
      uses: [
        "Platform", "Text", "Schema", "Output", "JSONInput", "Exports", "Auditing", "Reports", "CSimdjson",
      ]),
    // The program: one file for each command.
    .executableTarget(
      name: "CommandLineTool",
      dependencies: [
        "Platform", "Text", "Schema", "Engines", "Output", "JSONInput", "Exports", "Comparison", "Settings",
        "Baselines", "Snapshots", "Auditing", "Merging", "Repairing", "CatalogQueries", "Lifecycle",
        "History",
        "Status", "Reports", "Combining",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .testTarget(
      name: "DriftAuditTests",
      dependencies: ["Combining", "CatalogQueries", "Repairing", "CLibXML2", "CZlib"],
      exclude: [
        "Counting/Golden", "History/Golden", "Lifecycle/Golden", "Policy/Golden", "Reporting/Fixtures",
        "Reporting/Golden", "Snapshot/Golden", "Status/Golden",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "driftauditTests",
      dependencies: ["CommandLineTool"],
      exclude: ["Merging/Cases", "Merging/Checks", "Merging/Explanations", "Repairing/Cases"],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
