#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Calls a function that waits in a thread of its own, and brings its result into the loop.
///
/// Only the system's resolver needs it: there is no other way to call that without waiting.
final class BackgroundCall<Result: Sendable>: Participant {
  let descriptor: Int32
  private let loop: EventLoop
  private let job: Job
  private let thread: pthread_t
  private var completion: ((Result) -> Void)?

  /// Begins `work` in a thread; calls `completion` in the loop's, unless it is cancelled before.
  init(
    on loop: EventLoop, _ work: @escaping @Sendable () -> Result,
    completion: @escaping (Result) -> Void
  ) throws(SystemError) {
    self.loop = loop
    self.completion = completion
    let pipe = try Platform.makePipe()
    descriptor = pipe.readEnd
    job = Job(work, writeEnd: pipe.writeEnd)
    do throws(SystemError) {
      thread = try Self.start(job)
    } catch {
      Platform.closeDescriptor(pipe.readEnd)
      Platform.closeDescriptor(pipe.writeEnd)
      throw error
    }
    do throws(SystemError) {
      try loop.add(self, .readable)
    } catch {
      Platform.closeDescriptor(pipe.readEnd)
      pthread_detach(thread)
      throw error
    }
  }

  /// Lets go of the thread, which ends when its call returns; the result is dropped.
  func cancel() {
    guard completion != nil else { return }
    completion = nil
    stopListening()
    pthread_detach(thread)
  }

  func becameReady(_ interest: Interest) {
    guard let completion else { return }
    self.completion = nil
    stopListening()
    // The thread has closed its end of the pipe, which is the last thing that it does. After the join
    // everything that it wrote before can be read here.
    pthread_join(thread, nil)
    if let result = job.result { completion(result) }
  }

  private func stopListening() {
    loop.remove(self)
    Platform.closeDescriptor(descriptor)
  }

  // MARK: - The thread

  /// What the thread does; its result is read only after the thread has ended.
  private final class Job: BackgroundJob, @unchecked Sendable {
    private let work: @Sendable () -> Result
    private let writeEnd: Int32
    private(set) var result: Result?

    init(_ work: @escaping @Sendable () -> Result, writeEnd: Int32) {
      self.work = work
      self.writeEnd = writeEnd
    }

    override func run() {
      result = work()
      Platform.closeDescriptor(writeEnd)
    }
  }

  private static func start(_ job: Job) throws(SystemError) -> pthread_t {
    let context = unsafe Unmanaged<BackgroundJob>.passRetained(job)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let code = unsafe pthread_create(&thread, nil, runBackgroundJob, context.toOpaque())
    #if canImport(Darwin)
      if code == 0, let thread { return thread }
    #else
      if code == 0 { return thread }
    #endif
    unsafe context.release()
    throw SystemError(call: "pthread_create", code: code)
  }
}

/// A job without the type of its result: a C function has no generic parameters.
private class BackgroundJob {
  func run() {}
}

#if canImport(Darwin)
  private func runBackgroundJob(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<BackgroundJob>.fromOpaque(context).takeRetainedValue().run()
    return nil
  }
#else
  private func runBackgroundJob(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context = unsafe context {
      unsafe Unmanaged<BackgroundJob>.fromOpaque(context).takeRetainedValue().run()
    }
    return nil
  }
#endif
