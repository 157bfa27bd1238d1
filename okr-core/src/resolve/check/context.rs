//! What a check needs besides the item itself, and the references that it follows.

use super::hint::{self, Hint};
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
    pub(super) hints: Vec<Hint>,
}

impl<'a> Context<'a> {
    /// Notes what is wrong with some of `count` items that are checked each on its own; the errors stand in the order of the items.
    pub(super) fn each(&mut self, count: usize, check: impl Fn(&mut Context<'a>, usize) + Sync + Send) {
        let Context { plan, names, broken, .. } = *self;
        let blocks = parallel::blocks(count, |range| {
            let mut context = Context { plan, names, broken, errors: Problems::new(), hints: Vec::new() };
            range.for_each(|index| check(&mut context, index));
            (context.errors, context.hints)
        });
        for (errors, hints) in blocks {
            let before = self.errors.len();
            self.hints.extend(hints.into_iter().map(|hint| hint.behind(before)));
            self.errors.extend(errors);
        }
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
            self.unknown("team", id, at, |plan, id| nearest(id, plan.teams.iter().map(|team| team.id.as_str())));
        }
        found
    }

    pub(super) fn refer_cycle(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.cycles.get(id).copied();
        if found.is_none() {
            self.unknown("cycle", id, at, |plan, id| nearest(id, plan.cycles.iter().map(|cycle| cycle.id.as_str())));
        }
        found
    }

    pub(super) fn refer_objective(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.objectives.get(id).copied();
        if found.is_none() {
            self.unknown("objective", id, at, |plan, id| {
                nearest(id, plan.objectives.iter().map(|objective| objective.id.as_str()))
            });
        }
        found
    }

    pub(super) fn refer_key_result(&mut self, id: &str, at: &At<'_>) -> Option<(usize, usize)> {
        let found = self.names.key_result(id);
        if found.is_none() {
            self.unknown("key result", id, at, |plan, id| {
                let all = plan.objectives.iter().flat_map(|objective| &objective.key_results);
                nearest(id, all.map(|key_result| key_result.id.as_str()))
            });
        }
        found
    }

    pub(super) fn refer_kpi(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.kpi(id);
        if found.is_none() {
            self.unknown("kpi", id, at, |plan, id| nearest(id, plan.kpis.iter().map(|kpi| kpi.id.as_str())));
        }
        found
    }

    pub(super) fn refer_input(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.input(id);
        if found.is_none() {
            self.unknown("input", id, at, |plan, id| nearest(id, plan.inputs.iter().map(|input| input.id.as_str())));
        }
        found
    }

    pub(super) fn refer_calendar(&mut self, id: &str, at: &At<'_>) -> Option<usize> {
        let found = self.names.calendars.get(id).copied();
        if found.is_none() {
            self.unknown("cadence or calendar", id, at, |plan, id| {
                let cadences = crate::calendar::Cadence::ALL.iter().map(|cadence| cadence.as_str());
                nearest(id, cadences.chain(plan.calendars.iter().map(|calendar| calendar.id.as_str())))
            });
        }
        found
    }

    /// Notes an unknown reference; `nearest` finds the known one that is most similar to it.
    pub(super) fn unknown(&mut self, kind: &str, id: &str, at: &At<'_>, nearest: fn(&Plan, &str) -> Option<String>) {
        let shown = crate::document::shorten(id);
        self.error(at, ErrorKind::UnknownReference { kind: kind.into(), id: shown, nearest: None });
        let id = id.to_owned();
        self.hint(move |plan| nearest(plan, &id));
    }

    /// Lets the last error name what is nearest to what it is about, where it is among the first.
    pub(super) fn hint(&mut self, nearest: impl FnOnce(&Plan) -> Option<String> + Send + 'static) {
        if self.hints.len() < hint::MOST {
            self.hints.push(Hint::new(self.errors.len(), nearest));
        }
    }
}
