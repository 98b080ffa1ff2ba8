//! Amounts, invoices and what is written about customers who left.

use perennial_model::{ChurnReview, Currency, Invoice};

use crate::check::{
    CHURN_BEFORE_SIGNUP, Checker, DUE_BEFORE_ISSUED, INVOICE_BEFORE_SIGNUP, NEGATIVE_AMOUNT,
    OTHER_CURRENCY, PAID_BEFORE_ISSUED, PAID_WITHOUT_DATE, UNKNOWN_CURRENCY,
};

/// A currency that exists, and is the company's.
pub(super) fn currency(checker: &mut Checker<'_>, line: u64, found: Currency, amount: &str) {
    let company = checker.options.currency;
    if !found.exists() {
        let reason = || format!("ISO 4217 has no currency {found}");
        checker.findings.add(&UNKNOWN_CURRENCY, line, Some("currency"), reason);
    } else if found != company {
        let reason = || format!("{found} {amount} is not in {company}");
        checker.findings.add(&OTHER_CURRENCY, line, Some("currency"), reason);
    }
}

pub(super) fn invoices(checker: &mut Checker<'_>, rows: &[(u64, Invoice)]) {
    for (line, invoice) in rows {
        let (line, issued) = (*line, invoice.issued_at);
        let account = &invoice.account_id;
        checker.account(line, account);
        checker.after_signup(&INVOICE_BEFORE_SIGNUP, line, "issued_at", account, issued);
        checker.past(line, "issued_at", Some(issued));
        checker.past(line, "paid_at", invoice.paid_at);
        currency(checker, line, invoice.amount.currency, &invoice.amount.to_string());
        if invoice.amount.minor < 0 {
            let reason = || format!("{} is negative", invoice.amount);
            checker.findings.add(&NEGATIVE_AMOUNT, line, Some("amount"), reason);
        }
        if invoice.due_at < issued {
            let reason = || format!("due at {}, issued at {issued}", invoice.due_at);
            checker.findings.add(&DUE_BEFORE_ISSUED, line, Some("due_at"), reason);
        }
        if let Some(paid) = invoice.paid_at.filter(|paid| *paid < issued) {
            let reason = || format!("paid at {paid}, issued at {issued}");
            checker.findings.add(&PAID_BEFORE_ISSUED, line, Some("paid_at"), reason);
        }
        if invoice.paid_at.is_none() && invoice.settled_at().is_some() {
            let reason = || "the status is paid and paid_at is empty".to_owned();
            checker.findings.add(&PAID_WITHOUT_DATE, line, Some("paid_at"), reason);
        }
    }
}

pub(super) fn churn_reviews(checker: &mut Checker<'_>, rows: &[(u64, ChurnReview)]) {
    for (line, review) in rows {
        let (line, left) = (*line, review.churned_at);
        checker.account(line, &review.account_id);
        checker.after_signup(&CHURN_BEFORE_SIGNUP, line, "churned_at", &review.account_id, left);
        checker.past(line, "churned_at", Some(left));
    }
}
