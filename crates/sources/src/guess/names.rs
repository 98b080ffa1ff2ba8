//! The names that others give to our columns and kinds.

use crate::file::Kind;

/// Names that mean the same in every kind of file, the surest first.
pub(crate) const NAMES: &[(&str, &str)] = &[
    (
        "account_id",
        "account id, company id, customer id, organization id, organisation id, org id, client id, tenant id, workspace id, group id, team id, account number, customer number, account, company, customer, organization, organisation, client, tenant, workspace, associated company, account key",
    ),
    (
        "contact_id",
        "contact id, user id, person id, member id, uid, requester id, respondent id, lead id, contact, user, person, requester, respondent",
    ),
    ("email", "email, email address, work email, contact email, user email, mail"),
    (
        "created_at",
        "created at, signup date, created, create date, created date, date created, creation date, signed up at, signup, customer since, since, joined at, joined, first seen, added at, start date",
    ),
    ("status", "status, state"),
    ("subject", "subject, title, summary, headline"),
    ("body", "body, description, message, details, notes, text, content"),
    ("attributes", "attributes"),
    ("properties", "properties"),
    ("session_id", "session id, session"),
    (
        "minutes",
        "minutes, duration minutes, time spent, duration, length, usage duration, call duration",
    ),
    ("currency", "currency, currency code, iso currency"),
    (
        "comment",
        "comment, feedback, verbatim, feedback text, open text, comments, remark, answer text, reason",
    ),
    ("scale", "scale, max score, best score"),
];

