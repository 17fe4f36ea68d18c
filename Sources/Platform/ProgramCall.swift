#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Musl)
  @preconcurrency import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program of the user's, called with a list of arguments: no shell ever sees them.
package struct ProgramCall: Hashable, Sendable {
  /// Its name, looked up on PATH.
  package var program: String
  /// What stands behind the name.
  package var arguments: [String]

  /// A call from its parts.
  package init(program: String, arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }

  /// How a call ended.
  package enum Ending: Hashable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)
    /// It took longer than it was given, and was ended.
    case timedOut
    /// A signal came for this process, and the call was ended.
    case interrupted
  }

  /// What a call came to.
  package struct Result: Hashable, Sendable {
    package var ending: Ending
    /// The end of what it wrote to standard error.
    package var error: String
  }

  /// Bytes that are kept of what a program writes to standard error.
  private static let keptBytes = 8192
  /// Seconds between SIGTERM and SIGKILL.
  private static let grace = 5.0
  /// Milliseconds between two looks at the process.
  private static let tick: Int32 = 20

  /// Runs the program with nothing on standard input, its output going straight into a file.
  ///
  /// It runs in a session of its own without a terminal, so that it can ask nobody for anything, and so that ending it ends
  /// the programs that it has started too.
  ///
  /// - Parameters:
  ///   - output: An open file.
  ///   - timeout: Seconds that it may take.
  /// - Throws: `SystemError` where the program could not be started.
  package func run(output: FileDescriptor, timeout: Double, interruption: Interruption) throws(SystemError)
    -> Result
  {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError.last }
    let (reading, writing) = (ends[0], ends[1])
    defer { close(reading) }
    // A program that is started at this very moment gets them too. Nothing here waits for the pipe's end.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    let process = try spawn(output: output.number, error: writing)
    var error = Tail(limit: Self.keptBytes)
    let ending = Self.wait(
      for: process, until: PassingTime.seconds() + timeout, interruption, reading: reading, into: &error)
    error.read(reading)
    return Result(ending: ending, error: error.text)
  }

  /// Starts the program, and closes what it writes its errors to here.
  private func spawn(output: Int32, error: Int32) throws(SystemError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let environment = _NSGetEnviron().pointee
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let environment = environ
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
      close(error)
    }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO)
    // The program gets the signals that are held back here.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Self.newSession)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, program, &actions, &attributes, words, environment)
    guard code == 0 else { throw SystemError(code: code) }
    return process
  }

  /// POSIX_SPAWN_SETSID, of which Swift imports no number of the right width.
  ///
  /// Source: glibc, posix/spawn.h, musl, include/spawn.h, and Darwin, sys/spawn.h.
  #if canImport(Darwin)
    private static let newSession: Int16 = 0x400
  #else
    private static let newSession: Int16 = 0x80
  #endif

  // MARK: Waiting

  private static func wait(
    for process: pid_t, until deadline: Double, _ interruption: Interruption, reading error: Int32,
    into tail: inout Tail
  ) -> Ending {
    while true {
      // Before the process is reaped nothing else can get its number.
      if hasEnded(process) { return reap(process) }
      if interruption.signal != nil {
        end(process)
        return .interrupted
      }
      if PassingTime.seconds() >= deadline {
        end(process)
        return .timedOut
      }
      if tail.isAtEnd {
        usleep(UInt32(tick) * 1000)
      } else {
        var waiting = pollfd(fd: error, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, tick)
        tail.read(error)
      }
    }
  }

  private static func hasEnded(_ process: pid_t) -> Bool {
    var about = siginfo_t()
    let code = waitid(P_PID, id_t(process), &about, WEXITED | WNOHANG | WNOWAIT)
    return code != 0 && errno != EINTR || code == 0 && about.si_signo == SIGCHLD
  }

  private static func reap(_ process: pid_t) -> Ending {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
  }

  /// Ends a process and those that it has started: they are one group, as the session's first process is its leader.
  private static func end(_ process: pid_t) {
    kill(-process, SIGTERM)
    let last = PassingTime.seconds() + grace
    while !hasEnded(process), PassingTime.seconds() < last { usleep(UInt32(tick) * 1000) }
    kill(-process, SIGKILL)
    _ = reap(process)
  }
}

/// The end of what a pipe brings.
private struct Tail {
  let limit: Int
  private var bytes: [UInt8] = []
  private(set) var isAtEnd = false

  init(limit: Int) { self.limit = limit }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Reads what is there.
  mutating func read(_ descriptor: Int32) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    // Where nothing is there yet it fails, since the pipe does not block.
    while !isAtEnd, let count = try? FileDescriptor(descriptor).read(into: &buffer) {
      bytes += buffer[..<count]
      if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
      isAtEnd = count == 0
    }
  }
}
