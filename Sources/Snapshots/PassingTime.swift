import Platform
import Glibc

/// Time as it passes, for limits and waits and never for output.
package enum PassingTime {
  /// Seconds since some moment.
  package static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// Waits, but no longer than until a signal comes.
  static func wait(_ seconds: Double, unless interruption: Interruption) {
    let last = Self.seconds() + seconds
    while interruption.signal == nil, Self.seconds() < last { usleep(20_000) }
  }
}
