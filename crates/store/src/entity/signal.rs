//! The table `signals`.

use perennial_model::{Day, Micros, Signal};

use crate::{StoreError, convert::damaged};

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "signals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub signal_id: String,
    pub account_id: String,
    pub rule: String,
    pub severity: String,
    pub opened_on: i64,
    pub closed_on: Option<i64>,
    pub reason: String,
    pub evidence: String,
    pub status: String,
    pub snoozed_until: Option<i64>,
    pub handled_by: Option<String>,
    pub handled_at: Option<i64>,
    pub note: Option<String>,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl TryFrom<Model> for Signal {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        Ok(Self {
            signal_id: row.signal_id,
            account_id: row.account_id.into(),
            rule: row.rule.parse().map_err(damaged("signals"))?,
            severity: row.severity.parse().map_err(damaged("signals"))?,
            opened_on: day(row.opened_on)?,
            closed_on: row.closed_on.map(day).transpose()?,
            reason: row.reason,
            evidence: row.evidence,
            status: row.status.parse().map_err(damaged("signals"))?,
            snoozed_until: row.snoozed_until.map(Micros),
            handled_by: row.handled_by,
            handled_at: row.handled_at.map(Micros),
            note: row.note,
            created_at: Micros(row.created_at),
        })
    }
}

fn day(number: i64) -> Result<Day, StoreError> {
    i32::try_from(number).map(Day).map_err(damaged("signals"))
}

impl From<&Signal> for Model {
    fn from(signal: &Signal) -> Self {
        Self {
            signal_id: signal.signal_id.clone(),
            account_id: signal.account_id.as_str().to_owned(),
            rule: signal.rule.as_str().to_owned(),
            severity: signal.severity.as_str().to_owned(),
            opened_on: i64::from(signal.opened_on.0),
            closed_on: signal.closed_on.map(|day| i64::from(day.0)),
            reason: signal.reason.clone(),
            evidence: signal.evidence.clone(),
            status: signal.status.as_str().to_owned(),
            snoozed_until: signal.snoozed_until.map(|at| at.0),
            handled_by: signal.handled_by.clone(),
            handled_at: signal.handled_at.map(|at| at.0),
            note: signal.note.clone(),
            created_at: signal.created_at.0,
        }
    }
}
