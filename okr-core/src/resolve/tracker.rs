//! The tracker.
use crate::{Errors, Plan};
/// A plan that is ready to be evaluated.
#[derive(Debug, Clone)]
pub struct Tracker {
    plan: std::sync::Arc<Plan>,
}
impl Tracker {
    pub(crate) fn new(plan: Plan) -> Result<Self, Errors> {
        let errors = plan.check();
        if errors.is_empty() { Ok(Tracker { plan: std::sync::Arc::new(plan) }) } else { Err(Errors::new(errors)) }
    }
    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}
