//! From a writer on its own thread to the body of an answer.

use std::io::{self, Write};

use axum::body::{Body, Bytes};
use futures::{StreamExt as _, stream};
use tokio::sync::mpsc;

use super::WriteError;

/// Chunks that wait for a slow client.
const AHEAD: usize = 8;
const CHUNK: usize = 64 * 1024;

type Chunk = Result<Bytes, io::Error>;

/// A body that is written by `work` on a thread of its own. When the work fails, the answer breaks
/// off, so that nobody takes it for whole; when the client goes away, the work ends.
pub fn stream(
    work: impl FnOnce(&mut dyn WriteSend) -> Result<(), WriteError> + Send + 'static,
) -> Body {
    let (sender, receiver) = mpsc::channel::<Chunk>(AHEAD);
    tokio::task::spawn_blocking(move || {
        let mut out = Sender { buffer: Vec::with_capacity(CHUNK), sender };
        let done = work(&mut out);
        let is_gone = out.sender.is_closed();
        let done = done.and_then(|()| out.flush().map_err(|e| WriteError::Table(e.into())));
        if let Err(error) = done
            && !is_gone
        {
            tracing::error!(%error, "a table broke off");
            let _ = out.sender.blocking_send(Err(io::Error::other("the table broke off")));
        }
    });
    let chunks = stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|chunk| (chunk, receiver))
    });
    Body::from_stream(chunks.fuse()) // compression may ask again after the end
}

/// A destination that can be given to another thread.
pub trait WriteSend: Write + Send {}
impl<W: Write + Send> WriteSend for W {}

struct Sender {
    buffer: Vec<u8>,
    sender: mpsc::Sender<Chunk>,
}

impl Write for Sender {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let chunk = std::mem::replace(&mut self.buffer, Vec::with_capacity(CHUNK));
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.sender.blocking_send(Ok(chunk.into())).map_err(gone)
    }
}
