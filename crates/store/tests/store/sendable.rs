//! Every future here can move between threads: a server's handlers need that.

use perennial_store::{Outcome, SignalFilter, Store, Tx, signals, write};

fn sendable<F: Future + Send>(_: F) {}

#[allow(dead_code)]
fn compiles(store: &'static Store, tx: &'static Tx) {
    sendable(store.begin());
    sendable(store.db().snapshot());
    sendable(store.db().vacuum());
    sendable(write::upsert_accounts(tx, &[]));
    sendable(write::upsert_contacts(tx, &[]));
    sendable(write::upsert_subscriptions(tx, &[]));
    sendable(write::upsert_tickets(tx, &[]));
    sendable(write::upsert_surveys(tx, &[]));
    sendable(write::upsert_invoices(tx, &[]));
    sendable(write::upsert_churn_reviews(tx, &[]));
    sendable(write::apply_identities(tx, &[]));
    sendable(write::ensure(tx, &[]));
    sendable(write::erase_contact(tx, &"".into()));
    sendable(write::erase_account(tx, &"".into()));
    sendable(write::bump_revision(tx));
    sendable(write::alias_account(tx, &"".into(), &"".into(), "", perennial_model::Micros(0)));
    sendable(signals::upsert_signals(tx, &[]));
    sendable(signals::signals_of(tx, &"".into()));
    sendable(store.accounts());
    sendable(store.account(&"".into()));
    sendable(store.contacts_of(&"".into()));
    sendable(store.subscriptions());
    sendable(store.identity_map());
    sendable(store.revision());
    sendable(store.signals(&SignalFilter::default()));
    sendable(store.record_attempt("", &Outcome::Delivered));
    sendable(store.claim_deliveries(perennial_model::Micros(0), 1, perennial_model::Micros(0)));
    sendable(store.use_setup_link(""));
    sendable(store.end_sessions("", None));
    sendable(store.imports(1));
    sendable(store.audit(tx, "", "", "", None));
    sendable(store.set_setting("", ""));
}
