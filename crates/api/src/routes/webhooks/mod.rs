//! Addresses that receive signed messages.

pub mod create;
pub mod list;
pub mod remove;
pub mod test;

fn missing(id: &str) -> crate::Problem {
    crate::Problem::not_found(format!("there is no webhook \"{id}\""))
}
