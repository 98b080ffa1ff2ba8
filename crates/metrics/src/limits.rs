//! Bounds against definitions that would cost too much. Each is announced by an error.

/// Days of a window, and of the time before it: ten years.
pub const MAX_WINDOW: u32 = 3_660;

/// Metrics that can be declared at a time.
pub const MAX_METRICS: usize = 1_000;

/// Capabilities that can be declared at a time.
pub const MAX_CAPABILITIES: usize = 100;

/// Characters of a key.
pub const MAX_KEY: usize = 64;

/// Different comparisons with peers that metrics can make at a time.
pub const MAX_PEER_SETS: usize = 50;

/// Different values of peers, over all days and comparisons, that are kept at a time: 240 MB at 12
/// bytes each. Counts have few different values, amounts of money have many.
pub const MAX_PEER_VALUES: usize = 20_000_000;

/// Different properties of facts that metrics can name at a time.
pub const MAX_PROPERTIES: usize = 20;
