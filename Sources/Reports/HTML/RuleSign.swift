import Comparison

extension RuleID {
  /// A sign for a cell of a matrix, so that colour is not all that tells rules apart.
  var sign: String {
    switch rawValue {
    case "missing-column": "−"
    case "extra-column": "+"
    case "type-changed": "T"
    case "parameters-changed": "P"
    case "nullability-changed": "N"
    case "order-changed": "O"
    case "default-changed": "D"
    case "collation-changed": "C"
    case "rounding-mode-changed": "R"
    case "policy-tag-missing": "G"
    case "description-changed": "A"
    case "partitioning-changed": "K"
    case "clustering-changed": "L"
    case "unpopulated-column": "U"
    default: "?"
    }
  }
}
