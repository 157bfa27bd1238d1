//! The guide: what every number means, and why.
//!
//! Start with [`concepts`]; then read of what you use.
//!
//! | page | what it tells |
//! |---|---|
//! | [`concepts`] | plan, readings, policy, tracker, report; errors, findings, states; numbers, dates, names |
//! | [`measures`] | the six ways to measure a key result |
//! | [`scoring`] | from progress to scores of objectives, cycles and teams |
//! | [`status`] | pace, what is expected by now, and when a goal is on track |
//! | [`forecast`] | where a key result is heading; solve, what-if, history, explain |

#[doc = include_str!("concepts.md")]
pub mod concepts {}

#[doc = include_str!("measures.md")]
pub mod measures {}

#[doc = include_str!("scoring.md")]
pub mod scoring {}

#[doc = include_str!("status.md")]
pub mod status {}

#[doc = include_str!("forecast.md")]
pub mod forecast {}
