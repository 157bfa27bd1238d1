//! From inputs to the series of a KPI with a formula, and series over windows.

use super::aggregate::aggregate;
use super::fill::withheld;
use super::in_periods::InPeriods;
use super::input_values::{ByPeriod, NamedInput, Reading, Span, Whole, windows};
use super::periods::{Content, PeriodValue, Series};
use super::timeline::Timeline;
use crate::plan::{Empty, Formula, Input, Kpi};
use crate::readings::series::{Scratch, Series as MetricReadings, Visible};

/// What an input of a formula is read from.
#[derive(Clone, Debug)]
pub(crate) enum InputReadings<'a> {
    /// One metric; none where it has no readings.
    One(Option<MetricReadings<'a>>),
    /// A metric for each name, to be summed to a whole; names that the input has no readings of are none.
    Named(Vec<Option<MetricReadings<'a>>>),
}

/// An input of a formula, with its readings.
#[derive(Clone, Debug)]
pub(crate) struct FormulaInput<'a> {
    pub(crate) input: &'a Input,
    pub(crate) readings: InputReadings<'a>,
}

/// A formula with its inputs: those of the formula in its order, then, where it is another one, the one that is the sample.
#[derive(Clone, Debug)]
pub(crate) struct FormulaInputs<'a> {
    pub(crate) formula: &'a Formula,
    pub(crate) inputs: Vec<FormulaInput<'a>>,
    /// The input whose value is the sample, by its index.
    pub(crate) sample: Option<usize>,
}

impl FormulaInputs<'_> {
    fn readings(&self) -> impl Iterator<Item = MetricReadings<'_>> {
        self.inputs
            .iter()
            .flat_map(|input| match &input.readings {
                InputReadings::One(readings) => std::slice::from_ref(readings),
                InputReadings::Named(readings) => readings.as_slice(),
            })
            .filter_map(|readings| *readings)
    }

    /// The period of the first visible reading of any input.
    fn first_period(&self, timeline: &Timeline, scratch: &mut Scratch) -> Option<i32> {
        let mut first = None;
        for readings in self.readings() {
            let visible = readings.visible(timeline.as_of, scratch);
            let day = visible.dates.iter().find_map(|day| timeline.schedule.period_of_day(*day));
            first = match (first, day) {
                (Some(first), Some(day)) => Some(std::cmp::min(first, day)),
                (first, day) => first.or(day),
            };
        }
        first
    }

    fn names(&self) -> usize {
        self.inputs
            .iter()
            .map(|input| match &input.readings {
                InputReadings::Named(names) => names.len(),
                InputReadings::One(_) => 0,
            })
            .max()
            .unwrap_or(0)
    }
}

/// The values of all inputs over a span.
struct InputValues {
    values: Vec<ByPeriod>,
    whole: Option<Whole>,
}

impl Series {
    /// Replaces the series by that of a KPI with a formula.
    pub(crate) fn fill_formula(
        &mut self,
        kpi: &Kpi,
        inputs: &FormulaInputs<'_>,
        timeline: Timeline,
        scratch: &mut Scratch,
    ) {
        self.fill_formula_over(kpi.window, kpi, inputs, timeline.clone(), scratch);
        if kpi.window > 1 {
            self.roll().fill_formula_over(1, kpi, inputs, timeline, scratch);
        }
    }

    fn fill_formula_over(
        &mut self,
        window: u32,
        kpi: &Kpi,
        inputs: &FormulaInputs<'_>,
        timeline: Timeline,
        scratch: &mut Scratch,
    ) {
        let first_reading = inputs.first_period(&timeline, scratch);
        let first = timeline.start.or(first_reading);
        self.start(timeline.clone());
        let Some(first) = first else { return self.finish() };
        let span = Span { first, last: last_period(&timeline) };
        let values = input_values(window, inputs, &timeline, span, first_reading, scratch);
        let mut stack = Vec::new();
        for period in span.periods() {
            let value = formula_value(kpi, inputs, &values, &timeline, period, &mut stack);
            self.add(period, value);
        }
        self.finish();
    }

    /// Replaces the series by that of a KPI without a formula whose values look back over several periods.
    pub(super) fn fill_windows(&mut self, kpi: &Kpi, visible: Visible<'_>, timeline: Timeline) {
        self.start(timeline.clone());
        let mut in_periods = InPeriods::default();
        let visible = in_periods.of(&timeline.schedule, visible);
        let first_reading = visible.dates.first().map(|day| timeline.schedule.period_from(*day));
        let Some(first) = timeline.start.or(first_reading) else { return self.finish() };
        let span = Span { first, last: last_period(&timeline) };
        let zero_from = zero_from(kpi.empty, first_reading, first);
        let reading = Reading { timeline: &timeline, aggregate: kpi.aggregate, zero_from, first_day: i32::MIN };
        let values = reading.by_window(visible, span, kpi.window);
        let back = i32::try_from(kpi.window - 1).unwrap_or(i32::MAX);
        for period in span.periods() {
            let content = values.get(period).map_or_else(|| without_value(&timeline, period), Content::Value);
            let days = (timeline.schedule.first_day(period.saturating_sub(back)), timeline.schedule.last_day(period));
            let readings = visible.within(days.0, days.1.min(timeline.days.1));
            let sample = aggregate(kpi.aggregate, readings).and_then(|aggregated| aggregated.sample);
            self.add(period, withheld(content, sample.filter(|_| content.is_filled()), kpi.min_sample));
        }
        self.finish();
    }

