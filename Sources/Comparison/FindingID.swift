import Schema
import Platform

/// The identity of a finding.
package enum FindingID {
  /// 16 hexadecimal digits of SHA-256 over all of this.
  ///
  /// - Parameter column: In lower case; as it is spelled where two columns of one table would have one id.
  package static func of(
    table: String, family: String, rule: RuleID, column: String?, main: ColumnSide?, staging: ColumnSide?
  ) -> String {
    Digest.hex([table, family, rule.rawValue, column ?? "", text(main), text(staging)], digits: 16)
  }

  /// A side in lower case, since names of fields in any case are one name here.
  static func text(_ side: ColumnSide?) -> String {
    side.map { "\($0.type.lowercased()) \($0.mode.rawValue)" } ?? ""
  }
}
