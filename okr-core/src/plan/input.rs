//! Inputs: the numbers that formulas of KPIs are made of.

use super::{Aggregate, Empty};
use crate::document::{Meta, document};

document! {
    /// A number that formulas are made of, such as the hires or the heads of a month. Readings name it by its `id`, or, for a part of the
    /// whole such as a team, `id@name`.
    ///
    /// ```
    /// use okr_core::plan::{Aggregate, Better, Cadence, Input, Kpi};
    ///
    /// let leavers = Input::new("leavers");
    /// let heads = Input::new("heads").aggregate(Aggregate::Latest);
    /// let turnover = Kpi::new("turnover", "Turnover", Better::Lower, Cadence::Monthly).formula("100 * leavers / heads");
    /// assert_eq!(leavers.aggregate, Aggregate::Sum);
    /// # let _ = (heads, turnover);
    /// ```
    #[derive(Eq, Hash)]
    pub struct Input: item {
        required {
            /// Unique among key results, KPIs and inputs together; no `@`.
            id: String,
        }
        optional {
            /// What people call it.
            name: String,
            /// `%` (0–100), `pp`, an ISO currency, or free text.
            unit: String,
            /// More words.
            description: String,
            /// The caller's own data.
            meta: Meta,
        }
        defaulted {
            /// How the readings of a period become its value.
            aggregate: Aggregate = Aggregate::Sum,
            /// What a period without a reading is; `zero` only with `aggregate: sum`.
            empty: Empty = Empty::Gap,
        }
    }
}
