//! Random cases: plans with every measure and option, readings with corrections, check-ins.

#![allow(dead_code)] // each test uses a part of it

use chrono::{Days, NaiveDate};
use okr_core::plan::{
    Against, Aggregate, Ambition, Better, Cadence, Calendar, Curve, Cycle, Direction, Done, Empty, Hold, Input, Judge,
    KeyResult, KeyResultRevision, KeyResultState, Kpi, KpiCadence, KpiRevision, KpiTeams, Level, Measure, Milestone,
    Milestones, Month, NamedPeriod, Objective, ObjectiveState, Pace, Parent, Phase, Range, Reach, Rule, Target, Team,
};
use okr_core::plan::{Establish, OffTarget, OutOfRange, RollUp, Shift, Spike, Stagnant, Stale, Trend, Worsening};
use okr_core::policy::{ObjectiveFrom, Policy, Preset, Unmeasured};
use okr_core::readings::{CheckIn, Duplicates, Loader, Reading};
use okr_core::{Plan, Readings};
use serde_json::{Value, json};

/// Choices made one after the other from a tape of random numbers; all zeros when it ends.
pub struct Tape<'a> {
    numbers: std::slice::Iter<'a, u32>,
}

impl<'a> Tape<'a> {
    pub fn new(numbers: &'a [u32]) -> Self {
        Tape { numbers: numbers.iter() }
    }

    fn next(&mut self) -> u32 {
        self.numbers.next().copied().unwrap_or(0)
    }

    pub fn below(&mut self, bound: u32) -> u32 {
        self.next() % bound.max(1)
    }

    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u32) as usize].clone()
    }

    /// Mostly small round numbers; now and then a large or an awkward one.
    pub fn value(&mut self) -> f64 {
        match self.below(12) {
            0 => f64::from(self.below(1000)) / 7.0,
            1 => -f64::from(self.below(60)),
            2 => self.pick(&[0.0, 1e15, -1e15, 1e-9, 0.1 + 0.2, 5e-324]),
            _ => f64::from(self.below(100)),
        }
    }

    pub fn day(&mut self, around: NaiveDate) -> NaiveDate {
        let days = u64::from(self.below(120));
        if self.chance(40) { around - Days::new(days) } else { around + Days::new(days) }
    }
}

pub struct Case {
    pub plan: Plan,
    pub readings: Vec<Reading>,
    pub check_ins: Vec<CheckIn>,
    pub as_of: NaiveDate,
}

/// The names by which readings of KPIs with open teams and of inputs come: two are teams of the plan.
const NAMES: [&str; 3] = ["a", "b", "Athens"];

pub fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()
}

/// A case in which most plans resolve.
pub fn case(tape: &mut Tape<'_>) -> Case {
    let plan = plan(tape);
    let as_of = tape.day(start());
    let metrics = metrics(&plan);
    let count = tape.below(80);
    let readings = (0..count).map(|_| reading(tape, &metrics)).collect();
    let (goals, key_results) = goals(&plan);
    let check_ins = (0..tape.below(5)).map(|_| check_in(tape, &goals, &key_results)).collect();
    Case { plan, readings, check_ins, as_of }
}

/// Names that readings can have, the last of which the plan does not know.
pub fn metrics(plan: &Plan) -> Vec<String> {
    let mut metrics: Vec<String> = plan.objectives.iter().flat_map(|o| &o.key_results).map(|k| k.id.clone()).collect();
    for kpi in &plan.kpis {
        if kpi.teams.is_empty() {
            metrics.push(kpi.id.clone());
        }
        metrics.extend(kpi.teams.listed().iter().map(|team| format!("{}@{team}", kpi.id)));
        if kpi.teams == KpiTeams::Any {
            metrics.extend(NAMES.map(|name| format!("{}@{name}", kpi.id)));
        }
    }
    for input in &plan.inputs {
        // One comes without names, one by name, one both ways.
        if input.id != "y" {
            metrics.push(input.id.clone());
        }
        if input.id != "x" {
            metrics.extend(NAMES.map(|name| format!("{}@{name}", input.id)));
        }
    }
    metrics.push("nowhere".into());
    metrics
}

