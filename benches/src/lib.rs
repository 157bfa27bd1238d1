//! Plans and readings of any size for the benchmarks: the same for the same numbers.

pub mod counted;
pub mod enterprise;
pub mod measure;
pub mod random;
pub mod rates;
pub mod watched;

use chrono::{Days, NaiveDate};
use okr_core::plan::{
    Better, Cadence, Cycle, FindingCode, Hold, KeyResult, Kpi, Level, Measure, Objective, Parent, Range, Reach, RollUp,
    Team,
};
use okr_core::policy::{Policy, Severities, Severity};
use okr_core::readings::Reading;
use okr_core::{Plan, Readings};

/// How benchmarks are run: few samples, so that all take some minutes.
#[must_use]
pub fn criterion() -> criterion::Criterion {
    let (warm_up, measurement) = (std::time::Duration::from_millis(300), std::time::Duration::from_secs(1));
    criterion::Criterion::default().sample_size(10).warm_up_time(warm_up).measurement_time(measurement)
}

/// A policy without findings.
#[must_use]
pub fn quiet() -> Policy {
    Policy::new().severity(FindingCode::ALL.into_iter().map(|code| (code, Severity::Off)).collect::<Severities>())
}

/// The first day of the cycle.
///
/// # Panics
///
/// Never: the date exists.
#[must_use]
pub fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 1).expect("the date exists")
}

/// A plan of teams with four objectives of four key results each, a KPI for each team, under one company objective.
#[must_use]
pub fn plan(teams: usize) -> Plan {
    let year = NaiveDate::from_ymd_opt(2026, 1, 1).expect("the date exists");
    let cycles = [
        Cycle::new("2026", year, year + Days::new(364)),
        Cycle::new("2026-Q3", start(), start() + Days::new(91)).parent("2026"),
    ];
    let company = Team::new("company", "Company", Level::Company);
    let others =
        (0..teams).map(|team| Team::new(format!("t{team}"), format!("Team {team}"), Level::Team).parent("company"));
    let sum = KeyResult::new("sum", "All objectives of the quarter", RollUp::new());
    let top =
        Objective::new("top", "Be the best at what we do", "2026").team("company").owner("Ann").key_results([sum]);
    let objectives = (0..teams).flat_map(|team| (0..4).map(move |number| objective(team, number)));
    let kpis = (0..teams).map(|team| {
        Kpi::new(format!("kpi{team}"), format!("Health of team {team}"), Better::Lower, Cadence::Monthly)
            .healthy(Range::new().max(70.0))
            .target(50.0)
            .team(format!("t{team}"))
            .owner("Bo")
    });
    Plan::new()
        .teams(std::iter::once(company).chain(others).collect::<Vec<_>>())
        .cycles(cycles)
        .objectives(std::iter::once(top).chain(objectives).collect::<Vec<_>>())
        .kpis(kpis.collect::<Vec<_>>())
}

fn objective(team: usize, number: usize) -> Objective {
    let key_result = |place: usize| {
        let measure: Measure = match place {
            0 => Hold::new().min(20.0).into(),
            1 => Reach::new(10.0).from(90.0).into(),
            _ => Reach::new(90.0).from(10.0).into(),
        };
        KeyResult::new(format!("k{team}-{number}-{place}"), format!("Reach number {place}"), measure)
            .owner("Cy")
            .unit("points")
    };
    Objective::new(format!("o{team}-{number}"), format!("Get better at thing {number}"), "2026-Q3")
        .team(format!("t{team}"))
        .owner("Cy")
        .parent(Parent::KeyResult("sum".to_owned()))
        .key_results((0..4).map(key_result).collect::<Vec<_>>())
}

/// Weekly readings of each key result, and 36 monthly ones of each KPI.
#[must_use]
pub fn rows(teams: usize) -> Vec<Reading> {
    let mut rows = Vec::with_capacity(teams * (16 * 13 + 36));
    // A fixed sequence of numbers within 0 to 99 stands for noise.
    let mut state = 7u32;
    let mut value = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from((state >> 16) % 100)
    };
    for team in 0..teams {
        for number in 0..16 {
            let metric = format!("k{team}-{}-{}", number / 4, number % 4);
            rows.extend((0..13).map(|week| Reading::new(metric.clone(), start() + Days::new(7 * week), value())));
        }
        for month in 0..36u32 {
            let date = start() - chrono::Months::new(month) - Days::new(1);
            rows.push(Reading::new(format!("kpi{team}"), date, value()));
        }
    }
    rows
}

/// The readings of [`rows`].
///
/// # Panics
///
/// Never: all rows are good.
#[must_use]
pub fn readings(teams: usize) -> Readings {
    Readings::from_rows(rows(teams)).expect("all rows are good")
}
