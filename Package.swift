// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A room of the house. It uses only rooms above it in this file, which `make lint` checks with the imports of its files.
func room(
  _ name: String, uses dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// What the tests of several rooms share.
func support(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, path: "Tests/Support/\(name)", swiftSettings: strict)
}

/// The tests of a room: they use it, rooms above it in this file, and support.
func tests(_ name: String, uses dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "driftaudit",
  products: [
    .executable(name: "driftaudit", targets: ["CommandLineTool"]),
    .library(name: "DriftAudit", targets: ["DriftAudit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // libxml2: XML.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    // zlib: gzip.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // libmd: SHA-256.
    .systemLibrary(name: "CLibMD", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    // libyaml: events of YAML.
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    // simdjson through a few C functions.
    .target(
      name: "CSimdjson",
      cxxSettings: [.define("SIMDJSON_THREADS_ENABLED", to: "1")],
      linkerSettings: [.linkedLibrary("simdjson")]),
    // RE2 through a few C functions: regular expressions in linear time.
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    // Which processor a thread runs on.
    .target(name: "CProcessors"),

    // What depends on the operating system: files, programs, signals, threads, clocks, digests.
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
    room("Settings", uses: ["Text", "Schema", "Engines", "JSONInput", "Comparison", "CYAML", "CRE2"]),
    // Findings accepted on purpose.
    room(
      "Baselines",
      uses: ["Platform", "Text", "Schema", "Output", "JSONInput", "Comparison", "Settings"]),
    // Exports of live catalogs through the engines' own programs.
    room(
      "Snapshots",
      uses: [
        "Platform", "Text", "Schema", "Engines", "Output", "JSONInput", "Exports", "Settings",
      ]),
    // Main and its staging tables are found, compared and judged: the report.
    room(
      "Auditing",
      uses: [
        "Platform", "Text", "Schema", "Engines", "JSONInput", "Exports", "Comparison", "Settings",
        "Baselines",
        "Snapshots",
      ]),
    // Tokens, parser and syntax tree of GoogleSQL.
    room("GoogleSQL", uses: ["Text", "Schema", "Engines"]),
    // The MERGE that works: its plan, its script, and the check of one that is there.
    room("Merging", uses: ["Text", "Schema", "Engines", "Comparison", "Settings", "GoogleSQL"]),
    // ALTER statements that remove drift.
    room(
      "Repairing", uses: ["Text", "Schema", "Engines", "Comparison", "Settings", "Baselines", "Merging"]),
    // Statements that let an engine count tables by their columns.
    room("CatalogQueries", uses: ["Schema", "Engines", "Output", "Settings", "Auditing"]),
    // What becomes of staging tables: orphans, batches, and what arrived.
    room(
      "Lifecycle",
      uses: [
        "Platform", "Text", "Schema", "Engines", "Output", "JSONInput", "Exports", "Comparison", "Settings",
        "Snapshots", "Auditing", "Merging",
      ]),
    // What runs found over time, and what a week changed.
    room(
      "History",
      uses: [
        "Platform", "Text", "Schema", "Output", "JSONInput", "Comparison", "Settings", "Auditing",
        "Lifecycle",
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
        "Baselines", "Snapshots", "Auditing", "Merging", "Lifecycle", "History", "Status",
      ],
      exclude: ["HTML/report.css", "HTML/report.js"]),
    // Results of several projects, regions or shards as one.
    room(
      "Combining",
      uses: ["Text", "Schema", "Output", "JSONInput", "Exports", "Auditing", "Reports"]),
    // What other Swift programs use: load exports, compare, report, with rules, forms and formats of their own.
    room(
      "DriftAudit",
      uses: [
        "Platform", "Text", "Schema", "Engines", "Output", "JSONInput", "Exports", "Comparison", "Settings",
        "Baselines", "Auditing", "Reports",
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

    // Folders, seeded numbers and golden files for tests.
    support("TestSupport", uses: ["Text", "Schema"]),
    // Texts loaded as exports.
    support("ExportFixtures", uses: ["Schema", "JSONInput", "Exports", "TestSupport", "CZlib"]),
    // Schemas as GoogleSQL, findings, audits as comparing makes them.
    support("ComparisonFixtures", uses: ["Schema", "Engines", "Comparison"]),
    // Accepted findings.
    support("BaselineFixtures", uses: ["Schema", "Comparison", "Baselines", "ComparisonFixtures"]),
    // Audits of exports that real engines wrote.
    support(
      "AuditFixtures",
      uses: ["Schema", "Exports", "Comparison", "Settings", "Auditing", "TestSupport"]),
    // Lists of tables, and their orphans.
    support(
      "LifecycleFixtures",
      uses: ["Text", "Schema", "Output", "Exports", "Settings", "Auditing", "Lifecycle", "TestSupport"]),
    // Eight weeks of audits.
    support(
      "HistoryFixtures",
      uses: [
        "Platform", "Text", "Schema", "Output", "Comparison", "Auditing", "History", "TestSupport",
      ]),

    tests("TextTests", uses: ["Text"]),
    tests("EnginesTests", uses: ["Schema", "Engines"]),
    tests("OutputTests", uses: ["Platform", "Output", "TestSupport"]),
    tests(
      "ExportsTests",
      uses: ["Text", "Schema", "Engines", "JSONInput", "Exports", "TestSupport", "ExportFixtures"]),
    tests("ComparisonTests", uses: ["Schema", "Engines", "Comparison", "ComparisonFixtures"]),
    tests(
      "SettingsTests",
      uses: ["Text", "Schema", "Engines", "Comparison", "Settings", "TestSupport", "ComparisonFixtures"]),
    tests(
      "BaselinesTests",
      uses: [
        "Schema", "Comparison", "Settings", "Baselines", "TestSupport", "ComparisonFixtures",
        "BaselineFixtures",
      ]),
    tests(
      "SnapshotsTests", uses: ["Platform", "Schema", "Engines", "Snapshots", "TestSupport"],
      exclude: ["Golden"]),
    tests(
      "AuditingTests",
      uses: [
        "Text", "Schema", "Engines", "Exports", "Comparison", "Settings", "Baselines", "Auditing",
        "TestSupport", "ExportFixtures", "ComparisonFixtures", "BaselineFixtures", "AuditFixtures",
      ],
      exclude: ["Golden"]),
    tests(
      "MergingTests",
      uses: [
        "Text", "Schema", "Engines", "Exports", "Settings", "Auditing", "GoogleSQL", "Merging",
        "TestSupport", "ComparisonFixtures",
      ]),
    tests(
      "RepairingTests",
      uses: [
        "Schema", "Engines", "Comparison", "Settings", "Baselines", "Repairing", "TestSupport",
        "ComparisonFixtures",
      ]),
    tests(
      "CatalogQueriesTests",
      uses: ["Schema", "Engines", "Settings", "CatalogQueries", "TestSupport"],
      exclude: ["Golden"]),
    tests(
      "LifecycleTests",
      uses: [
        "Text", "Schema", "Exports", "Settings", "Auditing", "Lifecycle", "TestSupport",
        "ExportFixtures", "LifecycleFixtures",
      ]),
    tests(
      "HistoryTests",
      uses: [
        "Text", "Schema", "Output", "Comparison", "Auditing", "History", "TestSupport", "HistoryFixtures",
      ]),
    tests(
      "ReportsTests",
      uses: [
        "Platform", "Text", "Schema", "Engines", "Output", "JSONInput", "Exports", "Comparison",
        "Settings", "Baselines", "Auditing", "Merging", "CatalogQueries", "Lifecycle", "History", "Status",
        "Reports", "TestSupport", "ExportFixtures", "ComparisonFixtures", "BaselineFixtures",
        "AuditFixtures", "LifecycleFixtures", "HistoryFixtures", "CLibXML2",
      ],
      exclude: ["Fixtures", "Golden", "History/Golden", "Lifecycle/Golden", "Status/Golden"]),
    tests(
      "CombiningTests",
      uses: [
        "Text", "Schema", "Output", "JSONInput", "Exports", "Comparison", "Settings", "Auditing",
        "Reports", "Combining", "TestSupport", "ExportFixtures",
      ]),
    tests("APITests", uses: ["DriftAudit"]),
    tests(
      "CommandLineTests",
      uses: ["Text", "Settings", "CommandLineTool", "TestSupport"],
      exclude: ["Merging/Cases", "Merging/Checks", "Merging/Explanations", "Repairing/Cases"]),
  ],
  cxxLanguageStandard: .cxx17
)

// `ROOMS=Text,Exports swift test` builds and runs the tests of these rooms alone, without the rooms above them.
if let rooms = Context.environment["ROOMS"] {
  var wanted = Set(rooms.split(separator: ",").map { "\($0)Tests" })
  for target in package.targets.reversed() where wanted.contains(target.name) {
    for dependency in target.dependencies {
      switch dependency {
      case .byNameItem(let name, _), .targetItem(let name, _): wanted.insert(name)
      default: break
      }
    }
  }
  package.targets.removeAll { !wanted.contains($0.name) }
  if !wanted.contains("CommandLineTests") { package.products.removeAll() }
}
