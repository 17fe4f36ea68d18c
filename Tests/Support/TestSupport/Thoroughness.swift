import Foundation

/// How many cases a test of random or broken inputs tries.
///
/// `make test` tries enough to meet every class of input; `make test DEEP=1` sets DRIFTAUDIT_DEEP_TESTS=1 and tries many
/// more of each.
enum Thoroughness {
  static let isDeep = ProcessInfo.processInfo.environment["DRIFTAUDIT_DEEP_TESTS"] == "1"

  static func cases(_ usual: Int, deep: Int) -> Int { isDeep ? deep : usual }
}
