//! The body of a webhook: `{type, timestamp, data}` after the Standard Webhooks specification.

use perennial_model::Micros;
use serde_json::{Value, json};

use super::Notice;

/// The type of the message that says that a signal opened.
pub const SIGNAL_OPENED: &str = "signal.opened";
/// The type of the message that a person sends to see whether a webhook works.
pub const WEBHOOK_TEST: &str = "webhook.test";

/// A signal opened.
pub fn signal_opened(notice: &Notice<'_>, public_url: Option<&str>) -> Value {
    let signal = notice.signal;
    let evidence: Value = serde_json::from_str(&signal.evidence).unwrap_or(Value::Null);
    let account_id = signal.account_id.as_str();
    json!({
        "type": SIGNAL_OPENED,
        "timestamp": signal.created_at.to_rfc3339(),
        "data": {
            "signal_id": signal.signal_id,
            "account_id": account_id,
            "account_name": notice.account.name,
            "owner_email": notice.account.owner_email,
            "rule": signal.rule.as_str(),
            "title": signal.rule.title(),
            "severity": signal.severity.as_str(),
            "reason": signal.reason,
            "evidence": evidence,
            "opened_on": signal.opened_on.to_string(),
            "score": notice.score,
            "band": notice.band,
            "arr": notice.arr,
            "url": public_url.map(|base| super::mail::account_url(base, account_id)),
        }
    })
}

/// A person wants to see whether it arrives.
pub fn test(now: Micros) -> Value {
    json!({
        "type": WEBHOOK_TEST,
        "timestamp": now.to_rfc3339(),
        "data": { "message": "this webhook works" }
    })
}