/// The ids of objectives and of key results.
pub fn goals(plan: &Plan) -> (Vec<String>, Vec<String>) {
    let key_results = plan.objectives.iter().flat_map(|o| &o.key_results);
    (plan.objectives.iter().map(|o| o.id.clone()).collect(), key_results.map(|k| k.id.clone()).collect())
}

pub fn reading(tape: &mut Tape<'_>, metrics: &[String]) -> Reading {
    let metric = tape.pick(metrics);
    let date = match tape.below(10) {
        // Several rows a day.
        0..3 => start() + Days::new(u64::from(tape.below(3)) * 20),
        // A year before.
        3 => tape.day(start()) - Days::new(364),
        _ => tape.day(start()),
    };
    let mut reading = Reading::new(metric.clone(), date, tape.value());
    if tape.chance(20) {
        reading = reading.recorded(date + Days::new(u64::from(tape.below(20))));
    } else if tape.chance(5) {
        reading = Reading::retraction(metric, date, date + Days::new(3));
    }
    if tape.chance(20) { reading.sample(f64::from(1 + tape.below(20))) } else { reading }
}

/// What several rows of a metric mean for one date: corrections of most, events of some.
pub fn duplicates(metric: &str) -> Duplicates {
    match metric.bytes().map(usize::from).sum::<usize>() % 10 {
        0 => Duplicates::Sum,
        1 => Duplicates::Mean,
        2 => Duplicates::Max,
        3 => Duplicates::Min,
        _ => Duplicates::Last,
    }
}

/// The readings of rows; events are not retracted.
pub fn readings<'a>(rows: impl IntoIterator<Item = &'a Reading>) -> Readings {
    let sound = |row: &&Reading| row.value.is_some() || !duplicates(&row.metric).combines();
    let readings = Loader::new().duplicates(Duplicates::Last).rows(rows.into_iter().filter(sound)).complete().unwrap();
    let modes: Vec<(String, Duplicates)> = readings.metrics().map(|name| (name.to_owned(), duplicates(name))).collect();
    readings.with_duplicates(modes.iter().map(|(name, mode)| (name.as_str(), *mode))).unwrap()
}

pub fn check_in(tape: &mut Tape<'_>, goals: &[String], key_results: &[String]) -> CheckIn {
    let check_in = CheckIn::new(tape.day(start()));
    let check_in = match key_results.is_empty() || tape.chance(50) {
        true => check_in.objective(tape.pick(goals)),
        false => check_in.key_result(tape.pick(key_results)),
    };
    if tape.chance(60) { check_in.confidence(f64::from(tape.below(11)) / 10.0) } else { check_in }
}

fn plan(tape: &mut Tape<'_>) -> Plan {
    let end = NaiveDate::from_ymd_opt(2026, 9, 30).unwrap();
    let year = Cycle::new(
        "2026",
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
        NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
    );
    let quarter = Cycle::new("q3", start(), end).parent("2026");
    let next = Cycle::new("q4", end + Days::new(1), end + Days::new(92)).parent("2026");
    let teams = [
        Team::new("a", "A", Level::Company),
        Team::new("b", "B", Level::Team).parent("a"),
        Team::new("c", "C", Level::Individual).parent("b"),
    ];
    let mut kpis: Vec<Kpi> = (0..1 + tape.below(3)).map(|n| kpi(tape, n)).collect();
    let mut inputs = Vec::new();
    if tape.chance(40) {
        inputs = ["x", "y", "z"].map(|id| input(tape, id)).to_vec();
        kpis.extend((0..1 + tape.below(2)).map(|n| formula(tape, n)));
    }
    let mut objectives: Vec<Objective> = Vec::new();
    for n in 0..1 + tape.below(4) {
        let objective = objective(tape, n, &kpis, &objectives);
        objectives.push(objective);
    }
    let mut plan = Plan::new().teams(teams).cycles([year, quarter, next]).objectives(objectives).kpis(kpis);
    plan = plan.calendars(calendars(tape)).inputs(inputs);
    if tape.chance(50) {
        plan.policy = Some(policy(tape).into());
    }
    plan
}

