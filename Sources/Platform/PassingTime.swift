#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The time of day.
package enum SystemClock {
  /// Seconds since 1970 in UTC.
  package static var seconds: Int { Int(time(nil)) }
}

/// Time as it passes, for limits and waits and never for output.
package enum PassingTime {
  /// Seconds since some moment.
  package static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }

  /// Waits, but no longer than until a signal comes.
  package static func wait(_ seconds: Double, unless interruption: Interruption) {
    let last = Self.seconds() + seconds
    while interruption.signal == nil, Self.seconds() < last { usleep(20_000) }
  }
}
