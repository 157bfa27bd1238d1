//! What a check needs besides the item itself, and the references that it follows.

use super::names::Names;
use crate::document::{At, nearest};
use crate::error::{ErrorKind, Problems};
use crate::parallel;
use crate::plan::Plan;

/// What a check needs besides the item itself.
pub(super) struct Context<'a> {
    pub(super) plan: &'a Plan,
    pub(super) names: &'a Names<'a>,
    pub(super) broken: &'a [String],
    pub(super) errors: Problems,
}

impl<'a> Context<'a> {
    /// Notes what is wrong with some of `count` items that are checked each on its own; the errors stand in the order of the items.
    pub(super) fn each(&mut self, count: usize, check: impl Fn(&mut Context<'a>, usize) + Sync + Send) {
        let Context { plan, names, broken, .. } = *self;
        let errors = parallel::blocks(count, |range| {
            let mut context = Context { plan, names, broken, errors: Problems::new() };
            range.for_each(|index| check(&mut context, index));
            context.errors
        });
        self.errors.extend(errors.into_iter().flatten());
    }

    pub(super) fn error(&mut self, at: &At<'_>, kind: ErrorKind) {
        self.errors.push(at.error(kind));
    }

    /// Notes an error of what stands at `at`, with the value at fault at `field`.
    pub(super) fn error_in(&mut self, at: &At<'_>, field: &At<'_>, kind: ErrorKind) {
        self.errors.push(at.error(kind).at_field(field));
    }

    /// Whether reading already noted errors of the item itself.
    pub(super) fn broken(&self, at: &At<'_>) -> bool {
        !self.broken.is_empty() && self.broken.binary_search(&at.to_string()).is_ok()
    }
}

impl Context<'_> {
    pub(super) fn refer_team(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.teams.get(id).copied();
        if found.is_none() {
            let known = nearest(id, self.plan.teams.iter().map(|team| team.id.as_str()));
            self.unknown("team", id, known, at);
        }
        found
    }

    pub(super) fn refer_cycle(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.cycles.get(id).copied();
        if found.is_none() {
            let known = nearest(id, self.plan.cycles.iter().map(|cycle| cycle.id.as_str()));
            self.unknown("cycle", id, known, at);
        }
        found
    }

    pub(super) fn refer_objective(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.objectives.get(id).copied();
        if found.is_none() {
            let known = nearest(id, self.plan.objectives.iter().map(|objective| objective.id.as_str()));
            self.unknown("objective", id, known, at);
        }
        found
    }

    pub(super) fn refer_key_result(&mut self, id: &str, at: &At<'_>) -> Option<(usize, usize)> {
        let found = self.names.key_result(id);
        if found.is_none() {
            let all = self.plan.objectives.iter().flat_map(|objective| &objective.key_results);
            let known = nearest(id, all.map(|key_result| key_result.id.as_str()));
            self.unknown("key result", id, known, at);
        }
        found
    }

    pub(super) fn refer_kpi(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.kpi(id);
        if found.is_none() {
            let known = nearest(id, self.plan.kpis.iter().map(|kpi| kpi.id.as_str()));
            self.unknown("kpi", id, known, at);
        }
        found
    }

    pub(super) fn refer_input(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.input(id);
        if found.is_none() {
            let known = nearest(id, self.plan.inputs.iter().map(|input| input.id.as_str()));
            self.unknown("input", id, known, at);
        }
        found
    }

    pub(super) fn refer_calendar(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.calendars.get(id).copied();
        if found.is_none() {
            let cadences = crate::calendar::Cadence::ALL.iter().map(|cadence| cadence.as_str());
            let known = nearest(id, cadences.chain(self.plan.calendars.iter().map(|calendar| calendar.id.as_str())));
            self.unknown("cadence or calendar", id, known, at);
        }
        found
    }

    pub(super) fn unknown(&mut self, kind: &str, id: &str, nearest: Option<String>, at: &At<'_>) {
        let id = crate::document::shorten(id);
        self.error(at, ErrorKind::UnknownReference { kind: kind.into(), id, nearest });
    }
}