/// A calendar of each kind; the listed one leaves days out, begins after some readings and ends before others.
fn calendars(tape: &mut Tape<'_>) -> [Calendar; 4] {
    let from = tape.day(start());
    let terms = Calendar::new("terms").periods([
        NamedPeriod::new("spring", start() - Days::new(400), start() - Days::new(80)),
        NamedPeriod::new("early", start() - Days::new(50), start() - Days::new(1)),
        NamedPeriod::new("late", start(), start() + Days::new(u64::from(tape.below(60)))),
    ]);
    [
        Calendar::every_days("days", 1 + tape.below(30), from),
        Calendar::every_months("months", 1 + tape.below(7), Month::new(2026, 5).unwrap()),
        Calendar::weeks("weeks", [4, 4, 5], from),
        terms,
    ]
}

fn cadence(tape: &mut Tape<'_>) -> KpiCadence {
    match tape.chance(30) {
        true => KpiCadence::from(tape.pick(&["days", "months", "weeks", "terms"])),
        false => tape.pick(&Cadence::ALL).into(),
    }
}

fn input(tape: &mut Tape<'_>, id: &str) -> Input {
    let input = Input::new(id).aggregate(tape.pick(&Aggregate::ALL));
    if input.aggregate == Aggregate::Sum && tape.chance(50) { input.empty(Empty::Zero) } else { input }
}

fn formula(tape: &mut Tape<'_>, n: u32) -> Kpi {
    let formulas = ["100 * y / z", "y", "(x - y) * 2", "x / (y + 1) - z", "z * z", "7 * `x`"];
    let kpi = Kpi::new(format!("rate{n}"), "Rate", Better::Lower, cadence(tape)).formula(tape.pick(&formulas));
    let mut kpi = kpi.healthy(Range::new().max(70.0)).target(30.0);
    if tape.chance(40) {
        kpi = kpi.sample(tape.pick(&["x", "y", "z"])).min_sample(f64::from(1 + tape.below(60)));
    }
    if tape.chance(40) {
        kpi = kpi.teams(if tape.chance(50) { KpiTeams::Any } else { ["a", "b"].into() });
    }
    common(tape, kpi)
}

/// What every KPI may have.
fn common(tape: &mut Tape<'_>, mut kpi: Kpi) -> Kpi {
    if tape.chance(25) {
        kpi = kpi.window(2 + tape.below(3));
    }
    if tape.chance(25) {
        kpi = kpi.grace_days(tape.pick(&[0_u32, 3, 30]));
    }
    if tape.chance(20) {
        let day = tape.day(start());
        kpi = kpi.phases([Phase::new(day), Phase::new(day + Days::new(1 + u64::from(tape.below(60))))]);
    }
    if tape.chance(15) {
        kpi = kpi.start(tape.day(start()));
    }
    if tape.chance(10) {
        let first = kpi.start.unwrap_or(start());
        kpi = kpi.end(first + Days::new(u64::from(tape.below(90))));
    }
    if tape.chance(20) {
        kpi = kpi.unit("%");
    }
    if tape.chance(50) {
        let rules = [
            OutOfRange::new().periods(2u32).of(3u32).into(),
            OutOfRange::new().into(),
            OffTarget::new().into(),
            Worsening::new().periods(2u32).into(),
            Worsening::new().periods(1u32).against(Against::YearAgo).into(),
            Stagnant::new().periods(3u32).into(),
            Spike::new().points(5.0).into(),
            Spike::new().against(Against::YearAgo).into(),
            Shift::new().screen(true).run(6u32).into(),
            Trend::new().window(6u32).into(),
            Rule::from(Stale::new()),
        ];
        kpi = kpi.rules(rules.to_vec());
    }
    kpi
}

