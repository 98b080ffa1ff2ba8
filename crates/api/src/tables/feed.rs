//! Where each relation's rows come from.

use arrow::array::RecordBatch;
use perennial_board::{Board, known};
use perennial_model::AccountId;
use perennial_store::SignalFilter;
use perennial_tables::{Relation, TableError, in_batches, relations};
use tokio::runtime::Handle;

use super::{WriteError, then::Then};
use crate::as_of;

type Sink<'a> = &'a mut dyn FnMut(RecordBatch) -> Result<(), WriteError>;

/// Gives a relation's batches to the sink. Where rows are made account by account, `wanted` says of
/// which accounts at all.
pub fn feed(
    board: &Board,
    relation: Relation,
    wanted: &dyn Fn(&AccountId) -> bool,
    sink: Sink<'_>,
) -> Result<(), WriteError> {
    let (store, runtime) = (board.store(), Handle::current());
    let then = Then::of(board);
    match relation {
        Relation::Accounts => {
            let mut rows = runtime.block_on(store.accounts())?;
            then.keep(&mut rows, |one, _, _| Some(one), |one| Some(&one.account_id));
            all(in_batches(&rows, relations::accounts::batch), sink)
        }
        Relation::Contacts => {
            let mut rows = runtime.block_on(store.contacts())?;
            then.keep(&mut rows, known::contact, |one| one.account_id.as_ref());
            all(in_batches(&rows, relations::contacts::batch), sink)
        }
        Relation::Subscriptions => {
            let mut rows = runtime.block_on(store.subscriptions())?;
            then.keep(&mut rows, known::subscription, |one| Some(&one.account_id));
            all(in_batches(&rows, relations::subscriptions::batch), sink)
        }
        Relation::Tickets => {
            let mut rows = runtime.block_on(store.tickets())?;
            then.keep(&mut rows, known::ticket, |one| Some(&one.account_id));
            all(in_batches(&rows, relations::tickets::batch), sink)
        }
        Relation::Surveys => {
            let mut rows = runtime.block_on(store.surveys())?;
            then.keep(&mut rows, known::survey, |one| Some(&one.account_id));
            all(in_batches(&rows, relations::surveys::batch), sink)
        }
        Relation::Invoices => {
            let mut rows = runtime.block_on(store.invoices())?;
            then.keep(&mut rows, known::invoice, |one| Some(&one.account_id));
            all(in_batches(&rows, relations::invoices::batch), sink)
        }
        Relation::ChurnReviews => {
            let rows = runtime.block_on(store.churn_reviews())?;
            all(in_batches(&rows, relations::churn_reviews::batch), sink)
        }
        Relation::Judgements => {
            let mut rows = runtime.block_on(store.judgements())?;
            then.keep(&mut rows, known::judgement, |one| Some(&one.account_id));
            all(in_batches(&rows, relations::judgements::batch), sink)
        }
        Relation::Signals => {
            let rows = runtime.block_on(as_of::signals(board, &SignalFilter::default()))?;
            all(in_batches(&rows, relations::signals::batch), sink)
        }
        Relation::Facts => facts(board, &runtime, &mut |batch| sink(batch)),
        Relation::Interactions => {
            facts(board, &runtime, &mut |batch| sink(relations::interactions::of_facts(&batch)?))
        }
        Relation::Daily | Relation::Metrics | Relation::Health => {
            by_account(board, relation, wanted, sink)
        }
    }
}

fn all(
    batches: impl Iterator<Item = Result<RecordBatch, TableError>>,
    sink: Sink<'_>,
) -> Result<(), WriteError> {
    for batch in batches {
        sink(batch?)?;
    }
    Ok(())
}

fn facts(board: &Board, runtime: &Handle, sink: Sink<'_>) -> Result<(), WriteError> {
    let mut facts = runtime.block_on(board.timeline().facts())?;
    let then = Then::of(board);
    while let Some(batch) = runtime.block_on(facts.next()) {
        sink(then.facts(batch?).map_err(TableError::from)?)?;
    }
    Ok(())
}

/// One account after the other, in the order of their ids.
fn by_account(
    board: &Board,
    relation: Relation,
    wanted: &dyn Fn(&AccountId) -> bool,
    sink: Sink<'_>,
) -> Result<(), WriteError> {
    let metrics = board.catalogue();
    for id in board.account_ids().into_iter().filter(|id| wanted(id)) {
        if relation == Relation::Daily {
            if let Some(daily) = board.daily(&id) {
                all(relations::daily::batches(&id, &daily), sink)?;
            }
            continue;
        }
        let Some(numbers) = board.numbers(&id) else { continue };
        sink(match relation {
            Relation::Health => {
                let red = |day| numbers.is_red_inside(day);
                relations::health::batch(&id, &numbers.health, &numbers.hidden, red)?
            }
            _ => relations::metrics::batch(&id, &numbers.matrix, &metrics)?,
        })?;
    }
    Ok(())
}
