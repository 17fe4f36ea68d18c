import CProcessors
import Dispatch
import Glibc
import Synchronization

/// Threads that read at the same time.
package enum ReadingThreads {
  /// Calls `body` with 0 ..< `count`, each on a thread and, where there are as many, on a processor of its own.
  ///
  /// A new thread often begins on the processor of the one that made it, and the kernel can take longer to find that
  /// another one is idle than a whole audit takes.
  package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    guard count > 1 else { return body(0) }
    let caller = pthread_self()
    let processor = processors_current()
    let others = Atomic<Int32>(0)
    DispatchQueue.concurrentPerform(iterations: count) { number in
      if pthread_equal(pthread_self(), caller) == 0 {
        processors_move_thread(processor, others.add(1, ordering: .relaxed).newValue)
      }
      body(number)
    }
  }
}
