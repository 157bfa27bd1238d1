//! An enterprise of any size: teams with objectives, key results and KPIs, and readings of all of them by column.
//!
//! For each team four objectives of four key results each and a KPI with 36 months; for each hundred teams a department, whose
//! objective rolls up those of its teams. Most items are well written, so that the linter finds about what it finds in
//! practice: a finding for every few items.

use chrono::{Days, NaiveDate};
use okr_core::calendar::date_of_day;
use okr_core::plan::{
    Aggregate, Better, Cadence, Curve, Cycle, Hold, KeyResult, Kpi, Level, Measure, Milestone, Milestones, Objective,
    Parent, Range, Reach, RollUp, Team,
};
use okr_core::readings::{Columns, MetricColumn};
use okr_core::{Plan, Readings};
use rayon::prelude::*;

use crate::random::Random;

/// Teams of a department.
const DEPARTMENT: usize = 100;
/// Months of a KPI.
const MONTHS: usize = 36;
/// Readings of a month of a KPI.
const A_MONTH: usize = 9;
/// Weekly readings of a key result that has its own.
const READINGS: usize = 13;

/// The first day of the quarter.
#[must_use]
pub fn start() -> NaiveDate {
    crate::start()
}

/// The day of the report: eleven days before the quarter ends.
#[must_use]
pub fn as_of() -> NaiveDate {
    start() + Days::new(80)
}

/// Columns of readings as a caller has them: the metric of each row as an index of names.
pub struct Rows {
    /// Names of the metrics.
    pub names: Vec<String>,
    /// The metric of each row.
    pub metrics: Vec<u32>,
    /// Its day.
    pub days: Vec<i32>,
    /// Its value.
    pub values: Vec<f64>,
}

impl Rows {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.metrics.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.metrics.is_empty()
    }

    /// The bytes of the three columns.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.len() * (size_of::<u32>() + size_of::<i32>() + size_of::<f64>())
    }

    /// The same rows in another order.
    #[must_use]
    pub fn shuffled(&self) -> Rows {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        let mut random = Random::new(5);
        for place in (1..order.len()).rev() {
            order.swap(place, (random.unit() * (place + 1) as f64) as usize);
        }
        fn pick<T: Copy>(order: &[u32], column: &[T]) -> Vec<T> {
            order.iter().map(|&row| column[row as usize]).collect()
        }
        Rows {
            names: self.names.clone(),
            metrics: pick(&order, &self.metrics),
            days: pick(&order, &self.days),
            values: pick(&order, &self.values),
        }
    }

    /// The sum of all columns, read once by all threads: what any work on them takes at least.
    #[must_use]
    pub fn sum(&self) -> f64 {
        const PIECE: usize = 1 << 16;
        let metrics = self.metrics.par_chunks(PIECE).map(|part| part.iter().fold(0_u32, |a, b| a.wrapping_add(*b)));
        let days = self.days.par_chunks(PIECE).map(|part| part.iter().fold(0_i32, |a, b| a.wrapping_add(*b)));
        let values = self.values.par_chunks(PIECE).map(|part| {
            // Eight sums at a time, as one would wait for each addition.
            let mut sums = [0.0; 8];
            for eight in part.chunks_exact(8) {
                sums.iter_mut().zip(eight).for_each(|(sum, value)| *sum += value);
            }
            sums.iter().sum::<f64>()
        });
        f64::from(metrics.reduce(|| 0, u32::wrapping_add))
            + f64::from(days.reduce(|| 0, i32::wrapping_add))
            + values.sum::<f64>()
    }

    /// The rows as CSV text.
    #[must_use]
    pub fn csv(&self) -> String {
        let mut text = "metric,date,value\n".to_owned();
        for ((&metric, &day), value) in self.metrics.iter().zip(&self.days).zip(&self.values) {
            let line = format!("{},{},{value}\n", self.names[metric as usize], date_of_day(day));
            text.push_str(&line);
        }
        text
    }

    /// The readings, from borrowed columns.
    ///
    /// # Panics
    ///
    /// Never: all rows are good.
    #[must_use]
    pub fn load(&self) -> Readings {
        let metric = MetricColumn::codes(&self.metrics[..], &self.names[..]);
        Readings::from_columns(Columns::new(metric, &self.days[..], &self.values[..])).expect("all rows are good")
    }

    /// The readings, from columns that are given away.
    ///
    /// # Panics
    ///
    /// Never: all rows are good.
    #[must_use]
    pub fn into_readings(self) -> Readings {
        let Rows { names, metrics, days, values } = self;
        let metric = MetricColumn::codes(metrics, names);
        Readings::from_columns(Columns::new(metric, days, values)).expect("all rows are good")
    }
}

