//! Name spaces: teams; cycles; objectives; metrics (key results and KPIs together).

use super::Context;
use crate::document::{At, nearest};
use crate::error::{Error, ErrorKind};
use crate::parallel;
use crate::plan::Plan;
use crate::resolve::Ids;

/// What a metric is: a key result, by its objective and its index there, or a KPI.
#[derive(Clone, Copy)]
pub(super) enum Declared {
    KeyResult(usize, usize),
    Kpi(usize),
    Input(usize),
}

/// Where each id is declared. Looked up only, never iterated.
pub(super) struct Names<'a> {
    pub(super) teams: Ids<&'a str, usize>,
    pub(super) cycles: Ids<&'a str, usize>,
    pub(super) objectives: Ids<&'a str, usize>,
    pub(super) metrics: Ids<&'a str, Declared>,
    pub(super) calendars: Ids<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// Declares every id, noting those that can't be one or are taken.
    pub(super) fn declare(plan: &'a Plan, broken: &[String], errors: &mut Vec<Error>) -> Self {
        // Most often all is well: then no order has to be kept, and threads can share the work.
        let sound = cfg!(feature = "parallel") && broken.is_empty();
        let names = if sound { Names::of_sound(plan) } else { None };
        names.unwrap_or_else(|| Names::one_by_one(plan, broken, errors))
    }

    /// The names of a plan all of whose ids are unique and well formed; none for another.
    fn of_sound(plan: &'a Plan) -> Option<Self> {
        let key_results = key_results(plan);
        let objectives = || unique(&plan.objectives, |objective| &objective.id, false);
        let metrics = || {
            let sound =
                parallel::each(&key_results, |(_, _, id)| unfit(id, true).is_none()).into_iter().all(|fits| fits);
            let index = |_: usize, (objective, index, id): &(usize, usize, &'a str)| {
                (*id, Declared::KeyResult(*objective, *index))
            };
            let mut metrics = Ids::of_unique(&key_results, |(_, _, id)| id, index).filter(|_| sound)?;
            let mut kpis = plan.kpis.iter().enumerate();
            let mut inputs = plan.inputs.iter().enumerate();
            let sound = kpis.all(|(i, kpi)| unfit(&kpi.id, true).is_none() && metrics.add(&kpi.id, Declared::Kpi(i)))
                && inputs
                    .all(|(i, input)| unfit(&input.id, true).is_none() && metrics.add(&input.id, Declared::Input(i)));
            sound.then_some(metrics)
        };
        let (objectives, metrics) = parallel::join(key_results.len(), objectives, metrics);
        Some(Names {
            teams: unique(&plan.teams, |team| &team.id, false)?,
            cycles: unique(&plan.cycles, |cycle| &cycle.id, true)?,
            objectives: objectives?,
            metrics: metrics?,
            calendars: unique(&plan.calendars, |calendar| &calendar.id, true)
                .filter(|_| plan.calendars.iter().all(|calendar| !is_cadence(&calendar.id)))?,
        })
    }

    fn one_by_one(plan: &'a Plan, broken: &[String], errors: &mut Vec<Error>) -> Self {
        let root = At::root("");
        let mut names = Names {
            teams: Ids::with_capacity(plan.teams.len()),
            cycles: Ids::with_capacity(plan.cycles.len()),
            objectives: Ids::with_capacity(plan.objectives.len()),
            metrics: Ids::with_capacity(plan.kpis.len()),
            calendars: Ids::with_capacity(plan.calendars.len()),
        };
        let mut declaring = Declaring { broken, errors };
        let list = root.field("teams");
        for (i, team) in plan.teams.iter().enumerate() {
            let taken = names.teams.get(&team.id).map(|first| ("team", format!("/teams/{first}")));
            if declaring.fits(&team.id, false, taken, &list.index(i)) {
                names.teams.add(&team.id, i);
            }
        }
        let list = root.field("cycles");
        for (i, cycle) in plan.cycles.iter().enumerate() {
            let taken = names.cycles.get(&cycle.id).map(|first| ("cycle", format!("/cycles/{first}")));
            if declaring.fits(&cycle.id, true, taken, &list.index(i)) {
                names.cycles.add(&cycle.id, i);
            }
        }
        let list = root.field("objectives");
        for (i, objective) in plan.objectives.iter().enumerate() {
            let at = list.index(i);
            let taken = names.objectives.get(&objective.id).map(|first| ("objective", format!("/objectives/{first}")));
            if declaring.fits(&objective.id, false, taken, &at) {
                names.objectives.add(&objective.id, i);
            }
            let nested = at.field("key_results");
            for (j, key_result) in objective.key_results.iter().enumerate() {
                if declaring.fits(&key_result.id, true, names.metric(&key_result.id), &nested.index(j)) {
                    names.metrics.add(&key_result.id, Declared::KeyResult(i, j));
                }
            }
        }
        let list = root.field("kpis");
        for (i, kpi) in plan.kpis.iter().enumerate() {
            if declaring.fits(&kpi.id, true, names.metric(&kpi.id), &list.index(i)) {
                names.metrics.add(&kpi.id, Declared::Kpi(i));
            }
        }
        let list = root.field("inputs");
        for (i, input) in plan.inputs.iter().enumerate() {
            if declaring.fits(&input.id, true, names.metric(&input.id), &list.index(i)) {
                names.metrics.add(&input.id, Declared::Input(i));
            }
        }
        let list = root.field("calendars");
        for (i, calendar) in plan.calendars.iter().enumerate() {
            let at = list.index(i);
            let taken = names.calendars.get(&calendar.id).map(|first| ("calendar", format!("/calendars/{first}")));
            if is_cadence(&calendar.id) {
                let reason = "it is the word of a cadence".to_owned();
                declaring.errors.push(at.field("id").error(ErrorKind::BadId { id: calendar.id.clone(), reason }));
            } else if declaring.fits(&calendar.id, true, taken, &at) {
                names.calendars.add(&calendar.id, i);
            }
        }
        names
    }

    /// What has the name of a metric already, and where.
    fn metric(&self, id: &str) -> Option<(&'static str, String)> {
        self.metrics.get(id).map(|declared| match declared {
            Declared::KeyResult(i, j) => ("key result", format!("/objectives/{i}/key_results/{j}")),
            Declared::Kpi(i) => ("kpi", format!("/kpis/{i}")),
            Declared::Input(i) => ("input", format!("/inputs/{i}")),
        })
    }

    /// The objective of a key result, and its index there.
    pub(super) fn key_result(&self, id: &str) -> Option<(usize, usize)> {
        match self.metrics.get(id)? {
            Declared::KeyResult(objective, index) => Some((*objective, *index)),
            Declared::Kpi(_) | Declared::Input(_) => None,
        }
    }

    pub(super) fn kpi(&self, id: &str) -> Option<usize> {
        match self.metrics.get(id)? {
            Declared::Kpi(kpi) => Some(*kpi),
            Declared::KeyResult(..) | Declared::Input(_) => None,
        }
    }

    pub(super) fn input(&self, id: &str) -> Option<usize> {
        match self.metrics.get(id)? {
            Declared::Input(input) => Some(*input),
            Declared::KeyResult(..) | Declared::Kpi(_) => None,
        }
    }
}

