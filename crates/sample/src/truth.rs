//! What is really so: for tests, and for judging what the product finds out by itself.

use perennial_model::{AccountId, ContactId, Day};
use serde::{Serialize, Serializer};

use crate::{cast::Customer, fate::Span, plot::Plot, story::Story};

/// The truth about the whole company.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Truth {
    pub seed: u64,
    #[serde(serialize_with = "day")]
    pub first_day: Day,
    /// Nothing was simulated from this day on.
    #[serde(serialize_with = "day")]
    pub today: Day,
    pub accounts: Vec<AccountTruth>,
}

/// How it stands with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A customer who stays.
    Stays,
    /// In the middle of a story that ends with leaving.
    InTrouble,
    /// Gone.
    Left,
}

/// The truth about one account.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AccountTruth {
    pub account_id: AccountId,
    pub name: String,
    pub story: Story,
    pub outcome: Outcome,
    #[serde(serialize_with = "day")]
    pub signed_up_on: Day,
    /// When the story turned: nobody could have seen it before.
    #[serde(serialize_with = "maybe_day")]
    pub began_on: Option<Day>,
    /// When the customer says that it will leave.
    #[serde(serialize_with = "maybe_day")]
    pub notice_on: Option<Day>,
    /// The first day without a contract. After `today` for accounts in trouble: nobody can know it yet.
    #[serde(serialize_with = "maybe_day")]
    pub leaves_on: Option<Day>,
    /// Who matters to the story.
    pub contacts: Vec<ContactTruth>,
}

/// A person's part in the story.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ContactTruth {
    pub contact_id: ContactId,
    /// champion, payer, carries_it_alone, stops
    pub part: &'static str,
    /// The day from which they use the product no more.
    #[serde(serialize_with = "maybe_day")]
    pub stops_on: Option<Day>,
}

pub(crate) fn account(customer: &Customer, plot: &Plot, span: Span) -> AccountTruth {
    let fate = &plot.fate;
    let outcome = match fate.leaves {
        None => Outcome::Stays,
        Some(leaves) if leaves <= span.today => Outcome::Left,
        Some(_) => Outcome::InTrouble,
    };
    AccountTruth {
        account_id: customer.id.clone(),
        name: customer.name.clone(),
        story: fate.story,
        outcome,
        signed_up_on: fate.created,
        began_on: fate.began,
        notice_on: fate.notice,
        leaves_on: fate.leaves,
        contacts: contacts(customer, plot),
    }
}

fn contacts(customer: &Customer, plot: &Plot) -> Vec<ContactTruth> {
    let mut contacts = Vec::new();
    let payer = customer.payer().map(|person| &person.id);
    for (at, person) in customer.people.iter().enumerate() {
        let stops_on = plot.quits.get(at).copied().flatten();
        let carries = plot.carries.get(at).copied().unwrap_or(false);
        let part = match () {
            () if carries => "carries_it_alone",
            () if at == 0 => "champion",
            () if payer == Some(&person.id) => "payer",
            () if stops_on.is_some() => "stops",
            () => continue,
        };
        contacts.push(ContactTruth { contact_id: person.id.clone(), part, stops_on });
    }
    contacts
}

fn day<S: Serializer>(day: &Day, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&day.to_string())
}

#[allow(clippy::ref_option)] // serde asks for this shape
fn maybe_day<S: Serializer>(value: &Option<Day>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => day(value, to),
        None => to.serialize_none(),
    }
}
