//! Who gets how many e-mails: nobody more than a cap per hour, the rest in one digest. Pure.

use perennial_model::{Delivery, Micros, Severity};

use crate::notify::mail::Mail;

/// An e-mail that is due.
#[derive(Debug, Clone, PartialEq)]
pub struct DueMail {
    pub delivery: Delivery,
    pub mail: Mail,
}

/// What to send to one recipient now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    /// Each by itself, the gravest first.
    pub singles: Vec<DueMail>,
    /// All in one e-mail.
    pub digest: Vec<DueMail>,
    /// Nothing more may go out now; these wait until the hour is over.
    pub later: Vec<DueMail>,
}

/// An hour, in seconds.
pub const HOUR_SECONDS: i64 = 3600;

/// Divides what is due for one recipient. `left` is how many e-mails the recipient may still get
/// in this hour. When they do not suffice, the last of them is the digest.
pub fn divide(mut due: Vec<DueMail>, left: usize) -> Batch {
    due.sort_by_key(|due| (std::cmp::Reverse(severity(due)), due.delivery.created_at));
    if due.len() <= left {
        return Batch { singles: due, ..Batch::default() };
    }
    let Some(singles) = left.checked_sub(1) else {
        return Batch { later: due, ..Batch::default() };
    };
    // What has no line for a digest goes by itself or waits.
    let (digestible, others): (Vec<_>, Vec<_>) =
        due.into_iter().partition(|due| due.mail.item.is_some());
    let mut batch = Batch::default();
    for due in others {
        if batch.singles.len() < singles { batch.singles.push(due) } else { batch.later.push(due) }
    }
    for due in digestible {
        if batch.singles.len() < singles { batch.singles.push(due) } else { batch.digest.push(due) }
    }
    if batch.digest.len() == 1 {
        batch.singles.append(&mut batch.digest);
    }
    batch
}

fn severity(due: &DueMail) -> Severity {
    due.mail.item.as_ref().map_or(Severity::Critical, |item| item.severity)
}

/// When e-mails went out to one recipient within the last hour.
#[derive(Debug, Clone, Default)]
pub struct SentLately {
    at: Vec<Micros>,
}

impl SentLately {
    pub fn note(&mut self, at: Micros) {
        self.at.push(at);
    }

    /// How many more may go out now.
    pub fn left(&mut self, now: Micros, cap: usize) -> usize {
        self.forget(now);
        cap.saturating_sub(self.at.len())
    }

    /// When the next one may go out, while none may now.
    pub fn free_at(&self, now: Micros) -> Micros {
        let first = self.at.iter().min().copied().unwrap_or(now);
        first.plus_seconds(HOUR_SECONDS).max(now.plus_seconds(1))
    }

    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// Forgets what is more than an hour ago.
    pub fn forget(&mut self, now: Micros) {
        self.at.retain(|at| at.plus_seconds(HOUR_SECONDS) > now);
    }
}

#[cfg(test)]
mod tests {
    use perennial_model::Channel;

    use super::*;
    use crate::notify::mail::DigestItem;

    fn due(id: &str, severity: Option<Severity>) -> DueMail {
        let item = severity.map(|severity| DigestItem {
            account: id.into(),
            title: "Usage drop".into(),
            severity,
            reason: "Events fell".into(),
            url: None,
        });
        DueMail {
            delivery: Delivery {
                delivery_id: id.into(),
                dedupe_key: id.into(),
                channel: Channel::Email,
                recipient: "ann@example.com".into(),
                payload: "{}".into(),
                created_at: Micros(0),
                next_attempt_at: Some(Micros(0)),
                attempts: 0,
                delivered_at: None,
                failed_at: None,
                last_error: None,
            },
            mail: Mail { subject: id.into(), text: String::new(), html: String::new(), item },
        }
    }

    fn ids(mails: &[DueMail]) -> Vec<&str> {
        mails.iter().map(|mail| mail.mail.subject.as_str()).collect()
    }

    #[test]
    fn the_gravest_go_alone_and_the_rest_together() {
        use Severity::{Critical, Warning};
        let all = || {
            ["a", "b", "c", "d", "e"]
                .iter()
                .map(|id| due(id, Some(if *id == "d" { Critical } else { Warning })))
                .collect::<Vec<_>>()
        };
        let batch = divide(all(), 5);
        assert_eq!((batch.singles.len(), batch.digest.len(), batch.later.len()), (5, 0, 0));
        let batch = divide(all(), 3);
        assert_eq!(ids(&batch.singles), ["d", "a"]);
        assert_eq!(ids(&batch.digest), ["b", "c", "e"]);
        let batch = divide(all(), 1);
        assert_eq!((batch.singles.len(), batch.digest.len()), (0, 5));
        assert_eq!(divide(all(), 0).later.len(), 5);
    }

    #[test]
    fn an_email_without_a_line_is_never_swallowed() {
        let batch = divide(
            vec![
                due("a", None),
                due("b", None),
                due("c", Some(Severity::Info)),
                due("d", Some(Severity::Info)),
            ],
            2,
        );
        assert_eq!(ids(&batch.singles), ["a"]);
        assert_eq!(ids(&batch.later), ["b"]);
        assert_eq!(ids(&batch.digest), ["c", "d"]);
    }

    #[test]
    fn an_hour_slides() {
        let mut sent = SentLately::default();
        let at = |seconds: i64| Micros(0).plus_seconds(seconds);
        sent.note(at(0));
        sent.note(at(600));
        assert_eq!(sent.left(at(700), 3), 1);
        assert_eq!(sent.left(at(700), 2), 0);
        assert_eq!(sent.free_at(at(700)), at(3600));
        assert_eq!(sent.left(at(3600), 2), 1);
        assert_eq!(sent.left(at(4300), 2), 2);
    }
}
