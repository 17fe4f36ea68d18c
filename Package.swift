// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "driftaudit",
  products: [
    .executable(name: "driftaudit", targets: ["driftaudit"]),
    .library(name: "DriftAudit", targets: ["DriftAudit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLibMD", pkgConfig: "libmd", providers: [.apt(["libmd-dev"])]),
    .target(
      name: "CSimdjson",
      cxxSettings: [.define("SIMDJSON_THREADS_ENABLED", to: "1")],
      linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CProcessors"),
    .target(
      name: "DriftAudit",
      dependencies: ["CLibXML2", "CZlib", "CLibMD", "CSimdjson", "CProcessors", "Yams"],
      exclude: ["Reporting/HTML/report.css", "Reporting/HTML/report.js"],
      swiftSettings: strict),
    .executableTarget(
      name: "driftaudit",
      dependencies: [
        "DriftAudit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DriftAuditTests",
      dependencies: ["DriftAudit", "CLibXML2", "CZlib"],
      exclude: [
        "Counting/Golden", "History/Golden", "Lifecycle/Golden", "Policy/Golden", "Reporting/Fixtures",
        "Reporting/Golden", "Snapshot/Golden", "Status/Golden",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "driftauditTests",
      dependencies: ["driftaudit", "DriftAudit", "Yams"],
      exclude: ["Merging/Cases", "Merging/Checks", "Merging/Explanations", "Repairing/Cases"],
      swiftSettings: strict),
  ],
  cxxLanguageStandard: .cxx17
)
