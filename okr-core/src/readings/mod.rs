//! Readings: what was measured, by column; and check-ins: what people said about a goal.
//!
//! [`Readings`] hold up to some hundred million rows of metric, date and value. A [`Loader`] makes them from rows, JSON, CSV or
//! columns, and says which rows can't be used and why.

// From the ground; a file imports only from those above it:
//   duplicates                   what several rows for one date mean, and the value that they come to
//   series, texts                what is known of a metric on a day; the interner
//   store, shape                 the columns, grouped by metric; which of them a metric uses
//   reading, column_names        a row; the names of its columns
//   check_in                     check-ins
//   layer                        newer rows over a shared store
//   table, overlay, stored       `Readings`; tables over tables; the columns that callers see
//   rejected, check              rows that can't be used, and why
//   options, numbers             what a loader was told; the numbers of rows in the input
//   contradictions               rows of one load that contradict each other
//   parallel, batch, group       rows in the order of the input become a store
//   intake                       rows taken in one by one
//   json, csv, columns           the forms in which rows come
//   loader, builder              the options of loading, and all its forms; rows that come one by one
//   bytes                        a table that is kept and restored
//   patch, merge                 rows on top of a table that stays as it is
// What the rows of one load mean together is found in `group`, where they first lie side by side; what a single row means, in the
// forms above it, by the `options`.

mod batch;
mod builder;
mod bytes;
mod check;
mod check_in;
pub(crate) mod column_names;
mod columns;
mod contradictions;
#[cfg(feature = "csv")]
mod csv;
mod duplicates;
mod group;
pub(crate) mod in_force;
mod intake;
mod json;
mod layer;
mod loader;
mod merge;
mod missing_value;
mod numbers;
mod options;
mod overlay;
mod parallel;
pub(crate) mod patch;
mod reading;
mod rejected;
pub(crate) mod series;
mod shape;
mod store;
mod stored;
mod table;
#[cfg(test)]
mod tests;
mod texts;

pub use builder::ReadingsBuilder;
pub(crate) use check::check_rows;
pub use check_in::{CheckIn, CheckIns, Subject};
pub use columns::{Columns, DateColumn, MetricColumn, NumberColumn, TextColumn};
pub use duplicates::Duplicates;
pub use loader::Loader;
pub use missing_value::MissingValue;
pub use reading::Reading;
pub use rejected::{Loaded, Rejected, RejectedRow};
pub use store::NO_DAY;
pub use stored::StoredColumns;
pub use table::Readings;