const VERBS: [&str; 8] = ["Win", "Keep", "Delight", "Understand", "Support", "Surprise", "Convince", "Grow"];
const WHOM: [&str; 8] =
    ["customers", "partners", "colleagues", "newcomers", "managers", "teams", "engineers", "buyers"];
const HOW: [&str; 8] = [
    "with honest answers",
    "by listening early",
    "where it counts",
    "without delay",
    "across borders",
    "for years",
    "at first sight",
    "every day",
];
const THINGS: [&str; 8] =
    ["Time to answer", "Share of renewals", "Orders", "Complaints", "Visits", "Offers", "Trials", "Referrals"];

/// The plan of so many teams.
///
/// # Panics
///
/// Never: the dates exist.
#[must_use]
pub fn plan(teams: usize) -> Plan {
    let year = NaiveDate::from_ymd_opt(2026, 1, 1).expect("the date exists");
    let cycles = [
        Cycle::new("2026", year, year + Days::new(364)),
        Cycle::new("2026-Q3", start(), start() + Days::new(91)).parent("2026"),
    ];
    let departments = teams.div_ceil(DEPARTMENT);
    let company = Team::new("company", "Company", Level::Company);
    let above = (0..departments).map(|number| {
        Team::new(format!("d{number}"), format!("Department {number}"), Level::Department).parent("company")
    });
    let others = (0..teams).map(|team| {
        Team::new(format!("t{team}"), format!("Team {team}"), Level::Team).parent(format!("d{}", team / DEPARTMENT))
    });
    let tops = (0..departments).map(|number| {
        let sum = KeyResult::new(format!("s{number}"), "All objectives of our teams", RollUp::new()).owner("Ann");
        Objective::new(format!("top{number}"), "Be the best at what we do", "2026-Q3")
            .team(format!("d{number}"))
            .owner("Ann")
            .key_results([sum])
    });
    let objectives = (0..teams).flat_map(|team| (0..4).map(move |place| objective(team, place)));
    let kpis = (0..teams).map(|team| {
        let name = format!("{} of team {team}", THINGS[team % 8]);
        let kpi =
            Kpi::new(format!("kpi{team}"), name, Better::Lower, Cadence::Monthly).team(format!("t{team}")).unit("days");
        let kpi = kpi.healthy(Range::new().max(60.0)).target(30.0);
        let kpi = if team % 4 == 3 { kpi.aggregate(Aggregate::Mean) } else { kpi };
        if team % 20 == 7 { kpi } else { kpi.owner("Bo") }
    });
    Plan::new()
        .teams(std::iter::once(company).chain(above).chain(others).collect::<Vec<_>>())
        .cycles(cycles)
        .objectives(tops.chain(objectives).collect::<Vec<_>>())
        .kpis(kpis.collect::<Vec<_>>())
}

