//! One round through the outbox.

use std::collections::{BTreeMap, HashMap};

use perennial_model::{Channel, Delivery, Micros};
use perennial_store::Outcome;
use tokio::task::JoinSet;

use super::{
    Deliverer, Failure, HookSender,
    digest::{DueMail, HOUR_SECONDS, SentLately, divide},
    schedule::{MAX_ATTEMPTS, next_attempt},
};
use crate::{
    Result,
    notify::mail::{self, DigestItem, Mail},
};

/// How long claimed messages are ours. Long enough for a round; short enough that what a crash
/// interrupted does not wait for long.
const LEASE_SECONDS: i64 = 15 * 60;
/// Towards the end of the lease nothing more is begun.
const MARGIN_SECONDS: i64 = 2 * 60;
const CLAIM_LIMIT: u64 = 500;
/// How far back the outbox is read at start, to know who got how much in the last hour.
const REMEMBERED: u64 = 2000;

/// When e-mails went out in the last hour, by recipient.
pub type SentByRecipient = HashMap<String, SentLately>;

/// What one round did, in messages of the outbox.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Delivered, digests counted by what they held.
    pub delivered: usize,
    /// E-mails that stood for several messages.
    pub digests: usize,
    /// Not delivered; will be tried again.
    pub retried: usize,
    /// Given up.
    pub failed: usize,
    /// Left for a later round without an attempt.
    pub waiting: usize,
}

impl Round {
    fn add(&mut self, other: Self) {
        self.delivered += other.delivered;
        self.digests += other.digests;
        self.retried += other.retried;
        self.failed += other.failed;
        self.waiting += other.waiting;
    }
}

impl Deliverer {
    /// Sends what is due now, e-mails one after the other, webhooks of different receivers side
    /// by side.
    ///
    /// # Errors
    /// When the database refuses. A message that cannot be sent is no error; it is recorded.
    pub async fn deliver_due(&self) -> Result<Round> {
        let now = self.store.clock().now();
        let lease = now.plus_seconds(LEASE_SECONDS);
        // Look before claiming: a claim takes the write lock.
        if self.store.due_deliveries(now, 1).await?.is_empty() {
            return Ok(Round::default());
        }
        let due = self.store.claim_deliveries(now, CLAIM_LIMIT, lease).await?;
        let until = lease.plus_seconds(-MARGIN_SECONDS);
        let (emails, hooks): (Vec<_>, Vec<_>) =
            due.into_iter().partition(|delivery| delivery.channel == Channel::Email);
        let (by_mail, by_hook) =
            tokio::join!(self.send_emails(emails, until), self.send_hooks(hooks, until));
        let mut round = by_mail?;
        round.add(by_hook?);
        if round != Round::default() {
            tracing::info!(?round, "worked on the outbox");
        }
        Ok(round)
    }

    async fn send_emails(&self, due: Vec<Delivery>, until: Micros) -> Result<Round> {
        let mut round = Round::default();
        if due.is_empty() {
            return Ok(round);
        }
        let mut by_recipient: BTreeMap<String, Vec<DueMail>> = BTreeMap::new();
        for delivery in due {
            match serde_json::from_str::<Mail>(&delivery.payload) {
                Ok(mail) => by_recipient
                    .entry(delivery.recipient.clone())
                    .or_default()
                    .push(DueMail { delivery, mail }),
                Err(error) => {
                    let failure = Failure::for_good(format!("the e-mail cannot be read: {error}"));
                    round.add(self.record(&delivery, Err(&failure)).await?);
                }
            }
        }
        let mut memory = self.sent.lock().await;
        if memory.is_none() {
            *memory = Some(self.remember().await?);
        }
        let sent = memory.get_or_insert_default();
        let now = self.store.clock().now();
        sent.retain(|_, lately| {
            lately.forget(now);
            !lately.is_empty()
        });
        let mut reachable = true;
        for (recipient, due) in by_recipient {
            let lately = sent.entry(recipient.clone()).or_default();
            let batch = divide(due, lately.left(now, self.emails_per_hour));
            round.waiting += batch.later.len();
            let mut parcels: Vec<Vec<DueMail>> =
                batch.singles.into_iter().map(|single| vec![single]).collect();
            if !batch.digest.is_empty() {
                parcels.push(batch.digest);
            }
            for parcel in parcels {
                if !reachable || self.store.clock().now() >= until {
                    round.waiting += parcel.len();
                    continue;
                }
                let result = self.send_parcel(&recipient, &parcel).await?;
                match &result {
                    Ok(()) => {
                        lately.note(self.store.clock().now());
                        round.digests += usize::from(parcel.len() > 1);
                    }
                    Err(failure) => reachable = !failure.is_unreachable(),
                }
                for due in &parcel {
                    round.add(self.record(&due.delivery, result.as_ref().copied()).await?);
                }
            }
        }
        Ok(round)
    }

