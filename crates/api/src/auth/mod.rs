//! Who is calling, and what they may do.
//!
//! What always holds: a secret is random (256 bits) and only its SHA-256 is kept; a password only
//! as an argon2id string; an answer to a failed sign-in never tells which part was wrong.

mod caller;
mod cookie;
mod csrf;
mod limiter;
mod password;
mod secret;

pub use caller::{Administrator, Caller, DataManager, Reader, SignalHandler, Who};
pub use cookie::{SESSION_COOKIE, clear_session, session_secret, set_session};
pub use csrf::{CSRF_HEADER, FromOurPages, refuse_other_sites};
pub use limiter::{Attempts, Limit};
pub use password::{PasswordError, Passwords, SHORTEST_PASSWORD, check_password, hash_password};
pub use secret::{fresh_key, fresh_secret, hash_secret};
