@testable import Schema

extension Problem {
  /// As printed to standard error.
  var printed: String {
    let place = [file, line.map(String.init), column.map(String.init)].compactMap(\.self).joined(
      separator: ":")
    return place.isEmpty ? "\(severity): \(message)" : "\(place): \(severity): \(message)"
  }
}
