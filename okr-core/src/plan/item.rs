//! Items: the parts of a plan that have an id.

use serde::Serialize;

use super::{Calendar, Cycle, Input, KeyResult, Kpi, Objective, Plan, Team};
use crate::document::{At, Fields, Node, Notes, Read, document, vocabulary};
use crate::error::{Error, ErrorKind};

/// Defines the kinds of items and the item itself, from one list.
macro_rules! items {
    ($( $(#[doc = $doc:expr])* $variant:ident = $word:literal as $name:literal, )*) => {
        vocabulary! {
            /// What an item of a plan is.
            ///
            /// ```
            /// use okr_core::plan::ItemKind;
            ///
            /// assert_eq!("key_result".parse(), Ok(ItemKind::KeyResult));
            /// ```
            pub enum ItemKind {
                $( $(#[doc = $doc])* $variant = $word, )*
            }
        }

        impl ItemKind {
            /// The kind with its article.
            pub(crate) fn one(self) -> String {
                let vowel = matches!(self, ItemKind::Objective | ItemKind::Input);
                format!("{} {}", if vowel { "an" } else { "a" }, self.name())
            }

            /// The kind as messages call it.
            pub(crate) const fn name(self) -> &'static str {
                match self { $( ItemKind::$variant => $name, )* }
            }
        }

        /// An item of a plan, such as one to add: a document under the word of its kind.
        ///
        /// ```
        /// use okr_core::plan::{Better, Cadence, Item, Kpi};
        ///
        /// let kpi = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly);
        /// let text = r#"{"kpi":{"id":"enps","name":"eNPS","better":"higher","cadence":"monthly"}}"#;
        /// assert_eq!(serde_json::from_str::<Item>(text).unwrap(), Item::from(kpi));
        /// ```
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Item {
            $( $(#[doc = $doc])* $variant($variant), )*
        }

        $( impl From<$variant> for Item {
            fn from(item: $variant) -> Self {
                Item::$variant(item)
            }
        } )*

        impl Item {
            /// What it is.
            #[must_use]
            pub const fn kind(&self) -> ItemKind {
                match self { $( Item::$variant(_) => ItemKind::$variant, )* }
            }

            /// Its id.
            #[must_use]
            pub fn id(&self) -> &str {
                match self { $( Item::$variant(item) => &item.id, )* }
            }
        }

        impl Read for Item {
            fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
                let Some(mut fields) = Fields::new(node, at, ItemKind::WORDS, notes) else { return Self::placeholder() };
                let mut found: Vec<Item> = Vec::new();
                $( found.extend(fields.optional::<$variant>($word).map(Item::from)); )*
                match (found.pop(), found.is_empty()) {
                    (Some(item), true) => item,
                    (last, _) => {
                        let expected = format!("one item, under one of `{}`", ItemKind::WORDS.join("`, `"));
                        let found = if last.is_some() { "several" } else { "none" };
                        notes.error(at, ErrorKind::WrongType { expected, found: found.to_owned() });
                        Self::placeholder()
                    }
                }
            }

            fn placeholder() -> Self {
                Item::Input(Input::placeholder())
            }
        }
    };
}

items! {
    /// A team.
    Team = "team" as "team",
    /// A cycle.
    Cycle = "cycle" as "cycle",
    /// An objective with its key results.
    Objective = "objective" as "objective",
    /// A key result.
    KeyResult = "key_result" as "key result",
    /// A KPI.
    Kpi = "kpi" as "kpi",
    /// An input of formulas.
    Input = "input" as "input",
    /// A calendar.
    Calendar = "calendar" as "calendar",
}

document!(@deserialize Item);

/// Where an item of a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) kind: ItemKind,
    /// Its index in its list.
    pub(crate) index: usize,
    /// Of a key result the index of its objective.
    pub(crate) objective: Option<usize>,
}

impl Position {
    /// The JSON Pointer of the item.
    pub(crate) fn path(self) -> String {
        let list = match self.kind {
            ItemKind::Team => "teams",
            ItemKind::Cycle => "cycles",
            ItemKind::Objective => "objectives",
            ItemKind::KeyResult => "key_results",
            ItemKind::Kpi => "kpis",
            ItemKind::Input => "inputs",
            ItemKind::Calendar => "calendars",
        };
        match self.objective {
            Some(objective) => format!("/objectives/{objective}/{list}/{}", self.index),
            None => format!("/{list}/{}", self.index),
        }
    }
}

impl Plan {
    /// Every item in document order with its id; key results behind their objective.
    pub(crate) fn positions(&self) -> impl Iterator<Item = (Position, &str)> {
        fn all<T>(kind: ItemKind, items: &[T], id: fn(&T) -> &String) -> impl Iterator<Item = (Position, &str)> {
            let at = move |index| Position { kind, index, objective: None };
            items.iter().enumerate().map(move |(index, item)| (at(index), id(item).as_str()))
        }
        let key_results = self.objectives.iter().enumerate().flat_map(|(objective, item)| {
            let at = move |index| Position { kind: ItemKind::KeyResult, index, objective: Some(objective) };
            let own = Position { kind: ItemKind::Objective, index: objective, objective: None };
            let inner = item.key_results.iter().enumerate().map(move |(index, inner)| (at(index), inner.id.as_str()));
            std::iter::once((own, item.id.as_str())).chain(inner)
        });
        all(ItemKind::Team, &self.teams, |item| &item.id)
            .chain(all(ItemKind::Cycle, &self.cycles, |item| &item.id))
            .chain(key_results)
            .chain(all(ItemKind::Kpi, &self.kpis, |item| &item.id))
            .chain(all(ItemKind::Input, &self.inputs, |item| &item.id))
            .chain(all(ItemKind::Calendar, &self.calendars, |item| &item.id))
    }

    /// The id of the item that a JSON Pointer leads to or into.
    pub(crate) fn id_at(&self, path: &str) -> Option<&str> {
        let mut steps = path.split('/').skip(1);
        let (list, index) = (steps.next()?, steps.next()?.parse::<usize>().ok()?);
        let id = match list {
            "teams" => &self.teams.get(index)?.id,
            "cycles" => &self.cycles.get(index)?.id,
            "objectives" => {
                let objective = self.objectives.get(index)?;
                let inner = steps.next().filter(|step| *step == "key_results").and_then(|_| steps.next());
                match inner.and_then(|index| objective.key_results.get(index.parse::<usize>().ok()?)) {
                    Some(key_result) => &key_result.id,
                    None => &objective.id,
                }
            }
            "kpis" => &self.kpis.get(index)?.id,
            "inputs" => &self.inputs.get(index)?.id,
            "calendars" => &self.calendars.get(index)?.id,
            _ => return None,
        };
        Some(id.as_str()).filter(|id| !id.is_empty())
    }

    /// The errors with the ids of the items that they are about.
    pub(crate) fn with_ids(&self, errors: Vec<Error>) -> Vec<Error> {
        let named = |error: Error| Error { id: self.id_at(&error.path).map(crate::document::shorten), ..error };
        errors.into_iter().map(named).collect()
    }
}
