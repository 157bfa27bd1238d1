//! Edits as documents.

use chrono::NaiveDate;
use serde::Serialize;

use crate::document::{At, Fields, Node, Notes, Read, document};
use crate::error::ErrorKind;
use crate::merge::Rename;
use crate::plan::{Item, ItemKind, Measure, Target};

document! {
    /// Adds an item to a plan.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::edit::Add;
    /// use okr_core::plan::{KeyResult, Objective, Reach};
    ///
    /// let plan = Plan::new().objectives([Objective::new("hire", "Hire people who stay", "2026-Q3")]);
    /// let days = KeyResult::new("days", "Days to hire fall to 25", Reach::new(25).from(42));
    /// assert_eq!(plan.edit(Add::new(days).to("hire"))?.objectives[0].key_results[0].id, "days");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub struct Add {
        required {
            /// The item.
            item: Item,
        }
        optional {
            /// Id of the objective that gets a key result; for no other item.
            to: String,
            /// Its index among its like, from 0. If omitted, it comes last.
            at: u32,
        }
    }
}

document! {
    /// Puts an item in the place of the one with its kind and id.
    ///
    /// An objective is replaced with its key results.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::edit::Replace;
    /// use okr_core::plan::{Level, Team};
    ///
    /// let plan = Plan::new().teams([Team::new("people", "People", Level::Team)]);
    /// let plan = plan.edit(Replace::new(Team::new("people", "People and Culture", Level::Department)))?;
    /// assert_eq!(plan.teams[0].name, "People and Culture");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub struct Replace {
        required {
            /// The item as it is to be.
            item: Item,
        }
    }
}

document! {
    /// Moves an item in its list, or a key result to another objective.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::edit::Move;
    /// use okr_core::plan::{Level, Team};
    ///
    /// let plan = Plan::new().teams([Team::new("sales", "Sales", Level::Team), Team::new("people", "People", Level::Team)]);
    /// assert_eq!(plan.edit(Move::new("people").at(0u32))?.teams[0].id, "people");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[derive(Eq, Hash)]
    pub struct Move {
        required {
            /// Id of the item.
            id: String,
        }
        optional {
            /// What it is, where items of several kinds have the id.
            kind: ItemKind,
            /// Id of the objective that a key result moves to. If omitted, it stays with its own.
            to: String,
            /// The index that it has afterwards, from 0. If omitted, it comes last.
            at: u32,
        }
    }
}

document! {
    /// Removes an item; an objective with its key results.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::edit::Remove;
    /// use okr_core::plan::{Level, Team};
    ///
    /// let plan = Plan::new().teams([Team::new("all", "All", Level::Company), Team::new("people", "People", Level::Team).parent("all")]);
    /// assert_eq!(plan.edit(Remove::new("all")).unwrap_err()[0].path, "/teams/1/parent");
    /// assert_eq!(plan.edit(Remove::new("all").cascade(true))?.teams, [Team::new("people", "People", Level::Team)]);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[derive(Eq, Hash)]
    pub struct Remove {
        required {
            /// Id of the item.
            id: String,
        }
        optional {
            /// What it is, where items of several kinds have the id.
            kind: ItemKind,
        }
        defaulted {
            /// Whether to take references to it away as well, and to remove what cannot be without them: objectives of the cycle, KPIs of
            /// the calendar or input or of no other team, and key results that read the KPI.
            cascade: bool = false,
        }
    }
}

