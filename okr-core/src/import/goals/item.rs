//! The rows of goals as objectives and key results, before they are documents.

/// An objective or key result, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The index of its row in the table; of an objective that is only named beside its key results, that of the first.
    pub(super) row: usize,
    /// The number of a key result in numbered columns.
    pub(super) number: Option<u32>,
    pub(super) title: String,
    /// For a key result, the index of its objective among the items.
    pub(super) objective: Option<usize>,
    /// For an objective, what it supports: the index of an objective or key result.
    pub(super) parent: Option<usize>,
    /// Whether the fields of its row are its own.
    pub(super) has_row: bool,
    /// For an objective, all rows that name it.
    pub(super) rows: Vec<usize>,
    pub(super) is_objective: bool,
    /// The name of its team.
    pub(super) team: Option<String>,
    /// Whether it is the only measure of an objective that has numbers of its own.
    pub(super) measures_objective: bool,
}

impl Item {
    pub(super) fn objective(row: usize, title: String, has_row: bool) -> Self {
        Item {
            row,
            number: None,
            title,
            objective: None,
            parent: None,
            has_row,
            rows: vec![row],
            is_objective: true,
            team: None,
            measures_objective: false,
        }
    }

    pub(super) fn key_result(row: usize, title: String, objective: usize) -> Self {
        Item { objective: Some(objective), is_objective: false, ..Item::objective(row, title, true) }
    }
}
