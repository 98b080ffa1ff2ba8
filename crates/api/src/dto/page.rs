//! Whole answers that are lists of rows.

use serde::Serialize;
use utoipa::ToSchema;

use super::{
    AccessKey, ChurnReviewRow, ConditionColumn, ContactRow, Delivery, FunctionInfo, ImportMapping,
    ImportRun, InvoiceRow, MetricRow, SegmentRow, SubscriptionRow, SurveyRow, Teammate, TicketRow,
    Webhook,
};

/// Declares an answer of the form `{rows: […]}`. Each has a name of its own, so that generated
/// clients have readable types.
macro_rules! list {
    ($($(#[$doc:meta])* $name:ident of $row:ty;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, ToSchema)]
        pub struct $name {
            pub rows: Vec<$row>,
        }

        impl FromIterator<$row> for $name {
            fn from_iter<I: IntoIterator<Item = $row>>(rows: I) -> Self {
                Self { rows: rows.into_iter().collect() }
            }
        }
    )+};
}

list! {
    /// People at an account, the most recently seen first.
    ContactList of ContactRow;
    /// Tickets of an account, open ones first, then the newest.
    TicketList of TicketRow;
    /// Subscription periods of an account, the newest first.
    SubscriptionList of SubscriptionRow;
    /// Survey answers of an account, the newest first.
    SurveyList of SurveyRow;
    /// Invoices of an account, those that wait for money first, then the newest.
    InvoiceList of InvoiceRow;
    /// What was written down about an account's departures, the latest first.
    ChurnReviewList of ChurnReviewRow;
    /// Keys, the newest first.
    KeyList of AccessKey;
    /// Imports, the newest first.
    ImportList of ImportRun;
    /// Mappings that are kept, by name.
    ImportMappingList of ImportMapping;
    /// Teammates by e-mail address.
    TeammateList of Teammate;
    /// The metric catalogue.
    MetricList of MetricRow;
    /// The functions of the condition language.
    FunctionList of FunctionInfo;
    /// Webhooks.
    WebhookList of Webhook;
    /// Segments, by name.
    SegmentList of SegmentRow;
    /// The columns that a condition over accounts can name.
    ConditionColumns of ConditionColumn;
}

/// Messages of the outbox, the newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeliveryList {
    /// Whether a mail server is configured; without one no e-mail is queued.
    pub mail_configured: bool,
    pub rows: Vec<Delivery>,
}
