//! How well confidences foretold what was reached.

use std::sync::Arc;

use super::rows::{Calibration, ObjectiveReview};

/// With fewer key results a Brier score says more about luck than about judgement.
const FEWEST: u32 = 5;

/// A confidence, and the outcome: 1 where it was attained, else 0.
type Stated = (f64, f64);

/// The calibration of each owner of key results with a confidence and an outcome, in the order in which they come. A key result without
/// an owner is its objective's owner's.
pub(super) fn calibration(objectives: &[ObjectiveReview]) -> Vec<Calibration> {
    let mut owners: Vec<(Arc<str>, Vec<Stated>)> = Vec::new();
    let mut index = hashbrown::HashMap::new();
    for objective in objectives {
        for key_result in &objective.key_results {
            let Some(owner) = key_result.owner.as_ref().or(objective.owner.as_ref()) else { continue };
            let Some((confidence, attained)) = key_result.confidence.zip(key_result.attained) else { continue };
            let position = *index.entry(Arc::clone(owner)).or_insert_with(|| {
                owners.push((Arc::clone(owner), Vec::new()));
                owners.len() - 1
            });
            if let Some((_, goals)) = owners.get_mut(position) {
                goals.push((confidence, f64::from(u8::from(attained))));
            }
        }
    }
    owners.into_iter().map(|(owner, goals)| of_owner(owner, &goals)).collect()
}

fn of_owner(owner: Arc<str>, goals: &[Stated]) -> Calibration {
    let count = u32::try_from(goals.len()).unwrap_or(u32::MAX);
    let mean = |of: &dyn Fn(f64, f64) -> f64| {
        goals.iter().fold(0.0, |sum, (confidence, outcome)| sum + of(*confidence, *outcome)) / f64::from(count)
    };
    Calibration {
        owner,
        goals: count,
        confidence: mean(&|confidence, _| confidence),
        attained: mean(&|_, outcome| outcome),
        brier: (count >= FEWEST).then(|| mean(&|confidence, outcome| (confidence - outcome) * (confidence - outcome))),
    }
}