fn objective(team: usize, place: usize) -> Objective {
    let number = 4 * team + place;
    let key_results = (0..4).map(|kr| key_result(team, place, kr)).collect::<Vec<_>>();
    let title = format!("{} {} {}", VERBS[(number / 64) % 8], WHOM[(number / 8) % 8], HOW[number % 8]);
    let objective = Objective::new(format!("o{team}-{place}"), title, "2026-Q3")
        .team(format!("t{team}"))
        .parent(Parent::KeyResult(format!("s{}", team / DEPARTMENT)))
        .key_results(key_results);
    let objective = if number % 50 == 9 { objective } else { objective.owner("Cy") };
    if place == 0 { objective.kpis([format!("kpi{team}")]) } else { objective }
}

fn key_result(team: usize, place: usize, number: usize) -> KeyResult {
    let mut metric = None;
    let measure: Measure = match (place, number) {
        (_, 0) => Reach::new(90.0).from(10.0).into(),
        (_, 1) => Reach::new(90.0).direction(okr_core::plan::Direction::Up).into(),
        (_, 2) => Hold::new().min(20.0).into(),
        (0, _) => {
            metric = Some(format!("kpi{team}"));
            Reach::new(25.0).from(60.0).into()
        }
        (1, _) => Curve::zones(10.0, 40.0, 70.0, 95.0).into(),
        (2, _) => Milestones::new()
            .items(
                (0..3)
                    .map(|month| {
                        let due = start() + Days::new(30 * month + 29);
                        let item = Milestone::new(format!("Stage {month}")).due(due);
                        if month < 2 { item.done(due) } else { item }
                    })
                    .collect::<Vec<_>>(),
            )
            .into(),
        _ => Reach::new(10.0).from(90.0).into(),
    };
    let title =
        format!("{} of what we do for {}", THINGS[(team + place + 3 * number) % 8], WHOM[(4 * team + place) / 8 % 8]);
    let key_result = KeyResult::new(format!("k{team}-{place}-{number}"), title, measure);
    let key_result = if (16 * team + 4 * place + number) % 50 == 3 { key_result } else { key_result.owner("Cy") };
    match metric {
        Some(metric) => key_result.metric(metric),
        None => key_result.unit("points"),
    }
}

/// The readings of so many teams, in the order of metrics and dates: 13 of each key result that has its own, a week apart, and 9 of each month of a
/// KPI; 506 a team.
#[must_use]
pub fn rows(teams: usize) -> Rows {
    let first = okr_core::calendar::day_number(start()) - 7;
    let this_month = start() + chrono::Months::new(2);
    let months = (1..=MONTHS as u32).rev().map(|month| this_month - chrono::Months::new(month));
    let days_of = |month| (0..A_MONTH as i32).map(move |reading| okr_core::calendar::day_number(month) + 3 * reading);
    let kpi_days: Vec<i32> = months.flat_map(days_of).collect();
    let total = teams * (14 * READINGS + kpi_days.len());
    let (mut names, mut metrics) = (Vec::with_capacity(15 * teams), Vec::with_capacity(total));
    let (mut days, mut values) = (Vec::with_capacity(total), Vec::with_capacity(total));
    let mut random = Random::new(7);
    for team in 0..teams {
        for (place, number) in (0..4).flat_map(|place| (0..4).map(move |number| (place, number))) {
            if number == 3 && (place == 0 || place == 2) {
                continue;
            }
            let falls = number == 3 && place == 3;
            let metric = names.len() as u32;
            names.push(format!("k{team}-{place}-{number}"));
            let pace = 0.3 + random.unit();
            for reading in 0..READINGS as i32 {
                let way = 80.0 * pace * f64::from(reading) / READINGS as f64 + 12.0 * random.unit() - 6.0;
                metrics.push(metric);
                days.push(first + 7 * reading);
                values.push(if falls { 90.0 - way } else { 10.0 + way });
            }
        }
        let metric = names.len() as u32;
        names.push(format!("kpi{team}"));
        let level = 30.0 + 40.0 * random.unit();
        for &day in &kpi_days {
            metrics.push(metric);
            days.push(day);
            values.push(level + 15.0 * random.unit());
        }
    }
    Rows { names, metrics, days, values }
}
