//! Simulates how often each trigger rule fires on pure noise, for the tables of the guide's page on rules.
//!
//! 10,000 KPIs, a month each: lower is better, healthy up to 110, target 100. Three kinds of values, each with a mean of 100 and a standard
//! deviation of 10: values as they are read, independent and normal; rates, the ratio of two noisy sums; and rolling means over 12 months.
//! A rule counts as fired within n periods if it was firing at the end of any of them. The seed is fixed.

use chrono::{Months, NaiveDate};
use okr_core::plan::{
    Aggregate, Better, Cadence, Input, Kpi, KpiTeams, OffTarget, OutOfRange, Range, Rule, Shift, Spike, Stagnant,
    Trend, Worsening,
};
use okr_core::readings::{Duplicates, Loader, Reading};
use okr_core::report::TriggerState;
use okr_core::{Evaluation, Plan};

const KPIS: u32 = 10_000;
const SEED: u64 = 20_260_701;
const PERIODS: [u32; 3] = [12, 24, 52];
/// Periods of a rolling mean.
const WINDOW: u32 = 12;

/// Splitmix64 (Steele, Lea & Flood 2014).
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// The sum of twelve uniform numbers less six is close to normal.
    fn normal(&mut self) -> f64 {
        (0..12).fold(-6.0, |sum, _| sum + self.next())
    }
}

/// Where the values come from.
#[derive(Clone, Copy)]
enum Source {
    /// One normal reading a month.
    Readings,
    /// `100 * part / whole`: either is the sum of four normal readings, with a deviation of 10 % / √2 of the sum.
    Formula,
    /// The mean of 12 months: their deviation is √12 times that of the values.
    Window,
}

impl Source {
    fn plan(self, rules: &[Rule], start: NaiveDate) -> Plan {
        let kpi = Kpi::new("noise", "Noise", Better::Lower, Cadence::Monthly)
            .healthy(Range::new().max(110.0))
            .target(100.0)
            .start(start)
            .teams(KpiTeams::Any)
            .rules(rules.to_vec());
        match self {
            Source::Readings => Plan::new().kpis([kpi]),
            Source::Formula => {
                Plan::new().inputs([Input::new("part"), Input::new("whole")]).kpis([kpi.formula("100 * part / whole")])
            }
            Source::Window => Plan::new().kpis([kpi.aggregate(Aggregate::Mean).window(WINDOW)]),
        }
    }

    /// The months before the first one whose values count.
    fn before(self) -> u32 {
        match self {
            Source::Readings | Source::Formula => 0,
            Source::Window => WINDOW - 1,
        }
    }

    /// The readings of a month, as metrics and values.
    fn month(self, name: u32, noise: &mut Noise) -> Vec<(String, f64)> {
        match self {
            Source::Readings => vec![(format!("noise@{name}"), 100.0 + 10.0 * noise.normal())],
            Source::Formula => {
                let inputs = ["part", "whole"].into_iter().flat_map(|input| [input; 4]);
                inputs.map(|input| (format!("{input}@{name}"), 25.0 + 12.5_f64.sqrt() * noise.normal())).collect()
            }
            Source::Window => {
                vec![(format!("noise@{name}"), 100.0 + 10.0 * f64::from(WINDOW).sqrt() * noise.normal())]
            }
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules: [Rule; 9] = [
        OutOfRange::new().into(),
        OffTarget::new().into(),
        Worsening::new().into(),
        Stagnant::new().into(),
        Spike::new().into(),
        Spike::new().percent(20.0).into(),
        Shift::new().into(),
        Shift::new().baseline(12u32).into(),
        Trend::new().into(),
    ];
    let periods = PERIODS.map(|periods| format!("{periods} periods")).join(" | ");
    for (source, kind) in [(Source::Readings, "readings"), (Source::Formula, "rates"), (Source::Window, "windows")] {
        println!("\n| rule, {kind} | {periods} |\n|---|---:|---:|---:|");
        for (rule, shares) in rules.iter().zip(shares(source, &rules)?) {
            let cells = shares.map(|share| format!("{share:.1} %"));
            println!("| `{}` | {} |", serde_json::to_string(rule)?, cells.join(" | "));
        }
    }
    Ok(())
}

/// The percentage of KPIs for which each rule fired within the numbers of periods.
fn shares(source: Source, rules: &[Rule]) -> Result<Vec<[f64; 3]>, Box<dyn std::error::Error>> {
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).ok_or("no date")?;
    let month = |number: u32| first + Months::new(number + 1) - chrono::Days::new(1);
    let mut noise = Noise(SEED);
    let mut rows = Vec::new();
    for name in 0..KPIS {
        for at in 0..source.before() + PERIODS[2] {
            let date = month(at) - Months::new(source.before());
            rows.extend(
                source.month(name, &mut noise).into_iter().map(|(metric, value)| Reading::new(metric, date, value)),
            );
        }
    }
    // The four readings of a sum share a date.
    let readings = Loader::new().duplicates(Duplicates::Sum).rows(rows).complete()?;
    let tracker = source.plan(rules, first).resolve()?;
    let mut fired = vec![vec![false; rules.len()]; KPIS as usize];
    let mut shares = vec![[0.0; 3]; rules.len()];
    for at in 0..PERIODS[2] {
        let report = tracker.evaluate(&Evaluation::new(&readings, month(at)))?;
        for row in report.triggers.iter().filter(|row| row.state == TriggerState::Firing) {
            let name: usize = row.team.as_deref().ok_or("no name")?.parse()?;
            let of_kind = rules.iter().enumerate().filter(|(_, rule)| rule.kind().as_str() == &*row.rule);
            if let Some((place, _)) = of_kind.clone().nth(row.number as usize - 1) {
                fired[name][place] = true;
            }
        }
        if let Some(column) = PERIODS.iter().position(|periods| *periods == at + 1) {
            for (place, shares) in shares.iter_mut().enumerate() {
                let count = fired.iter().filter(|rules| rules[place]).count();
                shares[column] = 100.0 * count as f64 / f64::from(KPIS);
            }
        }
    }
    Ok(shares)
}