/// Names that depend on what the rows are.
pub(crate) const NAMES_OF_KIND: &[(Kind, &str, &str)] = &[
    (Kind::Accounts, "account_id", "id, record id, key, account code, external id"),
    (
        Kind::Accounts,
        "name",
        "account name, company name, customer name, company, organization name, organisation name, client name, name, legal name, display name, customer, account",
    ),
    (
        Kind::Accounts,
        "parent_account_id",
        "parent account id, parent account, parent company, parent company id, parent id, parent",
    ),
    (
        Kind::Accounts,
        "domain",
        "domain, company domain, company domain name, domain name, website, website url, web site, homepage, url",
    ),
    (Kind::Accounts, "industry", "industry, sector, vertical, branch"),
    (Kind::Accounts, "country", "country, country code, billing country, country region"),
    (
        Kind::Accounts,
        "employees",
        "employees, number employees, employee count, headcount, company size, staff, size",
    ),
    (
        Kind::Accounts,
        "tier",
        "tier, plan tier, customer tier, account tier, service level, segment, plan, plan name",
    ),
    (
        Kind::Accounts,
        "stage",
        "stage, lifecycle stage, lifecycle, customer stage, account status, phase, status",
    ),
    (
        Kind::Accounts,
        "owner_email",
        "owner email, account owner email, csm email, account owner, customer success manager, csm, company owner, account manager, owner, assigned to",
    ),
    (Kind::Contacts, "contact_id", "id, record id, external id, key"),
    (Kind::Contacts, "name", "full name, contact name, name, display name, user name"),
    (Kind::Contacts, "title", "job title, title, position, function"),
    (Kind::Contacts, "role", "role, contact role, buying role, persona, user role"),
    (
        Kind::Subscriptions,
        "subscription_id",
        "subscription id, sub id, contract id, contract number, subscription, contract, id, order id, agreement id",
    ),
    (
        Kind::Subscriptions,
        "started_at",
        "start date, started at, subscription start, contract start date, contract start, begin date, activated at, start, period start, current period start, from, valid from, created",
    ),
    (
        Kind::Subscriptions,
        "ended_at",
        "end date, ended at, cancelled at, canceled at, cancellation date, churn date, churned at, end, valid to, to, terminated at",
    ),
    (
        Kind::Subscriptions,
        "plan",
        "plan, plan name, plan tier, tier, package, edition, price name, product, sku",
    ),
    (
        Kind::Subscriptions,
        "mrr",
        "mrr, mrr amount, monthly recurring revenue, monthly amount, monthly price, monthly revenue, monthly value",
    ),
    (
        Kind::Subscriptions,
        "seats",
        "seats, number seats, licenses, licences, quantity, users, units",
    ),
    (
        Kind::Subscriptions,
        "term_end",
        "term end, renewal date, renews at, renews on, next renewal, renewal, contract end date, contract end, current period end, period end, expiry date, expires at, expiration date, term end date",
    ),
    (
        Kind::Subscriptions,
        "cancelled_at",
        "cancelled at, canceled at, cancelled on, canceled on, cancellation date, cancelled date, canceled at utc, canceled at (utc), notice given, notice given at",
    ),
    (Kind::Subscriptions, "status", "subscription status"),
    (
        Kind::Facts,
        "fact_id",
        "event id, fact id, message id, usage id, activity id, uuid, record id, id",
    ),
    (
        Kind::Facts,
        "name",
        "event name, event, feature name, feature, action, action name, activity, activity name, event type, page, name, type",
    ),
    (
        Kind::Facts,
        "occurred_at",
        "occurred at, timestamp, event time, event date, usage date, occurred, happened at, activity date, date, time, day, created at, when, at",
    ),
    (Kind::Facts, "kind", "fact kind, kind"),
    (Kind::Facts, "value", "value, count, usage count, amount, quantity, times, hits"),
    (
        Kind::Tickets,
        "ticket_id",
        "ticket id, case id, case number, issue key, issue id, ticket number, conversation id, request id, ticket, case, id, key",
    ),
    (
        Kind::Tickets,
        "opened_at",
        "opened at, submitted at, created at, opened, date opened, opened date, created, submitted, created date, create date, reported at, date created, requested at, start date",
    ),
    (
        Kind::Tickets,
        "solved_at",
        "solved at, closed at, resolved at, solved, resolved, closed, close date, closed date, date closed, resolution date, date time closed, completed at, end date",
    ),
    (
        Kind::Tickets,
        "first_response_at",
        "first response at, first reply at, first responded at, first replied at, first response, first reply",
    ),
    (Kind::Tickets, "priority", "priority, severity, urgency, importance"),
    (Kind::Tickets, "product", "product, component, module, product area, feature"),
    (Kind::Tickets, "cause", "cause, root cause, category, issue type, topic, reason, type"),
    (Kind::Tickets, "reopens", "reopens, reopen count, times reopened, reopened"),
    (
        Kind::Tickets,
        "csat",
        "csat, satisfaction score, satisfaction rating, csat score, satisfaction, customer rating, rating",
    ),
    (Kind::Tickets, "status", "ticket status, case status"),
    (Kind::Surveys, "response_id", "response id, survey response id, submission id, answer id, id"),
    (Kind::Surveys, "kind", "survey kind, survey type, kind, type, survey, survey name"),
    (
        Kind::Surveys,
        "score",
        "score, nps score, nps, csat score, csat, ces score, ces, rating, answer, value",
    ),
    (
        Kind::Surveys,
        "answered_at",
        "answered at, responded at, submitted at, response date, answer date, survey date, completed at, date, timestamp, created at",
    ),
    (
        Kind::Interactions,
        "interaction_id",
        "interaction id, activity id, meeting id, call id, engagement id, event id, task id, id",
    ),
    (
        Kind::Interactions,
        "channel",
        "channel, interaction type, activity type, engagement type, medium, type",
    ),
    (Kind::Interactions, "direction", "direction, inbound outbound"),
    (
        Kind::Interactions,
        "occurred_at",
        "occurred at, meeting date, activity date, call date, start time, started at, sent at, date, time, timestamp, created at, due date",
    ),
    (
        Kind::Interactions,
        "teammate_email",
        "teammate email, owner email, csm email, rep email, organizer email, host email, csm, rep, owner, organizer, host, sender, assigned to",
    ),
    (Kind::Interactions, "attended", "attended, attendance, showed up, showed"),
    (
        Kind::Invoices,
        "invoice_id",
        "invoice id, invoice number, invoice no, invoice key, bill id, bill number, document number, invoice, number, id",
    ),
    (
        Kind::Invoices,
        "amount",
        "amount, invoice amount, total amount, amount total, amount due, grand total, invoice total, total, gross amount, net amount, value, sum",
    ),
    (
        Kind::Invoices,
        "issued_at",
        "issued at, invoice date, issue date, date issued, billing date, bill date, document date, invoiced at, finalized at, sent at, date, created at",
    ),
    (
        Kind::Invoices,
        "due_at",
        "due at, due date, date due, payment due date, payment due, payable by, due",
    ),
    (
        Kind::Invoices,
        "paid_at",
        "paid at, payment date, date paid, paid date, paid on, settled at, settlement date, paid",
    ),
    (Kind::Invoices, "status", "invoice status, payment status"),
    (
        Kind::ChurnReviews,
        "churned_at",
        "churned at, churn date, churned on, cancellation date, cancelled at, canceled at, lost date, left at, left on",
    ),
    (
        Kind::ChurnReviews,
        "reason",
        "churn reason, reason code, cancellation reason, primary reason, loss reason, reason, cause, category",
    ),
    (
        Kind::ChurnReviews,
        "competitor",
        "competitor, competitor name, lost to, switched to, moved to, alternative, replaced by",
    ),
    (
        Kind::ChurnReviews,
        "was_expected",
        "was expected, expected, predicted, foreseen, anticipated, seen coming",
    ),
];

/// Words in a file's name or headings that tell which kind its rows are.
pub(crate) fn names_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Accounts => &["account", "company", "customer", "organization", "client", "tenant"],
        Kind::Contacts => &["contact", "user", "person", "people", "member"],
        Kind::Subscriptions => &["subscription", "contract"],
        Kind::Facts => &["fact", "event", "usage", "activity", "log", "track"],
        Kind::Tickets => &["ticket", "case", "issue", "support"],
        Kind::Surveys => &["survey", "nps", "csat", "ces", "feedback", "response"],
        Kind::Interactions => &["interaction", "meeting", "call", "engagement", "email"],
        Kind::Invoices => &["invoice", "bill", "billing", "receivable"],
        Kind::ChurnReviews => &["churn", "cancellation", "departure", "offboarding"],
    }
}
