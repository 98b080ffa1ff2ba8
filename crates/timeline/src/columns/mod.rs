//! Facts in columns: the schema of the files, and the way from facts to Arrow and back.

mod build;
mod order;
mod schema;
mod view;

pub(crate) use build::{facts_batch, resolved_batch};
pub(crate) use order::{Position, gather, sorted_positions};
pub use schema::facts_schema;
pub(crate) use schema::{Column, dictionary_schema, file_schema};
pub(crate) use view::{FactView, id_times, ids, text_at};

#[cfg(test)]
pub(crate) mod tests;
