@testable import Text
import Testing

@Suite struct VersionTests {
  @Test func theVersionIsSemantic() {
    #expect(driftauditVersion.split(separator: ".").count == 3)
  }
}
