//! The mapping: what the columns of a sheet mean.

use super::field::Field;
use crate::document::{document, vocabulary};

vocabulary! {
    /// How a sheet is laid out.
    pub enum Layout {
        /// A row a key result, its objective beside it or above.
        Beside = "beside",
        /// Objectives and key results in rows of their own, told apart by a column of types.
        Types = "types",
        /// Objectives and key results in rows of their own, told apart by a column that names the parent.
        Parents = "parents",
        /// Objectives and key results in rows of their own, told apart by a column of depths.
        Depths = "depths",
        /// Objectives and key results in rows of their own, told apart by the indent of the title.
        Indents = "indents",
        /// A row an objective, its key results in numbered columns.
        Numbered = "numbered",
        /// A row a goal that is measured by its own numbers.
        Flat = "flat",
        /// KPIs with a row for each value.
        Long = "long",
        /// KPIs with a column for each period.
        Wide = "wide",
        /// KPIs with a row for each period and a column for each KPI.
        PeriodRows = "period_rows",
        /// KPIs with a row each and their current value.
        List = "list",
    }
}

document! {
    /// What a column means.
    #[derive(Eq, Hash)]
    pub struct ColumnMapping {
        required {
            /// Its letter, such as `D`.
            column: String,
        }
        optional {
            /// Its name in the header.
            name: String,
            /// What it means; absent where it is not used.
            field: Field,
            /// The number of the key result that it belongs to, where key results stand in numbered columns.
            number: u32,
            /// The period whose values it holds, or the KPI where each has a column.
            holds: String,
            /// The order of day, month and year in its dates.
            dates: String,
        }
    }
}

document! {
    /// How a sheet is read. It can be changed and handed back as the option `mapping`.
    #[derive(Eq, Hash)]
    pub struct Mapping {
        required {
            /// The number of the row that holds the header; 0 for a list of objects.
            header: u32,
        }
        optional {
            /// How the sheet is laid out.
            layout: Layout,
            /// The export whose columns these are.
            export: String,
            /// The decimal separator that the numbers show.
            decimal: String,
        }
        lists {
            /// The columns, from the left.
            columns: ColumnMapping,
        }
    }
}
