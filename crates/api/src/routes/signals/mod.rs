//! The signals inbox.

pub mod acknowledge;
pub mod list;
pub mod reopen;
pub mod snooze;

use perennial_model::{Micros, SignalStatus};
use perennial_store::Handling;

use crate::{
    AppState, Problem,
    audit::audit,
    auth::Caller,
    dto::{SignalRow, filled},
    rows::signal_row,
};

/// What a caller does with a signal.
struct Act {
    status: SignalStatus,
    snoozed_until: Option<Micros>,
    note: Option<String>,
}

/// Does it, and brings the counts on the board up to date.
async fn handle(
    state: &AppState,
    caller: &Caller,
    id: &str,
    act: Act,
) -> Result<SignalRow, Problem> {
    let missing = || Problem::not_found(format!("there is no signal \"{id}\""));
    let before = state.store.signal(id).await?.ok_or_else(missing)?;
    if before.status == SignalStatus::Closed {
        return Err(Problem::conflict(
            "closed",
            "the signal closed by itself: its condition went away; there is nothing left to do",
        ));
    }
    let handling = Handling {
        status: act.status,
        snoozed_until: act.snoozed_until,
        by: Some(caller.signature()),
        note: filled(act.note),
    };
    let signal = state.store.set_signal_status(id, &handling).await?.ok_or_else(missing)?;
    audit(state, &caller.signature(), &format!("signal_{}", signal.status.as_str()), id, None)
        .await?;
    state.board.refresh_signals().await?;
    Ok(signal_row(&state.board, &signal))
}
