//! Sends what stands in the outbox.
//!
//! How often a receiver sees a message: once, as far as that is possible. A message is claimed in
//! the database before it is sent, so two processes never send the same one at the same time. If
//! the process dies between sending and recording that, nobody can know whether it arrived; it is
//! then sent again after the claim has run out, with the same identity (`Message-ID` of the
//! e-mail, `webhook-id` of the webhook), by which mail programs and receivers recognise a repeat.
//!
//! Nothing is silent: each failure stands in the outbox with its reason, and in the log.

pub mod address;
pub mod digest;
mod round;
pub mod schedule;
pub mod signing;
pub mod smtp;
pub mod webhook;

use std::{sync::Arc, time::Duration};

use perennial_store::Store;
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, Notify, watch};

use crate::Result;
pub use address::AddressPolicy;
pub use round::Round;
use round::SentByRecipient;
pub use smtp::{Mailer, Security, SmtpSettings};
pub use webhook::{HookSender, WebhookSettings};

/// How messages leave the house.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DeliverySettings {
    /// The mail server; without one e-mails wait in the outbox and fail in the end, visibly.
    pub smtp: Option<SmtpSettings>,
    pub webhooks: WebhookSettings,
    /// How many e-mails one person gets in an hour at most; the rest comes in one digest.
    pub emails_per_hour: usize,
    /// How often the outbox is looked at.
    pub poll_seconds: u64,
}

impl Default for DeliverySettings {
    fn default() -> Self {
        Self {
            smtp: None,
            webhooks: WebhookSettings::default(),
            emails_per_hour: 10,
            poll_seconds: 5,
        }
    }
}

/// Why one attempt did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub reason: String,
    kind: FailureKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FailureKind {
    /// The other side answered, and may answer differently later.
    ForNow,
    /// The other side could not be reached: what else waits for it waits on.
    Unreachable,
    /// Trying again is of no use.
    ForGood,
    /// The receiver wants no more messages at all.
    Gone,
}

impl Failure {
    pub(crate) fn for_now(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), kind: FailureKind::ForNow }
    }

    pub(crate) fn unreachable(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), kind: FailureKind::Unreachable }
    }

    pub(crate) fn for_good(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), kind: FailureKind::ForGood }
    }

    pub(crate) fn gone(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), kind: FailureKind::Gone }
    }

    /// Trying again is of no use.
    pub fn is_for_good(&self) -> bool {
        matches!(self.kind, FailureKind::ForGood | FailureKind::Gone)
    }

    fn is_unreachable(&self) -> bool {
        self.kind == FailureKind::Unreachable
    }

    fn is_gone(&self) -> bool {
        self.kind == FailureKind::Gone
    }
}

/// Sends due messages. Clones share the memory of who got how much.
#[derive(Debug, Clone)]
pub struct Deliverer {
    store: Store,
    mailer: Option<Mailer>,
    hooks: HookSender,
    emails_per_hour: usize,
    poll: Duration,
    sent: Arc<Mutex<Option<SentByRecipient>>>,
    wake: Arc<Notify>,
}

impl Deliverer {
    /// Checks the settings; connects to nothing yet.
    ///
    /// # Errors
    /// [`crate::EngageError::Setting`] names the key that is wrong.
    pub fn new(store: Store, settings: &DeliverySettings) -> Result<Self> {
        Ok(Self {
            store,
            mailer: settings.smtp.as_ref().map(Mailer::new).transpose()?,
            hooks: HookSender::new(&settings.webhooks),
            emails_per_hour: settings.emails_per_hour.max(1),
            poll: Duration::from_secs(settings.poll_seconds.max(1)),
            sent: Arc::default(),
            wake: Arc::default(),
        })
    }

    /// Starts the background loop.
    pub fn start(self) -> DelivererHandle {
        let (stop, mut stopped) = watch::channel(false);
        let wake = Arc::clone(&self.wake);
        let task = tokio::spawn(async move {
            while !*stopped.borrow() {
                if let Err(error) = self.deliver_due().await {
                    tracing::error!(%error, "the outbox could not be worked on; trying again");
                }
                tokio::select! {
                    () = tokio::time::sleep(self.poll) => {}
                    () = self.wake.notified() => {}
                    _ = stopped.changed() => break,
                }
            }
        });
        DelivererHandle { stop, wake, task }
    }
}

/// The running loop. Dropping it lets the loop run on until the round is over.
#[derive(Debug)]
pub struct DelivererHandle {
    stop: watch::Sender<bool>,
    wake: Arc<Notify>,
    task: tokio::task::JoinHandle<()>,
}

impl DelivererHandle {
    /// Looks at the outbox now rather than at the next turn.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Finishes what is being sent and ends; what waits stays in the outbox.
    pub async fn stop(self) {
        // An error means that the loop is gone already.
        let _ = self.stop.send(true);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the delivery loop ended badly");
        }
    }
}
