//! Who answers for goals.

pub(super) mod compensation_linked;
pub(super) mod missing_owner;
pub(super) mod shared_owner;
