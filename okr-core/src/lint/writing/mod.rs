//! How goals are put into words and numbers.

pub(super) mod against_better;
pub(super) mod business_as_usual;
pub(super) mod duplicate_title;
pub(super) mod every_kpi_is_an_okr;
pub(super) mod first_day_readings;
pub(super) mod met_at_start;
pub(super) mod no_baseline;
pub(super) mod number_in_objective;
pub(super) mod okr_without_kpi;
pub(super) mod output_not_outcome;
pub(super) mod scale_mismatch;
pub(super) mod unit_mismatch;
pub(super) mod vague_title;