/// All key results: the objective of each, its index there, its id.
fn key_results(plan: &Plan) -> Vec<(usize, usize, &str)> {
    parallel::flat_map(
        plan.objectives.len(),
        || (),
        |(), objective, found| {
            let written = plan.objectives.get(objective).into_iter().flat_map(|objective| &objective.key_results);
            found.extend(written.enumerate().map(|(index, key_result)| (objective, index, key_result.id.as_str())));
        },
    )
}

/// The indices of items whose ids are unique and well formed; none for others.
fn unique<'a, I: Sync>(
    items: &'a [I],
    id: impl Fn(&'a I) -> &'a String + Sync + Send + Copy,
    series: bool,
) -> Option<Ids<&'a str, usize>> {
    let fits = |index: usize| items.get(index).is_none_or(|item| unfit(id(item), series).is_none());
    let sound = parallel::map(items.len(), || (), |(), index| fits(index)).into_iter().all(|fits| fits);
    Ids::of_unique(items, |item| id(item), |index, item| (id(item).as_str(), index)).filter(|_| sound)
}

struct Declaring<'a> {
    broken: &'a [String],
    errors: &'a mut Vec<Error>,
}

impl Declaring<'_> {
    /// Whether the id is new; notes it where it is taken, or can't be an id.
    fn fits(&mut self, id: &str, series: bool, taken: Option<(&'static str, String)>, at: &At<'_>) -> bool {
        let broken = !self.broken.is_empty() && self.broken.binary_search(&at.to_string()).is_ok();
        if id.is_empty() && broken {
            return false;
        }
        let at = at.field("id");
        if let Some((kind, first)) = taken {
            if !broken {
                self.errors.push(at.error(ErrorKind::DuplicateId { id: id.into(), kind: kind.into(), first }));
            }
            return false;
        }
        if let Some(reason) = unfit(id, series).filter(|_| !broken) {
            self.errors.push(at.error(ErrorKind::BadId { id: id.into(), reason: reason.into() }));
        }
        true
    }
}

/// Whether an id would be taken for a cadence.
fn is_cadence(id: &str) -> bool {
    crate::calendar::Cadence::ALL.iter().any(|cadence| cadence.as_str() == id)
}

/// Why a text can't be an id.
pub(crate) fn unfit(id: &str, series: bool) -> Option<&'static str> {
    // Nearly all ids are a few letters, digits and signs.
    let plain = |byte: u8| byte.is_ascii_graphic() && (byte != b'@' || !series);
    if (1..=128).contains(&id.len()) && id.bytes().all(plain) {
        return None;
    }
    if id.is_empty() {
        Some("it is empty")
    } else if id.trim() != id {
        Some("it has white space around it")
    } else if id.chars().count() > 128 {
        Some("it is longer than 128 characters")
    } else if id.chars().any(char::is_control) {
        Some("it has control characters")
    } else if series && id.contains('@') {
        Some("`@` parts a metric or cycle from its team")
    } else {
        None
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
