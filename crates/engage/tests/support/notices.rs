//! Signals that opened, put into the outbox.

use perennial_engage::{
    Notice, NotifySettings,
    notify::{Queued, queue},
};
use perennial_model::{Account, Day, Micros, Money, Severity, Signal, SignalRule, SignalStatus};
use perennial_store::Store;

pub fn signal(id: &str, severity: Severity) -> Signal {
    Signal {
        signal_id: id.into(),
        account_id: "acme".into(),
        rule: SignalRule::UsageDrop,
        severity,
        opened_on: Day::parse("2026-01-30").unwrap(),
        closed_on: None,
        reason: "Events fell 62% below their usual 410 in 28 days, to 156".into(),
        evidence: r#"{"as_of":"2026-01-30","drop":0.62}"#.into(),
        status: SignalStatus::Open,
        snoozed_until: None,
        handled_by: None,
        handled_at: None,
        note: None,
        created_at: Micros::parse("2026-01-31T12:00:00Z", &perennial_model::Zone::utc()).unwrap(),
    }
}

pub fn account(owner: Option<&str>) -> Account {
    let mut account = Account::bare("acme".into());
    account.name = "Acme <Ltd> & Söhne".into();
    account.owner_email = owner.map(str::to_owned);
    account
}

pub fn settings() -> NotifySettings {
    NotifySettings {
        public_url: Some("https://perennial.example.com/".into()),
        recipients: vec!["team@example.com".into(), "Team@example.com ".into()],
        ..NotifySettings::default()
    }
}

pub async fn put(
    store: &Store,
    signals: &[Signal],
    account: &Account,
    settings: &NotifySettings,
) -> Queued {
    let notices: Vec<_> = signals
        .iter()
        .map(|signal| Notice {
            signal,
            account,
            score: Some(37.4),
            band: Some("Critical"),
            arr: Some(Money::parse("12000", perennial_model::Currency::USD).unwrap()),
        })
        .collect();
    let tx = store.begin().await.unwrap();
    let queued = queue(store, &tx, &notices, settings).await.unwrap();
    tx.commit().await.unwrap();
    queued
}
