//! Simulates how often each trigger rule fires on pure noise, for the table of the guide's page on rules.
//!
//! 10,000 KPIs of independent normal values (mean 100, standard deviation 10, lower is better, healthy up to 110, target 100), a
//! month each. A rule counts as fired within n periods if it was firing at the end of any of them. The seed is fixed.

use chrono::{Months, NaiveDate};
use okr_core::plan::{
    Better, Cadence, Kpi, OffTarget, OutOfRange, Range, Rule, Shift, Spike, Stagnant, Trend, Worsening,
};
use okr_core::readings::Reading;
use okr_core::report::TriggerState;
use okr_core::{Evaluation, Plan, Readings};

const KPIS: u32 = 10_000;
const SEED: u64 = 20_260_701;
const PERIODS: [u32; 3] = [12, 24, 52];

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
    let kpi = |number: u32| {
        Kpi::new(format!("kpi-{number}"), "Noise", Better::Lower, Cadence::Monthly)
            .healthy(Range::new().max(110.0))
            .target(100.0)
            .rules(rules.to_vec())
    };
    let tracker = Plan::new().kpis((0..KPIS).map(kpi)).resolve()?;
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).ok_or("no date")?;
    let month = |number: u32| first + Months::new(number + 1) - chrono::Days::new(1);
    let mut noise = Noise(SEED);
    let mut rows = Vec::new();
    for number in 0..KPIS {
        let months = 0..PERIODS[2];
        rows.extend(months.map(|at| Reading::new(format!("kpi-{number}"), month(at), 100.0 + 10.0 * noise.normal())));
    }
    let readings = Readings::from_rows(rows)?;
    let mut fired = vec![vec![false; rules.len()]; KPIS as usize];
    println!("| rule | {} |", PERIODS.map(|periods| format!("{periods} periods")).join(" | "));
    let mut table = vec![Vec::new(); rules.len()];
    for at in 0..PERIODS[2] {
        let report = tracker.evaluate(&Evaluation::new(&readings, month(at)))?;
        for row in report.triggers.iter().filter(|row| row.state == TriggerState::Firing) {
            let kpi: usize = row.kpi.trim_start_matches("kpi-").parse()?;
            let of_kind = rules.iter().enumerate().filter(|(_, rule)| rule.kind().as_str() == &*row.rule);
            if let Some((place, _)) = of_kind.clone().nth(row.number as usize - 1) {
                fired[kpi][place] = true;
            }
        }
        if PERIODS.contains(&(at + 1)) {
            for (place, cells) in table.iter_mut().enumerate() {
                let count = fired.iter().filter(|rules| rules[place]).count();
                cells.push(format!("{:.1} %", 100.0 * count as f64 / f64::from(KPIS)));
            }
        }
    }
    for (rule, cells) in rules.iter().zip(table) {
        println!("| `{}` | {} |", serde_json::to_string(rule)?, cells.join(" | "));
    }
    Ok(())
}
