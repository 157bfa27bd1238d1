//! The values of key results over time.

use chrono::NaiveDate;

use super::lookup::Lookup;
use crate::number::same;
use crate::order;
use crate::plan::MeasureKind;
use crate::report::{KeyResultRow, KpiPeriodRow, Report};

/// The readings and periods of a report by what reads them.
pub(super) struct Courses<'a> {
    report: &'a Report,
    values: Lookup<'a>,
    periods: Lookup<'a>,
}

impl<'a> Courses<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        let readers = report.values.iter().enumerate();
        let mut readers = readers.flat_map(|(index, row)| row.used_by.iter().map(move |reader| (index, &**reader)));
        let mut kpis = report.kpi_periods.iter().enumerate().map(|(index, row)| (index, &*row.kpi));
        Courses { report, values: Lookup::of(&mut readers), periods: Lookup::of(&mut kpis) }
    }

    /// The values of a key result in its window, by date: its readings, their running total, or the periods of its KPI, whichever
    /// lead to its current value. Empty where the report does not hold them.
    pub(super) fn of_key_result(&self, row: &KeyResultRow) -> Vec<(NaiveDate, f64)> {
        if row.kind == MeasureKind::Milestones {
            return milestones(row);
        }
        let readings: Vec<(NaiveDate, f64)> = self
            .values
            .all(&row.key_result, &self.report.values)
            .filter(|value| row.start <= value.date && value.date <= row.end)
            .map(|value| (value.date, value.value))
            .collect();
        let totals = readings.iter().scan(0.0, |total, (date, value)| {
            *total += value;
            Some((*date, *total))
        });
        let candidates = [readings.clone(), totals.collect(), self.periods(row)];
        candidates.into_iter().find(|values| leads_to(values, row)).unwrap_or_default()
    }

    /// The values of the complete periods of the KPI that a key result reads, each on the period's last day.
    fn periods(&self, row: &KeyResultRow) -> Vec<(NaiveDate, f64)> {
        let Some(metric) = row.metric.as_deref() else { return Vec::new() };
        let (kpi, team) = metric.split_once('@').map_or((metric, row.team.as_deref()), |(kpi, team)| (kpi, Some(team)));
        let all: Vec<&KpiPeriodRow> = self.periods.all(kpi, &self.report.kpi_periods).collect();
        let several = all.iter().any(|period| period.team != all.first().and_then(|first| first.team.clone()));
        let of_team = |period: &&&KpiPeriodRow| !several || period.team.as_deref() == team;
        let inside = |period: &&&KpiPeriodRow| row.start <= period.end && period.end <= row.end;
        let periods = all.iter().filter(of_team).filter(inside);
        periods.filter_map(|period| period.value.map(|value| (period.end, value))).collect()
    }
}

/// The score of a `milestones` on each day on which one was reached; nothing where such a day is not known.
fn milestones(row: &KeyResultRow) -> Vec<(NaiveDate, f64)> {
    let done = row.milestones.iter().filter(|step| step.done).map(|step| step.done_on.map(|day| (day, step.weight)));
    let Some(mut done) = done.collect::<Option<Vec<(NaiveDate, f64)>>>() else { return Vec::new() };
    order::by_key(&mut done, |(day, _)| *day);
    let all = row.milestones.iter().fold(0.0, |sum, step| sum + step.weight);
    let scores = done.into_iter().scan(0.0, |sum, (day, weight)| {
        *sum += weight;
        Some((day.max(row.start), *sum / all))
    });
    scores.collect()
}

fn leads_to(values: &[(NaiveDate, f64)], row: &KeyResultRow) -> bool {
    let (Some((date, value)), Some(current)) = (values.last(), row.current) else { return false };
    same(*value, current) && row.current_date.is_none_or(|day| day == *date)
}
