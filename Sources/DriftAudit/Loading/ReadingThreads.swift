import CProcessors
import Dispatch

/// Threads that read at the same time.
enum ReadingThreads {
  /// Calls `body` with 0 ..< `count`, each on a thread and, where there are as many, on a processor of its own.
  ///
  /// A new thread begins on the processor of the one that made it, and the kernel often takes longer to find that
  /// another one is idle than a whole audit takes.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    DispatchQueue.concurrentPerform(iterations: count) { number in
      if number > 0 { processors_move_thread(Int32(clamping: number - 1)) }
      body(number)
    }
  }
}
