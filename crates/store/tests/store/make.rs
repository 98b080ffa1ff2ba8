//! Short ways to make what the tests talk about.

use std::collections::BTreeMap;

use perennial_model::{
    Account, AccountId, ChurnReview, Contact, ContactId, Currency, Identity, Invoice, Micros,
    Money, Subscription, SurveyKind, SurveyResponse, Ticket, Zone, records::Attributes,
};
use perennial_store::{Store, Touched, write};

pub fn at(text: &str) -> Micros {
    Micros::parse(text, &Zone::utc()).unwrap()
}

pub fn attributes(pairs: &[(&str, &str)]) -> Attributes {
    pairs.iter().map(|(name, json)| ((*name).to_owned(), (*json).to_owned())).collect()
}

pub fn account(id: &str) -> Account {
    Account::bare(id.into())
}

pub fn contact(id: &str, account: &str) -> Contact {
    Contact { account_id: Some(account.into()), ..Contact::bare(id.into()) }
}

pub fn period(id: &str, account: &str, started: &str) -> Subscription {
    Subscription {
        subscription_id: id.into(),
        account_id: account.into(),
        started_at: at(started),
        ended_at: None,
        plan: Some("gold".into()),
        mrr: Some(Money { minor: 129_950, currency: Currency::USD }),
        seats: None,
        term_end: None,
        cancelled_at: None,
        status: None,
        attributes: Attributes::new(),
    }
}

pub fn ticket(id: &str, account: &str, contact: Option<&str>) -> Ticket {
    Ticket {
        ticket_id: id.into(),
        account_id: account.into(),
        opened_at: at("2026-01-05"),
        contact_id: contact.map(Into::into),
        subject: Some("It is slow".into()),
        body: Some("Since Monday, says Ann".into()),
        priority: None,
        status: None,
        product: None,
        cause: None,
        first_response_at: None,
        solved_at: None,
        reopens: None,
        csat: None,
        attributes: Attributes::new(),
    }
}

pub fn survey(id: &str, account: &str, contact: Option<&str>) -> SurveyResponse {
    SurveyResponse {
        response_id: id.into(),
        account_id: account.into(),
        kind: SurveyKind::Nps,
        score: 9.0,
        answered_at: at("2026-01-06"),
        contact_id: contact.map(Into::into),
        scale: None,
        comment: Some("Love it".into()),
        attributes: Attributes::new(),
    }
}

pub fn invoice(id: &str, account: &str) -> Invoice {
    Invoice {
        invoice_id: id.into(),
        account_id: account.into(),
        amount: Money { minor: 12_345, currency: Currency::USD },
        issued_at: at("2026-01-01"),
        due_at: at("2026-01-31"),
        paid_at: None,
        status: Some("open".into()),
        attributes: attributes(&[("po", "7")]),
    }
}

pub fn review(account: &str, churned: &str) -> ChurnReview {
    ChurnReview {
        account_id: account.into(),
        churned_at: at(churned),
        reason: Some("price".into()),
        competitor: None,
        comment: None,
        was_expected: Some(true),
        attributes: Attributes::new(),
    }
}

type Traits<'a> = &'a [(&'a str, &'a str)];

fn traits(pairs: Traits) -> BTreeMap<String, String> {
    attributes(pairs)
}

pub fn identify(id: &str, pairs: Traits, when: &str) -> Identity {
    Identity::Contact {
        contact_id: id.into(),
        anonymous_id: None,
        account_id: None,
        traits: traits(pairs),
        at: at(when),
    }
}

pub fn identify_anonymous(id: &str, anonymous: &str, when: &str) -> Identity {
    Identity::Contact {
        contact_id: id.into(),
        anonymous_id: Some(anonymous.into()),
        account_id: None,
        traits: BTreeMap::new(),
        at: at(when),
    }
}

pub fn group(account: &str, contact: Option<&str>, pairs: Traits, when: &str) -> Identity {
    Identity::Account {
        account_id: account.into(),
        contact_id: contact.map(Into::into),
        traits: traits(pairs),
        at: at(when),
    }
}

pub fn alias(previous: &str, contact: &str, when: &str) -> Identity {
    Identity::Alias { previous_id: previous.into(), contact_id: contact.into(), at: at(when) }
}

/// Applies calls in a transaction of their own.
pub async fn apply(store: &Store, identities: &[Identity]) -> Touched {
    let tx = store.begin().await.unwrap();
    let touched = write::apply_identities(&tx, identities).await.unwrap();
    tx.commit().await.unwrap();
    touched
}

pub async fn ensure(store: &Store, named: &[(Option<&str>, Option<&str>)]) -> Touched {
    let named: Vec<(Option<AccountId>, Option<ContactId>)> =
        named.iter().map(|(a, c)| (a.map(Into::into), c.map(Into::into))).collect();
    let tx = store.begin().await.unwrap();
    let touched = write::ensure(&tx, &named).await.unwrap();
    tx.commit().await.unwrap();
    touched
}

/// Runs one function of `write` in a transaction of its own.
macro_rules! written {
    ($store:expr, $function:ident $(, $argument:expr)*) => {{
        let tx = $store.begin().await.unwrap();
        let done = perennial_store::write::$function(&tx $(, $argument)*).await.unwrap();
        tx.commit().await.unwrap();
        done
    }};
}
pub(crate) use written;
