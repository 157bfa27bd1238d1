//! What unknown references could have meant. Each is compared with all known names, so that only the first ones are: many unknown
//! names in a large plan would otherwise take quadratic time.

use crate::error::{ErrorKind, Problems};
use crate::plan::Plan;

/// The most unknown names that are compared with those known.
pub(super) const MOST: usize = 100;

/// Finds the known name that is most similar to an unknown one.
type Nearest = Box<dyn FnOnce(&Plan) -> Option<String> + Send>;

/// An error that is to name what is nearest to an unknown name.
pub(super) struct Hint {
    /// The number of the error, from 1.
    error: usize,
    nearest: Nearest,
}

impl Hint {
    pub(super) fn new(error: usize, nearest: impl FnOnce(&Plan) -> Option<String> + Send + 'static) -> Self {
        Hint { error, nearest: Box::new(nearest) }
    }

    /// The same behind so many other errors.
    pub(super) fn behind(self, errors: usize) -> Self {
        Hint { error: self.error + errors, ..self }
    }
}

/// Completes the errors of the first hints.
pub(super) fn complete(plan: &Plan, hints: Vec<Hint>, errors: &mut Problems) {
    for Hint { error, nearest } in hints.into_iter().take(MOST) {
        let Some(known) = nearest(plan) else { continue };
        match error.checked_sub(1).and_then(|index| errors.get_mut(index)).map(|error| &mut error.kind) {
            Some(ErrorKind::UnknownReference { nearest, .. }) => *nearest = Some(known),
            // A hint that says it in words.
            Some(ErrorKind::BadFormula { reason, .. }) => reason.push_str(&known),
            _ => {}
        }
    }
}