document! {
    /// Revises a key result from a day on, so that reports about days before keep their numbers.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::calendar::parse_date;
    /// use okr_core::edit::Revise;
    /// use okr_core::plan::{Cycle, KeyResult, Measure, Objective, Reach};
    ///
    /// let day = |text| parse_date(text).unwrap();
    /// let days = KeyResult::new("days", "Days to hire fall to 25", Reach::new(25).from(42));
    /// let plan = Plan::new()
    ///     .cycles([Cycle::new("2026-Q3", day("2026-07-01"), day("2026-09-30"))])
    ///     .objectives([Objective::new("hire", "Hire people who stay", "2026-Q3").key_results([days])]);
    /// let revise = Revise::new("days", day("2026-08-17")).target(28.0).reason("two recruiters left");
    /// let revised = plan.edit(revise.clone().reported(day("2026-08-14")))?;
    /// assert_eq!(revised.key_result("days").unwrap().1.revisions[0].measure, Some(Measure::Reach(Reach::new(28.0))));
    /// assert!(plan.edit(revise.reported(day("2026-08-21"))).is_err());
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub struct Revise {
        required {
            /// Id of the key result.
            id: String,
            /// First day on which the change applies.
            from: NaiveDate,
        }
        optional {
            /// New target of a `reach`, which keeps its baseline. Not together with `measure`.
            target: Target,
            /// New measure.
            measure: Measure,
            /// New weight.
            weight: f64,
            /// Reason for the change.
            reason: String,
            /// The day of the newest report that was made; needed unless `backdate`.
            reported: NaiveDate,
        }
        defaulted {
            /// Whether the revision may begin before the newest report, whose numbers then change.
            backdate: bool = false,
        }
    }
}

/// Defines [`Edit`] from the list of its kinds.
macro_rules! edits {
    ($( $(#[doc = $doc:expr])* $variant:ident = $word:literal, )*) => {
        /// An edit of a plan: a document under its word, such as `{ "remove": { "id": "enps" } }`.
        ///
        /// ```
        /// use okr_core::edit::{Edit, Remove};
        ///
        /// let edit = Edit::from_json(r#"{ "remove": { "id": "enps", "cascade": true } }"#)?;
        /// assert_eq!(edit, Remove::new("enps").cascade(true).into());
        /// # Ok::<(), okr_core::Errors>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Edit {
            $( $(#[doc = $doc])* $variant($variant), )*
        }

        $( impl From<$variant> for Edit {
            fn from(edit: $variant) -> Self {
                Edit::$variant(edit)
            }
        } )*

        impl Read for Edit {
            fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
                let known = [$( $word ),*];
                let Some(mut fields) = Fields::new(node, at, &known, notes) else { return Self::placeholder() };
                let mut found: Vec<Edit> = Vec::new();
                $( found.extend(fields.optional::<$variant>($word).map(Edit::from)); )*
                match (found.pop(), found.is_empty()) {
                    (Some(edit), true) => edit,
                    (last, _) => {
                        let expected = format!("one edit, under one of `{}`", known.join("`, `"));
                        let found = if last.is_some() { "several" } else { "none" };
                        notes.error(at, ErrorKind::WrongType { expected, found: found.to_owned() });
                        Self::placeholder()
                    }
                }
            }

            fn placeholder() -> Self {
                Edit::Remove(Remove::placeholder())
            }
        }
    };
}

edits! {
    /// Adds an item.
    Add = "add",
    /// Puts an item in the place of the one with its id.
    Replace = "replace",
    /// Moves an item.
    Move = "move",
    /// Removes an item.
    Remove = "remove",
    /// Gives an item another id, and updates all references.
    Rename = "rename",
    /// Revises a key result from a day on.
    Revise = "revise",
}

document!(@deserialize Edit);

impl Edit {
    /// Reads an edit from JSON text.
    ///
    /// # Errors
    ///
    /// All that does not fit, in one list, with paths such as `/remove/cascade`.
    ///
    /// ```
    /// use okr_core::edit::Edit;
    ///
    /// let errors = Edit::from_json(r#"{ "remove": { "id": "enps", "casacde": true } }"#).unwrap_err();
    /// assert_eq!(errors[0].to_string(), "/remove/casacde: unknown field `casacde`: did you mean `cascade`?");
    /// ```
    pub fn from_json(text: &str) -> Result<Self, crate::Errors> {
        crate::document::read_text(text, "")
    }
}
