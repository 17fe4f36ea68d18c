#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs of bytes. These are called for each of the hundreds of millions of rows of a large export, so they are inlined
/// into the rooms that use them.
@usableFromInline
package enum Memory {
  /// Whether two runs of `count` bytes are equal.
  @inlinable
  @inline(__always)
  package static func isEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
    memcmp(left, right, count) == 0
  }

  /// Which of two runs of `count` bytes comes first: below 0 the left one, 0 where they are equal.
  @inlinable
  @inline(__always)
  package static func order(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Int32 {
    memcmp(left, right, count)
  }

  /// The first place of a byte among `count` bytes.
  @inlinable
  @inline(__always)
  package static func first(_ byte: UInt8, in start: UnsafeRawPointer, _ count: Int) -> UnsafeRawPointer? {
    memchr(start, Int32(byte), count).map { UnsafeRawPointer($0) }
  }
}
