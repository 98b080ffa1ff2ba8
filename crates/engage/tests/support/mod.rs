//! What the tests of this crate share.
// The lints' leave for tests does not reach helpers outside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
#![allow(dead_code, reason = "each test uses its part")]

pub mod chance;
pub mod history;
pub mod http;
pub mod notices;
pub mod smtp;
