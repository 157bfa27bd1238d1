//! What a change changed.

use serde::{Deserialize, Serialize};

use crate::report::{CycleRow, KeyResultRow, KpiRow, ObjectiveRow, TeamRow};

/// Defines [`Changed`] and its form that owns its rows, from one list of tables.
macro_rules! changed {
    (
        $(#[doc = $doc:expr])*
        pub struct Changed {
            tables { $( $(#[doc = $table_doc:expr])* $table:ident: $row:ty, )* }
            names { $( $(#[doc = $names_doc:expr])* $names:ident, )* }
            flags { $( $(#[doc = $flag_doc:expr])* $flag:ident, )* }
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Changed<'a> {
            $( $(#[doc = $table_doc])* pub $table: Vec<&'a $row>, )*
            $( $(#[doc = $names_doc])* pub $names: Vec<String>, )*
            $( $(#[doc = $flag_doc])* pub $flag: bool, )*
        }

        /// [`Changed`] with rows of its own: to keep, to send to another thread, or to read from JSON text.
        ///
        /// ```
        /// use okr_core::live::Changed;
        ///
        /// let kept = Changed::default().into_owned();
        /// assert!(kept.as_changed().is_empty());
        /// ```
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[non_exhaustive]
        pub struct OwnedChanged {
            $( $(#[doc = $table_doc])* pub $table: Vec<$row>, )*
            $( $(#[doc = $names_doc])* pub $names: Vec<String>, )*
            $( $(#[doc = $flag_doc])* pub $flag: bool, )*
        }

        impl Changed<'_> {
            /// Copies the rows, so that they outlive the live report.
            ///
            /// ```
            /// use okr_core::live::Changed;
            ///
            /// let kept = Changed::default().into_owned();
            /// assert!(kept.as_changed().is_empty());
            /// ```
            #[must_use]
            pub fn into_owned(self) -> OwnedChanged {
                OwnedChanged {
                    $( $table: self.$table.into_iter().cloned().collect(), )*
                    $( $names: self.$names, )*
                    $( $flag: self.$flag, )*
                }
            }
        }

        impl OwnedChanged {
            /// Borrows the rows.
            ///
            /// ```
            /// use okr_core::live::Changed;
            ///
            /// let kept = Changed::default().into_owned();
            /// assert!(kept.as_changed().is_empty());
            /// ```
            #[must_use]
            pub fn as_changed(&self) -> Changed<'_> {
                Changed {
                    $( $table: self.$table.iter().collect(), )*
                    $( $names: self.$names.clone(), )*
                    $( $flag: self.$flag, )*
                }
            }
        }
    };
}

changed! {
    /// What a change changed: the rows of a report that differ, as they are now.
    ///
    /// Rows of triggers and of periods come and go, and a trigger's rank depends on all others: of these tables it says whether they
    /// differ. What became of the readings, and findings, are computed when they are asked for, and nothing is said of them here.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
    /// let days = KeyResult::new("days", "Days to hire", Reach::new(25.0).from(42.0));
    /// let hire = Objective::new("hire", "Hire faster than others", "2026-Q3").key_results([days]);
    /// let tracker = Plan::new().cycles([Cycle::new("2026-Q3", start, end)]).objectives([hire]).resolve()?;
    /// let mut live = tracker.live(&Evaluation::new(Readings::new(), end))?;
    ///
    /// let changed = live.set("days", end, 33.0)?;
    /// assert_eq!(changed.key_results[0].score, Some(9.0 / 17.0));
    /// assert_eq!(&*changed.objectives[0].objective, "hire");
    /// assert!(live.set("days", end, 33.0)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct Changed {
        tables {
            /// Cycles.
            cycles: CycleRow,
            /// Teams, a row for each cycle in which they or a team below have objectives.
            teams: TeamRow,
            /// Objectives.
            objectives: ObjectiveRow,
            /// Key results.
            key_results: KeyResultRow,
            /// KPIs; those with teams a row each.
            kpis: KpiRow,
        }
        names {
            /// The series, `kpi@name`, that have a row no longer: of a KPI with `teams: "any"` no reading of the name is left.
            kpis_gone,
        }
        flags {
            /// Whether the complete periods of KPIs differ, where they were asked for; whatever the scope.
            kpi_periods,
            /// Whether the triggers differ, whatever the scope.
            triggers,
        }
    }
}

impl Changed<'_> {
    /// Whether nothing differs.
    ///
    /// ```
    /// use okr_core::live::Changed;
    ///
    /// assert!(Changed::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let rows = self.cycles.is_empty() && self.teams.is_empty() && self.objectives.is_empty();
        rows && self.key_results.is_empty()
            && self.kpis.is_empty()
            && self.kpis_gone.is_empty()
            && !self.kpi_periods
            && !self.triggers
    }

    /// The rows as JSON text: each as in a report, the same bytes in every language.
    ///
    /// ```
    /// use okr_core::live::Changed;
    ///
    /// assert!(Changed::default().to_json().starts_with(r#"{"cycles":[],"teams":[],"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(self)
    }
}
