//! Bounds against text that would cost too much. Each is announced by an error that names it.

/// Bytes of source text.
pub const MAX_LENGTH: usize = 10_000;

/// Levels of nesting: parentheses, function calls, and each further `+` of a sum.
pub const MAX_DEPTH: usize = 64;

/// Values in the list of one `in (…)`.
pub const MAX_LIST: usize = 500;

/// Arms (`when … then …`) of one `case`.
pub const MAX_ARMS: usize = 100;

/// Bytes of text that one operation makes out of one batch of rows. Checked while evaluating.
pub const MAX_TEXT_BYTES: usize = 256 << 20;

/// How many days `lag` may look back: a hundred years.
pub const MAX_LAG_DAYS: u32 = 36_525;
