import NIOCore

/// Runs a task's steps on an event loop, between its reads and writes.
///
/// For conversations of short steps: waking another thread for a message and again for its answer
/// takes longer than most answers. Whatever waits or computes for long belongs elsewhere, since
/// every connection of the loop waits with it.
final class LoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
