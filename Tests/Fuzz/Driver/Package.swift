// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the tool is built without instrumentation. `make fuzz` builds and runs it.
let package = Package(
  name: "driftaudit-fuzz",
  dependencies: [.package(name: "driftaudit", path: "../../..")],
  targets: [
    .executableTarget(
      name: "DriftFuzz",
      dependencies: [.product(name: "DriftAudit", package: "driftaudit")],
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
  ],
  cxxLanguageStandard: .cxx17
)
