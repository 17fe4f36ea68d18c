import JSONInput
import Output
import Schema

/// What becomes of rows on both ways into main, as several reports have it; nothing where a report of an earlier version
/// has none.
struct CombinedEffects {
  private var effects: PairEffects?

  /// Reads `{"position": …, "name": …}`.
  init(_ tree: JSONTree) {
    guard case .object = tree else { return }
    effects = PairEffects(
      position: tree["position"].text.flatMap(Effect.init), name: tree["name"].text.flatMap(Effect.init))
  }

  /// The worst of both.
  func worst(_ other: CombinedEffects) -> CombinedEffects {
    var worst = self
    worst.effects = effects.flatMap { one in other.effects.map(one.worst) } ?? effects ?? other.effects
    return worst
  }

  /// Nil where there are none.
  var node: JSONNode? {
    effects.map {
      .object([
        ("position", .optional($0.position?.rawValue)), ("name", .optional($0.name?.rawValue)),
      ])
    }
  }
}
