//! From the readings of a span of time to one value.

use crate::number::{clamp, larger, smaller, unsigned};
use crate::plan::Aggregate;
use crate::readings::series::Visible;

/// One value made from readings, and the size of its sample.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Aggregated {
    /// The value.
    pub(crate) value: f64,
    /// For `latest` the sample of the reading used, else the sum of all samples; none where one of them is unknown.
    pub(crate) sample: Option<f64>,
}

/// The value of `readings` by an aggregate; none without readings.
///
/// * `sum`: `Σ value`, in the order of dates;
/// * `mean`: `Σ sample·value / Σ sample`, or `Σ value / n` where a sample is unknown, kept within the smallest and the largest
///   reading: what binary fractions lose never makes equal readings differ from their mean.
#[inline]
#[must_use]
pub(crate) fn aggregate(by: Aggregate, readings: Visible<'_>) -> Option<Aggregated> {
    let values = readings.values;
    let last = *values.last()?;
    let known = |sample: f64| (!sample.is_nan()).then_some(sample);
    let total = || readings.samples.map(|samples| samples.iter().sum::<f64>()).and_then(known);
    let (value, sample) = match by {
        Aggregate::Latest => (last, readings.samples.and_then(|samples| samples.last().copied()).and_then(known)),
        Aggregate::Sum => (values.iter().fold(0.0, |sum, value| sum + value), total()),
        Aggregate::Mean => {
            let sample = total();
            (mean(values, readings.samples.zip(sample)), sample)
        }
        Aggregate::Min => (values.iter().copied().fold(last, smaller), total()),
        Aggregate::Max => (values.iter().copied().fold(last, larger), total()),
    };
    Some(Aggregated { value: unsigned(value), sample })
}

/// The mean, weighted where all samples and their sum are known.
fn mean(values: &[f64], samples: Option<(&[f64], f64)>) -> f64 {
    let mean = match samples {
        Some((samples, total)) => {
            values.iter().zip(samples).fold(0.0, |sum, (value, sample)| sum + sample * value) / total
        }
        None => values.iter().fold(0.0, |sum, value| sum + value) / values.len() as f64,
    };
    let first = values.first().copied().unwrap_or(mean);
    let low = values.iter().copied().fold(first, smaller);
    let high = values.iter().copied().fold(first, larger);
    clamp(mean, low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(by: Aggregate, values: &[f64], samples: Option<&[f64]>) -> Option<(f64, Option<f64>)> {
        let dates: Vec<i32> = (0..).take(values.len()).collect();
        let readings = Visible { dates: &dates, values, samples };
        aggregate(by, readings).map(|Aggregated { value, sample }| (value, sample))
    }

    #[test]
    fn each_aggregate_by_hand() {
        let (values, samples) = ([3.0, -1.0, 4.0], [1.0, 2.0, 5.0]);
        for (by, value, sample) in [
            (Aggregate::Latest, 4.0, 5.0),
            (Aggregate::Sum, 6.0, 8.0),
            (Aggregate::Mean, 2.625, 8.0),
            (Aggregate::Min, -1.0, 8.0),
            (Aggregate::Max, 4.0, 8.0),
        ] {
            assert_eq!(of(by, &values, Some(&samples)), Some((value, Some(sample))), "{by}");
            assert_eq!(of(by, &[], None), None);
        }
        assert_eq!(of(Aggregate::Mean, &values, None), Some((2.0, None)));
    }

    #[test]
    fn one_unknown_sample_leaves_all_unknown() {
        let samples = [1.0, f64::NAN];
        assert_eq!(of(Aggregate::Mean, &[1.0, 2.0], Some(&samples)), Some((1.5, None)));
        assert_eq!(of(Aggregate::Sum, &[1.0, 2.0], Some(&samples)), Some((3.0, None)));
        assert_eq!(of(Aggregate::Latest, &[1.0, 2.0], Some(&samples)), Some((2.0, None)));
        assert_eq!(of(Aggregate::Latest, &[1.0, 2.0], Some(&[f64::NAN, 4.0])), Some((2.0, Some(4.0))));
    }

    #[test]
    fn the_mean_of_equal_readings_is_that_reading() {
        // The quotient of the sum is 0.6999999999999998.
        assert_eq!(of(Aggregate::Mean, &[0.7; 3], None), Some((0.7, None)));
        assert_eq!(of(Aggregate::Mean, &[0.1; 3], Some(&[3.0, 7.0, 9.0])), Some((0.1, Some(19.0))));
    }

    #[test]
    fn zeros_have_no_sign() {
        for by in Aggregate::ALL {
            let (value, _) = of(by, &[-0.0, -0.0], None).unwrap();
            assert_eq!(value.to_bits(), 0.0_f64.to_bits(), "{by}");
        }
    }
}
