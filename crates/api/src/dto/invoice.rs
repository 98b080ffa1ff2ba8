//! Invoices and churn reviews on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Attributes, Money, Time};

/// How an invoice stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvoiceState {
    /// Not paid and not due yet, or due today.
    Open,
    /// Not paid, and due before today.
    Overdue,
    Paid,
    /// Paid after the day on which it was due.
    PaidLate,
    /// Nobody has to pay it: void, a draft, a credit note.
    Void,
}

/// An invoice.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InvoiceRow {
    pub invoice_id: String,
    pub account_id: String,
    pub amount: Money,
    pub issued_at: Time,
    pub due_at: Time,
    pub paid_at: Option<Time>,
    /// As the source says.
    pub status: Option<String>,
    pub state: InvoiceState,
    /// Days from the due date to the payment, or to today while it is not paid; 0 in time.
    pub days_late: i32,
    pub attributes: Attributes,
}

/// Why an account left.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChurnReviewRow {
    pub account_id: String,
    pub churned_at: Time,
    pub reason: Option<String>,
    pub competitor: Option<String>,
    pub comment: Option<String>,
    pub was_expected: Option<bool>,
    pub attributes: Attributes,
}
