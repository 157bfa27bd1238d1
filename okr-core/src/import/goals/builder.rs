//! What goals are made with.

use hashbrown::HashSet;

use super::super::known_values::Newest;
use super::super::people::Names;
use super::super::table::Table;
use super::cycles::Cycles;
use super::ids::Ids;
use super::item::Item;
use super::said::Confidences;
use crate::plan::Team;
use crate::readings::{CheckIn, Reading};

/// What objectives and key results are made with, and what comes out beside them.
pub(super) struct Builder<'a> {
    pub(super) table: &'a Table<'a>,
    pub(super) newest: &'a Newest<'a>,
    pub(super) items: &'a [Item],
    pub(super) ids: &'a Ids,
    pub(super) cycles: &'a Cycles,
    pub(super) confidences: Confidences,
    pub(super) owner_names: Names,
    pub(super) teams: Vec<Team>,
    pub(super) readings: Vec<Reading>,
    pub(super) check_ins: Vec<CheckIn>,
    /// Whether a value or status had no day.
    pub(super) undated: bool,
    /// The numbers of the columns of progress whose plain numbers are percent: one of them is above 1.
    pub(super) percent_progress: Vec<Option<u32>>,
    /// The rows of objectives that are measured by their own numbers.
    pub(super) measured_rows: HashSet<usize>,
}