fn policy(tape: &mut Tape<'_>) -> Policy {
    let mut policy = Policy::new();
    if tape.chance(30) {
        policy = policy.preset(tape.pick(&Preset::ALL));
    }
    if tape.chance(50) {
        policy = policy.unmeasured(Unmeasured::Exclude);
    }
    if tape.chance(50) {
        policy = policy.objective_from(tape.pick(&ObjectiveFrom::ALL));
    }
    if tape.chance(30) {
        policy = policy.check_in_days(1 + tape.below(20)).fiscal_year_start(1 + tape.below(12));
    }
    policy
}

fn objective(tape: &mut Tape<'_>, n: u32, kpis: &[Kpi], before: &[Objective]) -> Objective {
    let mut objective = Objective::new(format!("o{n}"), "Grow the garden well", tape.pick(&["q3", "2026"]));
    if tape.chance(80) {
        objective = objective.team(tape.pick(&["a", "b", "c"]));
    }
    if tape.chance(30) {
        objective = objective.ambition(Ambition::Committed);
    }
    if tape.chance(30) {
        objective = objective.weight(f64::from(tape.below(4)));
    }
    if tape.chance(20) {
        objective = objective.state(tape.pick(&ObjectiveState::ALL));
        if tape.chance(60) {
            objective = objective.state_since(tape.day(start()));
        }
    }
    if tape.chance(50) && !before.is_empty() {
        let above = tape.pick(before);
        objective = match above.key_results.last() {
            Some(key_result) if tape.chance(60) => objective.parent(Parent::KeyResult(key_result.id.clone())),
            _ => objective.parent(Parent::Objective(above.id)),
        };
    }
    let team = objective.team.clone();
    let key_results: Vec<KeyResult> =
        (0..tape.below(4)).map(|k| key_result(tape, &format!("k{n}-{k}"), kpis, team.as_deref())).collect();
    objective.key_results(key_results)
}

fn key_result(tape: &mut Tape<'_>, id: &str, kpis: &[Kpi], team: Option<&str>) -> KeyResult {
    let mut key_result = KeyResult::new(id, "Reach the number", measure(tape));
    if tape.chance(40) {
        let kpi = tape.pick(kpis);
        let own = kpi.teams.listed().iter().any(|known| Some(known.as_str()) == team);
        if kpi.teams == KpiTeams::Any && tape.chance(50) {
            key_result = key_result.metric(format!("{}@{}", kpi.id, tape.pick(&NAMES)));
        } else if !kpi.teams.listed().is_empty() && tape.chance(30) {
            key_result = key_result.metric(format!("{}@b", kpi.id));
        } else if kpi.teams.is_empty() || own || kpi.teams == KpiTeams::Any && team.is_some() {
            key_result = key_result.metric(kpi.id);
        }
    }
    if tape.chance(15) {
        key_result = key_result.kpis([tape.pick(kpis).id]).guards([tape.pick(kpis).id]);
    }
    // A hold of an aggregate looks at what is so far: a share of readings, and a floor under a sum, are refused.
    let is_so_far = match &key_result.measure {
        Measure::Hold(hold) => hold.min.is_none() && hold.judge.is_none(),
        _ => true,
    };
    if tape.chance(30) && is_so_far {
        key_result = key_result.aggregate(tape.pick(&Aggregate::ALL));
    }
    if tape.chance(20) {
        key_result = key_result.weight(f64::from(tape.below(3)));
    }
    if tape.chance(15) {
        key_result = key_result.start(start() + Days::new(u64::from(tape.below(30))));
    }
    if tape.chance(15) {
        key_result = key_result.pace(Pace::phased([(start() + Days::new(40), 0.3), (start() + Days::new(80), 1.0)]));
    }
    if tape.chance(15) {
        key_result = key_result.state(KeyResultState::Dropped).state_since(tape.day(start()));
    }
    if tape.chance(15) {
        key_result =
            key_result.revisions([KeyResultRevision::new(tape.day(start())).measure(measure(tape)).weight(2.0)]);
    }
    key_result
}