    /// Adds a period: none without readings in front of a series without a written `start`, and the running one only with readings.
    fn add(&mut self, period: i32, value: PeriodValue) {
        let Timeline { start, complete, .. } = *self.timeline();
        let is_running = period > complete;
        if !value.content.is_filled() && (is_running || self.len() == 0 && start.is_none()) {
            return;
        }
        self.start_at(period);
        if is_running { self.run_on(period, value) } else { self.push(value) }
    }
}

/// The newest complete period, or the one that runs on the day.
fn last_period(timeline: &Timeline) -> i32 {
    let running = timeline.schedule.period_of_day(timeline.days.1.min(timeline.as_of));
    running.map_or(timeline.complete, |running| running.max(timeline.complete))
}

/// A period without a value: a gap once nothing is awaited any longer.
fn without_value(timeline: &Timeline, period: i32) -> Content {
    if timeline.is_settled(period) { Content::Gap } else { Content::Awaited }
}

/// The first period in which none counts as 0: that of the first reading, or the first of the series.
fn zero_from(empty: Empty, first_reading: Option<i32>, first: i32) -> Option<i32> {
    match empty {
        Empty::Gap => None,
        Empty::Zero => Some(first_reading.map_or(first, |reading| reading.min(first))),
    }
}

fn input_values(
    window: u32,
    inputs: &FormulaInputs<'_>,
    timeline: &Timeline,
    span: Span,
    first_reading: Option<i32>,
    scratch: &mut Scratch,
) -> InputValues {
    let reading = |input: &Input| Reading {
        timeline,
        aggregate: input.aggregate,
        zero_from: zero_from(input.empty, first_reading, span.first),
        first_day: if window == 1 { timeline.days.0 } else { i32::MIN },
    };
    let wide = span.reaching_back(window - 1);
    let named: Vec<(usize, NamedInput<'_>)> = inputs
        .inputs
        .iter()
        .enumerate()
        .filter_map(|(index, input)| match &input.readings {
            InputReadings::One(_) => None,
            InputReadings::Named(readings) => {
                let counts = index < inputs.formula.inputs.len();
                Some((index, NamedInput { reading: reading(input.input), counts, readings: readings.clone() }))
            }
        })
        .collect();
    let (indices, named): (Vec<usize>, Vec<NamedInput<'_>>) = named.into_iter().unzip();
    let whole = (!named.is_empty()).then(|| Whole::new(&named, inputs.names(), wide, scratch));
    let mut in_periods = InPeriods::default();
    let value = |(index, input): (usize, &FormulaInput<'_>)| {
        let sum = indices.iter().position(|named| *named == index).zip(whole.as_ref());
        match (&input.readings, sum) {
            (_, Some((position, whole))) => {
                let sums = whole.sums.get(position).cloned().unwrap_or_else(|| ByPeriod::empty(wide));
                if window > 1 { windows(&sums, span, window, input.input.aggregate) } else { sums }
            }
            (InputReadings::One(Some(readings)), None) => {
                let visible = readings.visible(timeline.as_of, scratch);
                reading(input.input).by_window(in_periods.of(&timeline.schedule, visible), span, window)
            }
            _ => reading(input.input).by_window(Visible::default(), span, window),
        }
    };
    let values = inputs.inputs.iter().enumerate().map(value).collect();
    InputValues { values, whole }
}

fn value_of(values: &[ByPeriod], input: usize, period: i32) -> f64 {
    values.get(input).and_then(|values| values.get(period)).unwrap_or(f64::NAN)
}

/// Whether each input of the formula has a value.
fn all_known(values: &[ByPeriod], inputs: &FormulaInputs<'_>, period: i32) -> bool {
    values.iter().take(inputs.formula.inputs.len()).all(|values| values.get(period).is_some())
}

fn formula_value(
    kpi: &Kpi,
    inputs: &FormulaInputs<'_>,
    values: &InputValues,
    timeline: &Timeline,
    period: i32,
    stack: &mut Vec<f64>,
) -> PeriodValue {
    let (parts, awaits) = values.whole.as_ref().and_then(|whole| whole.parts(period)).unzip();
    let content = if !all_known(&values.values, inputs, period) {
        without_value(timeline, period)
    } else if awaits == Some(true) && period <= timeline.complete {
        Content::Awaited
    } else {
        let value = inputs.formula.value(|input| value_of(&values.values, input, period), stack);
        value.map_or(Content::Undefined, Content::Value)
    };
    let sample = inputs.sample.and_then(|input| values.values.get(input)?.get(period));
    let value = withheld(content, sample.filter(|_| content.is_filled()), kpi.min_sample);
    // A sample that is none, like 0 rows, is not shown.
    PeriodValue { parts, sample: value.sample.filter(|sample| *sample > 0.0), ..value }
}
