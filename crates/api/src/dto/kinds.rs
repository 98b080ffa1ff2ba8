//! Closed lists of words, as the wire spells them.

use perennial_model as model;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Declares a wire enum that mirrors one of the model's, so that the model need not know OpenAPI.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident of $model:path { $($case:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($case),+ }

        impl From<$model> for $name {
            fn from(value: $model) -> Self {
                use $model as M;
                match value { $(M::$case => Self::$case),+ }
            }
        }

        impl From<$name> for $model {
            fn from(value: $name) -> Self {
                use $model as M;
                match value { $($name::$case => M::$case),+ }
            }
        }
    };
}

mirror! {
    /// A teammate's role.
    Role of model::Role { Admin, Leader, Csm, Viewer }
}
mirror! {
    /// How soon somebody should look.
    Severity of model::Severity { Info, Warning, Critical }
}
mirror! {
    /// What became of a signal.
    SignalStatus of model::SignalStatus { Open, Acknowledged, Snoozed, Closed }
}
mirror! {
    /// The condition behind a signal.
    SignalRule of model::SignalRule { UsageDrop, ContactsLeaving, RenewalAtRisk }
}
mirror! {
    /// What a key opens: `write` the ingest door, `api` the product API.
    KeyPurpose of model::KeyPurpose { Write, Api }
}
mirror! {
    /// What sort of thing happened.
    FactKind of model::FactKind {
        Usage, Ticket, Survey, Billing, Interaction, Crm, Milestone, Engage, Mention, Training,
    }
}
mirror! {
    /// Which survey a response answers.
    SurveyKind of model::SurveyKind { Nps, Csat, Ces, Sentiment, Value }
}
mirror! {
    /// The way a message leaves the house.
    Channel of model::Channel { Email, Webhook }
}

/// What a caller may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// See accounts, contacts, scores, signals.
    Read,
    /// Acknowledge and snooze signals.
    HandleSignals,
    /// Import files, see keys and live events.
    ManageData,
    /// Invite teammates, make keys.
    Administer,
}

impl Permission {
    const ALL: [(Self, model::Permission); 4] = [
        (Self::Read, model::Permission::Read),
        (Self::HandleSignals, model::Permission::HandleSignals),
        (Self::ManageData, model::Permission::ManageData),
        (Self::Administer, model::Permission::Administer),
    ];

    /// What a role may do.
    pub fn of(role: model::Role) -> Vec<Self> {
        Self::ALL.into_iter().filter(|(_, p)| role.may(*p)).map(|(wire, _)| wire).collect()
    }
}

/// The way to sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SortDirection {
    #[default]
    Asc,
    Desc,
}
