/// Length of the series for which the chance of a false alarm is computed: a year of months.
const VALUES: u32 = 12;

/// Returns the exact probability that 12 independent values without a trend contain `rises` consecutive rises.
///
/// `rises` consecutive rises are `rises + 1` values, each above the previous one. All orders of 12 distinct values are
/// equally likely, so the probability is the share of orders with such a run. Orders without one are counted in
/// integers, from the generating function `1 / Σ (x^(mk)/(mk)! - x^(mk+1)/(mk+1)!)` over k = 0, 1, …, where m = `rises
/// + 1` (David and Barton, *Combinatorial Chance*, 1962). The probability for falls is the same.
///
/// ```
/// use okr_core::stats::chance_of_rises;
///
/// assert_eq!(chance_of_rises(3), 0.28900270270495965);
/// assert_eq!(chance_of_rises(11), 1.0 / 479_001_600.0);
/// assert_eq!(chance_of_rises(12), 0.0);
/// ```
#[must_use]
pub fn chance_of_rises(rises: u32) -> f64 {
    match rises {
        0 => 1.0,
        VALUES.. => 0.0,
        _ => {
            let all: i64 = (1..=i64::from(VALUES)).product();
            // Both numbers are integers below 2^53: one rounding, that of the division.
            (all - orders_without_run(VALUES, rises)) as f64 / all as f64
        }
    }
}

/// Counts the orders of `values` distinct values without `rises` consecutive rises, for at most 20 values and at least
/// 1 rise.
fn orders_without_run(values: u32, rises: u32) -> i64 {
    // The product of the two series is 1, so each count follows from those before it.
    let run = i64::from(rises) + 1;
    let mut counts = vec![1_i64];
    for size in 1..=i64::from(values) {
        let mut binomial = 1;
        let mut count = 0;
        for (taken, rest) in (1..=size).zip(counts.iter().rev()) {
            binomial = binomial * (size - taken + 1) / taken;
            match taken % run {
                0 => count -= binomial * rest,
                1 => count += binomial * rest,
                _ => {}
            }
        }
        counts.push(count);
    }
    counts.last().copied().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts by checking every order.
    fn orders_with_run(order: &mut Vec<u32>, values: u32, rises: usize) -> i64 {
        if order.len() == values as usize {
            let run = order.windows(rises + 1).any(|window| window.is_sorted());
            return i64::from(run);
        }
        let mut count = 0;
        for value in 0..values {
            if !order.contains(&value) {
                order.push(value);
                count += orders_with_run(order, values, rises);
                order.pop();
            }
        }
        count
    }

    /// Counts by inserting values one by one: for each rank of the newest value and each run that ends with it.
    fn orders_with_run_by_rank(values: usize, rises: usize) -> i64 {
        let mut ways = vec![vec![0_i64; rises]; 1];
        ways[0][0] = 1;
        for size in 1..values {
            let mut next = vec![vec![0_i64; rises]; size + 1];
            for (rank, runs) in ways.iter().enumerate() {
                for (run, count) in runs.iter().enumerate() {
                    for (new_rank, new_runs) in next.iter_mut().enumerate() {
                        if new_rank <= rank {
                            new_runs[0] += count;
                        } else if run + 1 < rises {
                            new_runs[run + 1] += count;
                        }
                    }
                }
            }
            ways = next;
        }
        (1..=values as i64).product::<i64>() - ways.iter().flatten().sum::<i64>()
    }

    #[test]
    fn the_count_is_that_of_looking_at_every_order() {
        for values in 1..=8_u32 {
            let all: i64 = (1..=i64::from(values)).product();
            for rises in 1..=8_u32 {
                let expected = orders_with_run(&mut Vec::new(), values, rises as usize);
                assert_eq!(all - orders_without_run(values, rises), expected, "{values} values, {rises} rises");
            }
        }
    }

    #[test]
    fn the_count_is_that_of_inserting_value_by_value() {
        let all = 479_001_600.0;
        for rises in 1..=11 {
            let expected = orders_with_run_by_rank(12, rises) as f64 / all;
            assert_eq!(chance_of_rises(rises as u32), expected, "{rises} rises");
        }
    }

    #[test]
    fn a_longer_run_is_rarer() {
        let chances: Vec<f64> = (0..=13).map(chance_of_rises).collect();
        assert!(chances.windows(2).all(|pair| pair[1] < pair[0] || pair == [0.0, 0.0]), "{chances:?}");
    }
}
