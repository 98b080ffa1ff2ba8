//! Contradictions: inside a file, and between a file and what is already known.
//!
//! What always holds: nothing here refuses a row or changes one; what is found is counted, shown
//! with the first places, and never hidden. (Ids that stand twice are told apart while reading,
//! in [`crate::file`], which refuses the later of two that differ.)

mod facts;
mod findings;
mod money;
mod people;
mod subscriptions;
mod support;

pub use findings::{Findings, Sort};

use perennial_model::{AccountId, ContactId, Micros};

use crate::{
    file::{Options, Rows},
    lookup::Lookup,
};

/// Defines the sorts of contradictions, each with its stable code and what it means.
macro_rules! sorts {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $message:literal;)*) => {
        $($(#[$doc])* pub const $name: Sort = Sort { code: $code, message: $message };)*

        /// Every sort of contradiction that a check can report.
        pub const ALL: &[Sort] = &[$($name),*];
    };
}

sorts! {
    EMPTY_ROW = "empty_row", "rows without any content were passed over";
    REPEATED_ROW = "repeated_row", "rows say again what an earlier row says; they change nothing";
    DUPLICATE_ID = "duplicate_id", "an id stands twice with different content; the first row was kept, the later one refused";
    UNKNOWN_ACCOUNT = "unknown_account", "rows name an account that is not known; it was made from its id alone";
    UNKNOWN_CONTACT = "unknown_contact", "rows name a contact that is not known; it was made from its id alone";
    UNKNOWN_PARENT = "unknown_parent", "accounts name a parent that is neither known nor in this file";
    CONTACT_OF_ANOTHER_ACCOUNT = "contact_of_another_account", "rows name a contact who belongs to another account than the row";
    DATE_IN_FUTURE = "date_in_future", "rows say that something has happened which lies in the future";
    UNKNOWN_SUBSCRIPTION = "unknown_subscription", "rows name a subscription that is not known";
    USAGE_OUTSIDE_SUBSCRIPTION = "usage_outside_subscription", "usage lies outside the period of the subscription that it names";
    FACT_BEFORE_SIGNUP = "fact_before_signup", "facts lie before their account signed up";
    TICKET_BEFORE_SIGNUP = "ticket_before_signup", "tickets were opened before their account signed up";
    SURVEY_BEFORE_SIGNUP = "survey_before_signup", "surveys were answered before their account signed up";
    INTERACTION_BEFORE_SIGNUP = "interaction_before_signup", "interactions lie before their account signed up";
    SUBSCRIPTION_BEFORE_SIGNUP = "subscription_before_signup", "subscriptions began before their account signed up";
    CONTACT_BEFORE_SIGNUP = "contact_before_signup", "contacts were created before their account signed up";
    SOLVED_BEFORE_OPENED = "ticket_solved_before_opened", "tickets were solved before they were opened";
    RESPONSE_BEFORE_OPENED = "ticket_response_before_opened", "tickets were answered before they were opened";
    RESPONSE_AFTER_SOLVED = "ticket_response_after_solved", "tickets were first answered after they were solved";
    ENDED_BEFORE_STARTED = "subscription_ended_before_started", "subscription periods ended at or before their start";
    OVERLAPPING_PERIODS = "overlapping_periods", "periods of the same subscription overlap";
    SUBSCRIPTION_OF_TWO_ACCOUNTS = "subscription_of_two_accounts", "periods of the same subscription belong to different accounts";
    OTHER_CURRENCY = "other_currency", "prices are in another currency than the company's; sums such as ARR leave them out";
    UNKNOWN_CURRENCY = "unknown_currency", "prices are in a currency that does not exist (ISO 4217); sums leave them out";
    NEGATIVE_AMOUNT = "negative_amount", "invoices have a negative amount; they are kept as credit notes, which nobody owes";
    INVOICE_BEFORE_SIGNUP = "invoice_before_signup", "invoices were issued before their account signed up";
    DUE_BEFORE_ISSUED = "invoice_due_before_issued", "invoices were due before they were issued";
    PAID_BEFORE_ISSUED = "invoice_paid_before_issued", "invoices were paid before they were issued";
    PAID_WITHOUT_DATE = "invoice_paid_without_date", "invoices are said to be paid and do not say when; they count as paid when they were due";
    CHURN_BEFORE_SIGNUP = "churn_before_signup", "accounts left before they signed up";
}

/// Looks at all rows of a file.
pub(crate) fn rows(rows: &Rows, options: &Options<'_>, findings: &mut Findings) {
    let mut checker = Checker { options, findings };
    match rows {
        Rows::Accounts(rows) => people::accounts(&mut checker, rows),
        Rows::Contacts(rows) => people::contacts(&mut checker, rows),
        Rows::Subscriptions(rows) => subscriptions::check(&mut checker, rows),
        Rows::Facts(rows) => facts::check(&mut checker, rows),
        Rows::Tickets(rows) => support::tickets(&mut checker, rows),
        Rows::Surveys(rows) => support::surveys(&mut checker, rows),
        Rows::Interactions(rows) => support::interactions(&mut checker, rows),
        Rows::Invoices(rows) => money::invoices(&mut checker, rows),
        Rows::ChurnReviews(rows) => money::churn_reviews(&mut checker, rows),
    }
}

/// What the checks share.
struct Checker<'a> {
    options: &'a Options<'a>,
    findings: &'a mut Findings,
}

impl Checker<'_> {
    fn known(&self) -> &dyn Lookup {
        self.options.known
    }

    fn account(&mut self, line: u64, id: &AccountId) {
        if self.known().account_created(id).is_none() {
            self.findings.add(&UNKNOWN_ACCOUNT, line, Some("account_id"), || {
                format!("account \"{id}\" is not known")
            });
        }
    }

    /// The contact is known, and of this account where both are said.
    fn contact(&mut self, line: u64, id: Option<&ContactId>, account: Option<&AccountId>) {
        let Some(id) = id else { return };
        let known = self.options.known;
        let Some(home) = known.contact_account(id) else {
            let reason = || format!("contact \"{id}\" is not known");
            return self.findings.add(&UNKNOWN_CONTACT, line, Some("contact_id"), reason);
        };
        if let (Some(home), Some(account)) = (home, account)
            && known.resolve(home) != known.resolve(account)
        {
            let reason =
                || format!("contact \"{id}\" belongs to \"{home}\", the row says \"{account}\"");
            self.findings.add(&CONTACT_OF_ANOTHER_ACCOUNT, line, Some("contact_id"), reason);
        }
    }

    fn after_signup(
        &mut self,
        sort: &Sort,
        line: u64,
        column: &str,
        account: &AccountId,
        at: Micros,
    ) {
        if let Some(Some(created)) = self.known().account_created(account)
            && at < created
        {
            let reason = || format!("{at} is before \"{account}\" signed up at {created}");
            self.findings.add(sort, line, Some(column), reason);
        }
    }

    fn past(&mut self, line: u64, column: &str, at: Option<Micros>) {
        if let Some(at) = at.filter(|at| *at > self.options.now) {
            self.findings
                .add(&DATE_IN_FUTURE, line, Some(column), || format!("{at} is in the future"));
        }
    }
}
