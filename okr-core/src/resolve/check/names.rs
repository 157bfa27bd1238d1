//! Name spaces: teams; cycles; objectives; metrics (key results and KPIs together).

use hashbrown::{HashMap, HashSet};

use crate::document::{At, shorten};
use crate::error::{ErrorKind, Problems};
use crate::plan::Plan;

/// What a metric is: a key result, by its objective and its index there, or a KPI.
#[derive(Clone, Copy)]
pub(super) enum Declared {
    KeyResult(usize, usize),
    Kpi(usize),
    Input(usize),
}

/// Where each id is declared. Looked up only, never iterated.
pub(super) struct Names<'a> {
    pub(super) teams: HashMap<&'a str, usize>,
    pub(super) cycles: HashMap<&'a str, usize>,
    pub(super) objectives: HashMap<&'a str, usize>,
    pub(super) metrics: HashMap<&'a str, Declared>,
    pub(super) calendars: HashMap<&'a str, usize>,
    /// The teams of each KPI that lists some, with its id.
    pub(super) kpi_teams: HashSet<(&'a str, &'a str)>,
}

impl<'a> Names<'a> {
    /// Declares every id, noting those that can't be one or are taken.
    pub(super) fn declare(plan: &'a Plan, broken: &[String], errors: &mut Problems) -> Self {
        let root = At::root("");
        let key_results = plan.objectives.iter().map(|objective| objective.key_results.len()).sum::<usize>();
        let mut names = Names {
            teams: HashMap::with_capacity(plan.teams.len()),
            cycles: HashMap::with_capacity(plan.cycles.len()),
            objectives: HashMap::with_capacity(plan.objectives.len()),
            metrics: HashMap::with_capacity(plan.kpis.len() + key_results),
            calendars: HashMap::with_capacity(plan.calendars.len()),
            kpi_teams: HashSet::new(),
        };
        let mut declaring = Declaring { broken, errors };
        let list = root.field("teams");
        for (i, team) in plan.teams.iter().enumerate() {
            let taken = names.teams.get(team.id.as_str()).map(|first| ("team", format!("/teams/{first}")));
            if declaring.fits(&team.id, false, taken, &list.index(i)) {
                names.teams.insert(&team.id, i);
            }
        }
        let list = root.field("cycles");
        for (i, cycle) in plan.cycles.iter().enumerate() {
            let taken = names.cycles.get(cycle.id.as_str()).map(|first| ("cycle", format!("/cycles/{first}")));
            if declaring.fits(&cycle.id, true, taken, &list.index(i)) {
                names.cycles.insert(&cycle.id, i);
            }
        }
        let list = root.field("objectives");
        for (i, objective) in plan.objectives.iter().enumerate() {
            let at = list.index(i);
            let taken =
                names.objectives.get(objective.id.as_str()).map(|first| ("objective", format!("/objectives/{first}")));
            if declaring.fits(&objective.id, false, taken, &at) {
                names.objectives.insert(&objective.id, i);
            }
            let nested = at.field("key_results");
            for (j, key_result) in objective.key_results.iter().enumerate() {
                if declaring.fits(&key_result.id, true, names.metric(&key_result.id), &nested.index(j)) {
                    names.metrics.insert(&key_result.id, Declared::KeyResult(i, j));
                }
            }
        }
        let list = root.field("kpis");
        for (i, kpi) in plan.kpis.iter().enumerate() {
            if declaring.fits(&kpi.id, true, names.metric(&kpi.id), &list.index(i)) {
                names.metrics.insert(&kpi.id, Declared::Kpi(i));
                names.kpi_teams.extend(kpi.teams.listed().iter().map(|team| (kpi.id.as_str(), team.as_str())));
            }
        }
        let list = root.field("inputs");
        for (i, input) in plan.inputs.iter().enumerate() {
            if declaring.fits(&input.id, true, names.metric(&input.id), &list.index(i)) {
                names.metrics.insert(&input.id, Declared::Input(i));
            }
        }
        let list = root.field("calendars");
        for (i, calendar) in plan.calendars.iter().enumerate() {
            let at = list.index(i);
            let taken =
                names.calendars.get(calendar.id.as_str()).map(|first| ("calendar", format!("/calendars/{first}")));
            if is_cadence(&calendar.id) {
                let reason = "it is the word of a cadence".to_owned();
                declaring.errors.push(at.field("id").error(ErrorKind::BadId { id: shorten(&calendar.id), reason }));
            } else if declaring.fits(&calendar.id, true, taken, &at) {
                names.calendars.insert(&calendar.id, i);
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

struct Declaring<'a> {
    broken: &'a [String],
    errors: &'a mut Problems,
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
                self.errors.push(at.error(ErrorKind::DuplicateId { id: shorten(id), kind: kind.into(), first }));
            }
            return false;
        }
        if let Some(reason) = unfit(id, series).filter(|_| !broken) {
            self.errors.push(at.error(ErrorKind::BadId { id: shorten(id), reason: reason.into() }));
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