fn measure(tape: &mut Tape<'_>) -> Measure {
    match tape.below(10) {
        0 => Hold::new().min(tape.value()).judge(tape.pick(&Judge::ALL)).into(),
        1 => Hold::new().max(tape.value()).into(),
        2 => Curve::zones(10.0, 20.0, 50.0, 90.0).into(),
        3 => Curve::new().points([(90.0, 0.0), (20.0, 0.5), (1.0, 1.0)]).into(),
        4 => {
            let count = 1 + tape.below(3);
            let items: Vec<Milestone> = (0..count).map(|_| milestone(tape)).collect();
            Milestones::new().items(items).into()
        }
        5 => Establish::new().into(),
        6 => RollUp::new().into(),
        7 => Reach::new(tape.pick(&[
            Target::By(-5.0),
            Target::By(12.5),
            Target::ByPercent(-20.0),
            Target::ByPercent(30.0),
        ]))
        .into(),
        8 => Reach::new(tape.value()).direction(tape.pick(&Direction::ALL)).into(),
        _ => Reach::new(f64::from(1 + tape.below(99))).from(f64::from(100 + tape.below(50))).into(),
    }
}

fn milestone(tape: &mut Tape<'_>) -> Milestone {
    let mut item = Milestone::new("step").weight(f64::from(1 + tape.below(3)));
    if tape.chance(50) {
        item = item.due(tape.day(start()));
    }
    if tape.chance(50) { item.done(Done::On(tape.day(start()))) } else { item.done(tape.chance(50)) }
}

fn kpi(tape: &mut Tape<'_>, n: u32) -> Kpi {
    let better = tape.pick(&Better::ALL);
    let mut kpi = Kpi::new(format!("kpi{n}"), "Kpi", better, cadence(tape)).aggregate(tape.pick(&Aggregate::ALL));
    kpi = match better {
        Better::Higher => kpi.healthy(Range::new().min(20.0)).target(60.0),
        Better::Lower => kpi.healthy(Range::new().max(70.0)).target(30.0),
        _ => kpi.healthy(Range::new().min(20.0).max(60.0)),
    };
    if tape.chance(40) {
        kpi = kpi.teams(if tape.chance(50) { KpiTeams::Any } else { ["a", "b"].into() });
    }
    if tape.chance(30) {
        kpi = kpi.min_sample(f64::from(1 + tape.below(15)));
    }
    if tape.chance(20) && better == Better::Higher {
        kpi = kpi.revisions([KpiRevision::new(tape.day(start())).target(80.0)]);
    }
    if kpi.aggregate == Aggregate::Sum && tape.chance(40) {
        kpi = kpi.empty(Empty::Zero);
    }
    common(tape, kpi)
}

/// Replaces one value somewhere in a document by one that may not fit there.
pub fn spoil(value: &mut Value, tape: &mut Tape<'_>) {
    let inner = match value {
        Value::Array(items) if !items.is_empty() => {
            let index = tape.below(items.len() as u32) as usize;
            items.get_mut(index)
        }
        Value::Object(fields) if !fields.is_empty() => {
            let index = tape.below(fields.len() as u32) as usize;
            fields.values_mut().nth(index)
        }
        _ => None,
    };
    match inner {
        Some(inner) if tape.chance(80) => spoil(inner, tape),
        _ => {
            *value =
                tape.pick(&[json!(null), json!(-1e300), json!("2026-02-30"), json!({ "a": [] }), json!([7]), json!(0)])
        }
    }
}
