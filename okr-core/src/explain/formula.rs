//! What a formula's value is made of: its inputs, their parts, and who is missing.

use super::reading::{MOST, Origin, aggregate_word, readings, value_with_origin};
use super::step::{Step, StepKind};
use super::wording::{in_formula, value_text};
use crate::calendar::date_of_day;
use crate::plan::Kpi;
use crate::readings::series::{Scratch, Series, Visible};
use crate::series::{FormulaInput, FormulaInputs, InPeriods, InputReadings, PeriodInputs, Timeline};

/// The most parts or names that a sentence lists.
const MOST_NAMED: usize = 4;

/// How a period's value comes from a formula.
pub(super) struct Made {
    /// `100 × 5 / 40`.
    pub(super) formula: String,
    /// Its inputs, in words.
    pub(super) inputs: String,
    /// Which names are missing, in words.
    pub(super) missing: String,
    pub(super) steps: Vec<Step>,
}

/// The inputs of one period of a KPI.
pub(super) struct Inputs<'a> {
    pub(super) kpi: &'a Kpi,
    pub(super) formula: &'a FormulaInputs<'a>,
    pub(super) timeline: &'a Timeline,
    pub(super) period: i32,
    pub(super) as_of: i32,
}

impl Inputs<'_> {
    /// How the period's value is made.
    pub(super) fn explain(&self) -> Made {
        let found = self.formula.in_period(self.kpi, self.timeline, self.period, &mut Scratch::default());
        let mut steps = Vec::new();
        let texts: Vec<String> = (self.formula.inputs.iter().enumerate())
            .map(|(index, input)| self.input(index, input, &found, &mut steps))
            .collect();
        let value = |index: usize| found.values.get(index).copied().flatten();
        let id = |index: usize| self.formula.formula.inputs.get(index).map(String::as_str).unwrap_or_default();
        let written = |index: usize| value(index).map_or_else(|| format!("`{}`", id(index)), in_formula);
        Made {
            formula: self.formula.formula.written_with(written),
            inputs: texts.join(", "),
            missing: self.missing(&found, &mut steps),
            steps,
        }
    }

    /// An input in words, with its steps.
    fn input(&self, index: usize, input: &FormulaInput<'_>, found: &PeriodInputs, steps: &mut Vec<Step>) -> String {
        let id = &input.input.id;
        let role = if index >= self.formula.formula.inputs.len() { " as the sample" } else { "" };
        let Some(value) = found.values.get(index).copied().flatten() else {
            let text = format!("`{id}` without a value{role}");
            steps.push(Step::new(StepKind::Input, None, text.clone()).of(&id.as_str().into()));
            return text;
        };
        let mut below = Vec::new();
        let made = match (&input.readings, found.by_name.get(index).and_then(Option::as_ref)) {
            (InputReadings::Named(readings), Some(values)) => {
                self.whole(input, value, readings, values, found, &mut below)
            }
            (InputReadings::One(Some(series)), _) => self.one(input, value, *series, &mut below),
            _ => nothing_read(value),
        };
        let text = format!("`{id}` {made}{role}");
        steps.push(Step::new(StepKind::Input, Some(value), text.clone()).of(&id.as_str().into()));
        steps.append(&mut below);
        text
    }

    /// An input of one metric.
    fn one(&self, input: &FormulaInput<'_>, value: f64, series: Series<'_>, steps: &mut Vec<Step>) -> String {
        let (mut scratch, mut in_periods) = (Scratch::default(), InPeriods::default());
        let visible = in_periods.of(&self.timeline.schedule, series.visible(self.as_of, &mut scratch));
        let (from, to) = days(self.kpi, self.timeline, self.period, self.kpi.window);
        let inside = visible.within(from, to);
        steps.extend(readings(Some(series), inside, self.as_of));
        let Some(last) = inside.dates.last() else { return nothing_read(value) };
        let origin = Origin::of(Some(series), *last, self.as_of, false);
        value_with_origin(value, input.input.aggregate, inside.dates.len(), &origin)
    }

    /// An input that is summed over its names.
    fn whole(
        &self,
        input: &FormulaInput<'_>,
        value: f64,
        readings: &[Option<Series<'_>>],
        values: &[Option<f64>],
        found: &PeriodInputs,
        steps: &mut Vec<Step>,
    ) -> String {
        let mut parts = Vec::new();
        for (((name, part), series), counts) in self.formula.names.iter().zip(values).zip(readings).zip(&found.counts) {
            let Some(part) = part.filter(|_| *counts) else { continue };
            parts.push(format!("{} of `{name}`", value_text(part)));
            if steps.len() < MOST {
                steps.push(self.part(input, name, part, *series));
            }
        }
        let made = match (self.kpi.window, parts.len()) {
            (1, 1) => parts.concat(),
            (1, ..=MOST_NAMED) => parts.join(" + "),
            (1, count) => format!("sum over {count} names"),
            (window, _) => {
                format!("{} of {window} periods, each summed over its names", aggregate_word(input.input.aggregate))
            }
        };
        format!("{} ({made})", value_text(value))
    }

    /// What an input comes to under one name, in the period itself.
    fn part(&self, input: &FormulaInput<'_>, name: &str, value: f64, series: Option<Series<'_>>) -> Step {
        let (mut scratch, mut in_periods) = (Scratch::default(), InPeriods::default());
        let visible = series.map_or(Visible::default(), |series| series.visible(self.as_of, &mut scratch));
        let (from, to) = days(self.kpi, self.timeline, self.period, 1);
        let inside = in_periods.of(&self.timeline.schedule, visible).within(from, to);
        let text = match inside.dates.last() {
            Some(last) => {
                let origin = Origin::of(series, *last, self.as_of, false);
                value_with_origin(value, input.input.aggregate, inside.dates.len(), &origin)
            }
            None => nothing_read(value),
        };
        let id = format!("{}@{name}", input.input.id);
        Step {
            date: inside.dates.last().map(|last| date_of_day(*last)),
            ..Step::new(StepKind::Part, Some(value), format!("`{id}` {text}")).of(&id.as_str().into())
        }
    }

    /// The names that were expected and are missing, with a step for each name that is left out.
    fn missing(&self, found: &PeriodInputs, steps: &mut Vec<Step>) -> String {
        let mut missing = Vec::new();
        let names = self.formula.names.iter().zip(&found.counts).zip(&found.missing).enumerate();
        for (position, ((name, counts), is_missing)) in names {
            let lacks: Vec<String> = (self.formula.inputs.iter().zip(&found.by_name))
                .take(self.formula.formula.inputs.len())
                .filter(|(_, values)| {
                    values.as_ref().is_some_and(|values| values.get(position).copied().flatten().is_none())
                })
                .map(|(input, _)| format!("`{}`", input.input.id))
                .collect();
            let is_part =
                found.by_name.iter().flatten().any(|values| values.get(position).copied().flatten().is_some());
            if *counts || !(*is_missing || is_part) {
                continue;
            }
            let why = format!("`{name}` is left out: it has no value of {}", lacks.join(" and "));
            steps.push(Step::new(StepKind::LeftOut, None, why).of(&(*name).into()));
            if *is_missing {
                missing.push(format!("`{name}`"));
            }
        }
        let named = missing.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
        match missing.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
            Some(more) => format!("{named} and {more} more"),
            None => named,
        }
    }
}

/// The days that a window which ends with a period looks at.
pub(super) fn days(kpi: &Kpi, timeline: &Timeline, period: i32, window: u32) -> (i32, i32) {
    let back = i32::try_from(window - 1).unwrap_or(i32::MAX);
    let first = timeline.schedule.first_day(period.saturating_sub(back));
    // Windows read what lies before the KPI's start.
    let first = if kpi.window == 1 && first < timeline.days.0 { timeline.days.0 } else { first };
    (first, timeline.schedule.last_day(period).min(timeline.days.1))
}

/// A value without a reading.
pub(super) fn nothing_read(value: f64) -> String {
    format!("{} (no reading, which counts as 0)", value_text(value))
}
