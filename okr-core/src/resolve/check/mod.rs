//! Soundness: all that makes a plan impossible to evaluate, at once, each with the path of the field at fault.

mod circle;
mod cycle;
mod kpi;
mod measure;
mod names;
mod number;
mod objective;
mod rule;

use names::Names;
pub(crate) use rule::check_rules;

use crate::document::At;
use crate::error::{Error, ErrorKind};
use crate::plan::Plan;

/// What a check needs besides the item itself.
struct Context<'a> {
    plan: &'a Plan,
    names: Names<'a>,
    broken: &'a [String],
    errors: Vec<Error>,
}

impl Context<'_> {
    fn error(&mut self, at: &At<'_>, kind: ErrorKind) {
        self.errors.push(at.error(kind));
    }

    /// Whether reading already noted errors of the item itself.
    fn broken(&self, at: &At<'_>) -> bool {
        !self.broken.is_empty() && self.broken.binary_search(&at.to_string()).is_ok()
    }
}

/// All that is unsound in `plan`, but for the items in `broken`, sorted, which only declare their ids.
pub(crate) fn check(plan: &Plan, broken: &[String]) -> Vec<Error> {
    let mut errors = Vec::new();
    let names = Names::declare(plan, broken, &mut errors);
    let mut context = Context { plan, names, broken, errors };
    let root = At::root("");
    let at = root.field("policy");
    if let Some(policy) = plan.policy.as_ref().filter(|_| !context.broken(&at)) {
        context.errors.extend(crate::policy::check(&[policy], &at));
    }
    check_teams(&mut context);
    cycle::check(&mut context);
    objective::check(&mut context);
    kpi::check(&mut context);
    context.errors
}

fn check_teams(context: &mut Context<'_>) {
    let root = At::root("");
    let list = root.field("teams");
    for (index, team) in context.plan.teams.iter().enumerate() {
        let at = list.index(index);
        if context.broken(&at) {
            continue;
        }
        if let Some(parent) = &team.parent {
            context.refer_team(parent, &at.field("parent"));
        }
    }
    let parents = context
        .plan
        .teams
        .iter()
        .map(|team| team.parent.as_ref().and_then(|parent| context.names.teams.get(parent.as_str()).copied()));
    let ids: Vec<&str> = context.plan.teams.iter().map(|team| team.id.as_str()).collect();
    let circles = circle::find(&parents.collect::<Vec<_>>(), &ids);
    for (index, kind) in circles {
        context.error(&list.index(index).field("parent"), kind);
    }
}
