//! Threads of their own for queries, so that a heavy one does not stand in the way of the server.

use std::{
    future::Future,
    io,
    sync::{Mutex, PoisonError},
};

use tokio::{
    runtime::{Builder, Runtime},
    task::JoinHandle,
};

/// A sum of thousands of terms is as deep as it is long, and letting go of it is recursive: the longest
/// query that is read has 32,768 terms, and an unoptimised build takes some kilobytes for each. Stack that
/// nobody uses costs nothing.
const STACK_BYTES: usize = 512 * 1024 * 1024;

/// Threads that begin with the first query.
#[derive(Debug)]
pub(crate) struct Workers {
    threads: usize,
    runtime: Mutex<Option<Runtime>>,
}

impl Workers {
    pub fn new(threads: usize) -> Self {
        Self { threads, runtime: Mutex::new(None) }
    }

    /// Runs work on these threads.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn spawn(
        &self,
        work: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<JoinHandle<()>> {
        let mut runtime = self.runtime.lock().unwrap_or_else(PoisonError::into_inner);
        let running = match runtime.take() {
            Some(running) => running,
            None => begin(self.threads)?,
        };
        Ok(runtime.insert(running).spawn(work))
    }
}

fn begin(threads: usize) -> io::Result<Runtime> {
    Builder::new_multi_thread()
        .worker_threads(threads)
        .thread_name("sql")
        .thread_stack_size(STACK_BYTES)
        .enable_time()
        .build()
}

impl Drop for Workers {
    /// Waits for nobody: the last owner may be an async task, which must not block.
    fn drop(&mut self) {
        let runtime = self.runtime.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(runtime) = runtime.take() {
            runtime.shutdown_background();
        }
    }
}
