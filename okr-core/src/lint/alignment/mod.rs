//! How goals support each other.

pub(super) mod double_counted;
pub(super) mod level_inverted;
pub(super) mod level_skip;
pub(super) mod parent_in_other_cycle;
pub(super) mod unaligned;
