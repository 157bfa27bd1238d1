//! How a value does against a range and a target.

use crate::number::{at_least, at_most};
use crate::plan::Better;
use crate::report::Health;
use crate::series::Standard;

/// Whether a value meets a target: at least it where higher is better, at most it where lower is.
#[must_use]
pub(crate) fn target_met(better: Better, value: f64, target: f64) -> bool {
    match better {
        Better::Higher => at_least(value, target),
        Better::Lower => at_most(value, target),
        // Not sound in a plan; a value on its target meets it whatever is better.
        Better::Inside => at_least(value, target) && at_most(value, target),
    }
}

/// How a value does: `unrated` where there is nothing to hold it against; inside the range `healthy`, or `watch` where a target
/// is not met; else `unhealthy`. Without a range, a target that is met is `healthy`, and one that is not `unhealthy`.
#[must_use]
pub(crate) fn health(better: Better, standard: &Standard, value: f64) -> Health {
    let met = standard.target.map(|target| target_met(better, value, target));
    match (standard.has_range(), met) {
        (false, None) => Health::Unrated,
        (false, Some(true)) => Health::Healthy,
        (false, Some(false)) => Health::Unhealthy,
        (true, _) if standard.outside(value) > 0.0 => Health::Unhealthy,
        (true, Some(false)) => Health::Watch,
        (true, _) => Health::Healthy,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_combination_of_range_and_target() {
        let of = |min, max, target, value| health(Better::Higher, &Standard { min, max, target }, value);
        assert_eq!(of(None, None, None, 1.0), Health::Unrated);
        assert_eq!(of(None, None, Some(1.0), 1.0), Health::Healthy);
        assert_eq!(of(None, None, Some(1.0), 0.9), Health::Unhealthy);
        assert_eq!(of(Some(1.0), None, None, 1.0), Health::Healthy);
        assert_eq!(of(Some(1.0), None, None, 0.9), Health::Unhealthy);
        assert_eq!(of(Some(1.0), None, Some(2.0), 2.0), Health::Healthy);
        assert_eq!(of(Some(1.0), None, Some(2.0), 1.5), Health::Watch);
        assert_eq!(of(Some(1.0), Some(3.0), Some(2.0), 3.1), Health::Unhealthy);
    }
}
