//! The vocabulary of Perennial: plain types and pure rules.
//!
//! What always holds here: no I/O, no async, no SQL; times are microseconds UTC,
//! days are whole days in the company's time zone, money is minor units with its currency.
//! This crate must not know any other crate of the workspace.

pub mod access;
pub mod churn_reviews;
pub mod clock;
mod currencies;
pub mod daily;
pub mod declared;
pub mod delivery;
pub mod exact;
pub mod fact;
pub mod happened;
pub mod identity;
pub mod ids;
pub mod imports;
pub mod incoming;
pub mod invoices;
pub mod judgements;
pub mod money;
pub mod random;
pub mod records;
pub mod renewals;
pub mod segment;
pub mod signal;
pub mod team;
pub mod time;

pub use access::{Permission, Role};
pub use churn_reviews::ChurnReview;
pub use clock::{Clock, IdSource, RandomIds, SystemClock};
pub use daily::{AccountDaily, DailyRow, Detail, Keep, NO_CONTACT, NO_DETAIL, SessionRow};
pub use declared::{Declaration, DeclaredKind};
pub use delivery::{Channel, Delivery, Webhook};
pub use fact::{Fact, FactKind};
pub use happened::{Telling, subscription_facts};
pub use identity::IdentityMap;
pub use ids::{AccountId, ContactId};
pub use imports::{Finding, ImportRun, RowNote, SavedMapping};
pub use incoming::{Identity, Incoming};
pub use invoices::Invoice;
pub use judgements::{Judgement, JudgementKind};
pub use money::{Currency, Money, MoneyError};
pub use random::SplitMix;
pub use records::{
    Account, Contact, Interaction, Subscription, SurveyKind, SurveyResponse, Ticket,
};
pub use renewals::{Expects, RenewalCall};
pub use segment::{
    ListStay, MAX_SEGMENT_KEY, Segment, SegmentKeyError, SegmentRule, SegmentVersion,
    check_segment_key,
};
pub use signal::{Severity, Signal, SignalRule, SignalStatus};
pub use team::{AccessKey, KeyPurpose, Session, SetupLink, Teammate};
pub use time::{Day, Micros, TimeError, Zone};
