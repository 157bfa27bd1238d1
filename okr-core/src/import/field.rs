//! The fields that a column can hold.

use crate::document::vocabulary;

vocabulary! {
    /// What a column of a sheet means.
    pub enum Field {
        /// The objective's title.
        Objective = "objective",
        /// The key result's title.
        KeyResult = "key_result",
        /// The title of whatever the row holds.
        Title = "title",
        /// The name of what is measured: the key result's title where no other column has it.
        MeasureName = "measure_name",
        /// The KPI's name.
        Kpi = "kpi",
        /// The id of the row.
        Id = "id",
        /// The id of the objective beside the key result.
        ObjectiveId = "objective_id",
        /// The id or title of the row above in the tree.
        Parent = "parent",
        /// Whether the row is an objective or a key result.
        Kind = "kind",
        /// How deep the row lies in the tree: 1 for the top.
        Depth = "depth",
        /// How high in the organization the team stands.
        Level = "level",
        /// How the key result is measured: number, percentage, milestone, stay above.
        MeasureType = "measure_type",
        /// Who is accountable.
        Owner = "owner",
        /// Who is accountable for the objective beside the key result.
        ObjectiveOwner = "objective_owner",
        /// The team.
        Team = "team",
        /// The cycle.
        Cycle = "cycle",
        /// First day.
        StartDate = "start_date",
        /// Last day.
        DueDate = "due_date",
        /// The baseline.
        From = "from",
        /// The target.
        Target = "target",
        /// The current value.
        Current = "current",
        /// Progress as somebody computed it: compared, never taken over.
        Progress = "progress",
        /// The unit.
        Unit = "unit",
        /// The weight.
        Weight = "weight",
        /// What people say, or the state.
        Status = "status",
        /// How sure people are.
        Confidence = "confidence",
        /// What people say in words.
        Note = "note",
        /// The day of the value, status and comment.
        Updated = "updated",
        /// Further details.
        Description = "description",
        /// Labels.
        Tags = "tags",
        /// What an upload is to do with the row.
        Action = "action",
        /// The day or period of a value.
        Date = "date",
        /// The value.
        Value = "value",
        /// Which values are better.
        Better = "better",
        /// How often there is a value.
        Cadence = "cadence",
        /// How readings become a value.
        Aggregate = "aggregate",
        /// Lower bound of the healthy range.
        HealthyMin = "healthy_min",
        /// Upper bound of the healthy range.
        HealthyMax = "healthy_max",
        /// How many cases a value rests on.
        Sample = "sample",
        /// What part of the work it tells of.
        Area = "area",
        /// Leading or lagging.
        Indicator = "indicator",
    }
}

impl Field {
    /// Whether its cells are numbers.
    pub(super) const fn is_number(self) -> bool {
        matches!(
            self,
            Field::From
                | Field::Target
                | Field::Current
                | Field::Progress
                | Field::Weight
                | Field::Confidence
                | Field::Value
                | Field::HealthyMin
                | Field::HealthyMax
                | Field::Sample
        )
    }

    /// Whether its cells are days or points in time.
    pub(super) const fn is_date(self) -> bool {
        matches!(self, Field::StartDate | Field::DueDate | Field::Updated | Field::Date)
    }

    /// Whether it shows, beside a title, that a row is a header.
    pub(super) const fn is_telling(self) -> bool {
        self.is_number() || self.is_date() || matches!(self, Field::Status | Field::Cycle)
    }
}
