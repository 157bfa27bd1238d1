//! Statistics on series of values: process behaviour charts, trends, slopes, quartiles.
//!
//! Plain functions that take values and return numbers. Where there are too few values for a result, or one that is not finite, they
//! return a [`StatsError`] rather than an unreliable number. Sums run in the order given, and every zero returned is `+0.0`.
//!
//! ```
//! use okr_core::stats::{Xmr, mann_kendall};
//!
//! let turnover = [12.0, 12.4, 11.8, 12.1, 12.6, 11.9, 12.3, 22.0];
//! let chart = Xmr::of(turnover.map(Some), false)?;
//! assert!(chart.provisional);
//! assert!(mann_kendall(&turnover)?.p > 0.05);
//! # Ok::<(), okr_core::stats::StatsError>(())
//! ```

mod error;
mod false_alarm;
mod mann_kendall;
mod quantile;
mod running_mann_kendall;
mod running_xmr;
mod signals;
mod special_cause;
mod theil_sen;
mod xmr;

pub use error::StatsError;
pub use false_alarm::chance_of_rises;
pub use mann_kendall::{MannKendall, mann_kendall};
pub use quantile::{OUTLIER_SCORE, Quartiles, median, median_absolute_deviation, modified_z_score, quartiles};
pub use running_mann_kendall::RunningMannKendall;
pub use running_xmr::RunningXmr;
pub use special_cause::{Signal, SpecialCause};
pub(crate) use theil_sen::Fit;
pub use theil_sen::{MOST_POINTS, TheilSen, theil_sen};
pub use xmr::Xmr;
