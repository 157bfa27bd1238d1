//! What the example programs share: the example quarter, and how a report looks in a terminal.

pub mod quarter;
pub mod scenario;
pub mod terminal;