    /// Sends one e-mail: a message by itself, or a digest of several.
    async fn send_parcel(
        &self,
        recipient: &str,
        parcel: &[DueMail],
    ) -> Result<Result<(), Failure>> {
        let Some(mailer) = &self.mailer else {
            let reason = "no mail server is configured; set smtp.host and smtp.from";
            return Ok(Err(Failure::unreachable(reason)));
        };
        let Some(first) = parcel.first() else { return Ok(Ok(())) };
        let now = self.store.clock().now();
        let message_id = message_id(parcel);
        if parcel.len() == 1 {
            return Ok(mailer.send(recipient, &first.mail, &message_id, now).await);
        }
        let items: Vec<&DigestItem> =
            parcel.iter().filter_map(|due| due.mail.item.as_ref()).collect();
        let mail = mail::digest(&items, self.emails_per_hour)?;
        Ok(mailer.send(recipient, &mail, &message_id, now).await)
    }

    async fn send_hooks(&self, due: Vec<Delivery>, until: Micros) -> Result<Round> {
        let mut by_hook: BTreeMap<String, Vec<Delivery>> = BTreeMap::new();
        for delivery in due {
            by_hook.entry(delivery.recipient.clone()).or_default().push(delivery);
        }
        let mut tasks = JoinSet::new();
        for (webhook_id, due) in by_hook {
            let this = self.clone();
            tasks.spawn(async move { this.send_to_hook(&webhook_id, due, until).await });
        }
        let mut round = Round::default();
        while let Some(done) = tasks.join_next().await {
            round.add(done??);
        }
        Ok(round)
    }

    /// Sends what one receiver gets, in order. When it cannot be reached, the rest waits.
    async fn send_to_hook(
        &self,
        webhook_id: &str,
        due: Vec<Delivery>,
        until: Micros,
    ) -> Result<Round> {
        let mut round = Round::default();
        let mut hook = self.store.webhook(webhook_id).await?;
        let mut reachable = true;
        for delivery in due {
            let now = self.store.clock().now();
            if !reachable || now >= until {
                round.waiting += 1;
                continue;
            }
            let Some(active) = hook.as_ref().filter(|hook| hook.disabled_at.is_none()) else {
                let failure = Failure::for_good("the webhook was removed or turned off");
                round.add(self.record(&delivery, Err(&failure)).await?);
                continue;
            };
            let (sender, target, message) = (self.hooks.clone(), active.clone(), delivery.clone());
            let result = tokio::task::spawn_blocking(move || {
                HookSender::send(&sender, &target, &message.delivery_id, &message.payload, now)
            })
            .await?;
            if let Err(failure) = &result {
                reachable = !failure.is_unreachable();
                if failure.is_gone()
                    && let Some(hook) = &mut hook
                {
                    tracing::warn!(webhook = webhook_id, "turned off: the receiver answered 410");
                    hook.disabled_at = Some(now);
                    self.store.update_webhook(hook).await?;
                }
            }
            round.add(self.record(&delivery, result.as_ref().copied()).await?);
        }
        Ok(round)
    }

    /// Notes how an attempt ended.
    async fn record(&self, delivery: &Delivery, result: Result<(), &Failure>) -> Result<Round> {
        let id = delivery.delivery_id.as_str();
        let Err(failure) = result else {
            self.store.record_attempt(id, &Outcome::Delivered).await?;
            return Ok(Round { delivered: 1, ..Round::default() });
        };
        let error = failure.reason.clone();
        let attempts = delivery.attempts + 1;
        let next =
            next_attempt(self.store.clock().now(), attempts, id).filter(|_| !failure.is_for_good());
        tracing::warn!(
            delivery = id,
            channel = delivery.channel.as_str(),
            attempts,
            error,
            given_up = next.is_none(),
            "a message was not delivered"
        );
        match next {
            Some(next_attempt_at) => {
                let outcome = Outcome::Retry { next_attempt_at, error };
                self.store.record_attempt(id, &outcome).await?;
                Ok(Round { retried: 1, ..Round::default() })
            }
            None => {
                let error = if failure.is_for_good() {
                    error
                } else {
                    format!("given up after {MAX_ATTEMPTS} attempts; the last: {error}")
                };
                self.store.record_attempt(id, &Outcome::Failed { error }).await?;
                Ok(Round { failed: 1, ..Round::default() })
            }
        }
    }

    /// Who got how much in the last hour, from the outbox; after a restart the cap still holds.
    async fn remember(&self) -> Result<SentByRecipient> {
        let since = self.store.clock().now().plus_seconds(-HOUR_SECONDS);
        let mut sent = SentByRecipient::new();
        for delivery in self.store.deliveries(REMEMBERED).await? {
            if let (Channel::Email, Some(at)) = (delivery.channel, delivery.delivered_at)
                && at > since
            {
                sent.entry(delivery.recipient).or_default().note(at);
            }
        }
        Ok(sent)
    }
}

/// The left part of the `Message-ID`: the delivery's id, or for a digest one that the same
/// deliveries always give.
fn message_id(parcel: &[DueMail]) -> String {
    use sha2::{Digest as _, Sha256};
    if let [single] = parcel {
        return single.delivery.delivery_id.clone();
    }
    let mut ids: Vec<&str> = parcel.iter().map(|due| due.delivery.delivery_id.as_str()).collect();
    ids.sort_unstable();
    let hash = Sha256::digest(ids.join("\n").as_bytes());
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("digest-{hex}")
}
