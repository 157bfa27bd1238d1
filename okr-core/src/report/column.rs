//! Columns: a table of a report turned on its side, for data frames.

use std::sync::Arc;

use chrono::NaiveDate;

use super::packed::{Content, Packed, Packer};
use crate::document::Node;
use crate::document::json;

/// One column of a table: its name and a value for each row, none where there is none.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let report = tracker.evaluate(&evaluation).unwrap();
/// let columns = report.columns("kpis").unwrap();
/// assert_eq!(columns[0].name, "kpi");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Column<'a> {
    /// The field's name; of a field inside another one `outer_inner`.
    pub name: String,
    /// The values, a row each.
    pub cells: Cells<'a>,
}

/// The values of a column. Texts are those of the rows.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// use okr_core::report::Cells;
///
/// let report = tracker.evaluate(&evaluation).unwrap();
/// let columns = report.columns("kpis").unwrap();
/// assert_eq!(columns[0].cells, Cells::Text(vec![Some("turnover"), Some("enps"), Some("enps")]));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Cells<'a> {
    /// Ids, titles, messages.
    Text(Vec<Option<&'a str>>),
    /// Words of a list, such as the statuses.
    Word {
        /// All words that the column can have, in the order of their scale.
        words: &'static [&'static str],
        /// The word of each row.
        cells: Vec<Option<&'static str>>,
    },
    /// Numbers.
    Number(Vec<Option<f64>>),
    /// Counts.
    Count(Vec<Option<u32>>),
    /// Yes or no.
    Flag(Vec<Option<bool>>),
    /// Civil dates.
    Date(Vec<Option<NaiveDate>>),
    /// Lists and objects, as JSON text.
    Json(Vec<Option<String>>),
}

/// A type that fills columns.
pub(crate) trait Cell: Sized {
    /// How many fields it takes in a packed row.
    const WIDTH: usize = 1;

    /// Stands in a row that is to be filled.
    fn blank() -> Self;

    /// Adds it to a packed row.
    fn pack<'a>(&'a self, to: &mut Packer<'a>);

    fn columns<'a, I>(name: &str, cells: I) -> Vec<Column<'a>>
    where
        Self: 'a,
        I: Iterator<Item = Option<&'a Self>> + Clone;
}

/// Packs one table.
pub(crate) fn packed<T: Cell>(rows: &[T]) -> Packed {
    let mut packer = Packer::new();
    pack_table(rows, &mut packer);
    packer.finish()
}

/// Adds a table to what is packed.
pub(crate) fn pack_table<'a, T: Cell>(rows: &'a [T], to: &mut Packer<'a>) {
    to.start_table(rows.len(), T::WIDTH);
    rows.iter().for_each(|row| row.pack(to));
}

macro_rules! cell {
    ($($ty:ty => $cells:ident($map:expr, $blank:expr)),* $(,)?) => {
        $( impl Cell for $ty {
            fn blank() -> Self {
                $blank
            }

            fn pack<'a>(&'a self, to: &mut Packer<'a>) {
                let map = $map;
                to.content(Content::$cells(map(self)));
            }

            fn columns<'a, I>(name: &str, cells: I) -> Vec<Column<'a>>
            where
                Self: 'a,
                I: Iterator<Item = Option<&'a Self>> + Clone,
            {
                let map = $map;
                vec![Column { name: name.to_owned(), cells: Cells::$cells(cells.map(|cell| cell.map(map)).collect()) }]
            }
        } )*
    };
}

cell! {
    Arc<str> => Text(|text: &'a Arc<str>| &**text, Arc::default()),
    String => Text(|text: &'a String| text.as_str(), String::new()),
    f64 => Number(|x: &f64| *x, 0.0),
    u32 => Count(|x: &u32| *x, 0),
    bool => Flag(|x: &bool| *x, false),
    NaiveDate => Date(|x: &NaiveDate| *x, NaiveDate::default()),
}

/// Enums of words as cells.
macro_rules! word_cell {
    ($($ty:ty),* $(,)?) => {
        $( impl $crate::report::column::Cell for $ty {
            fn blank() -> Self {
                <$ty>::ALL[0]
            }

            fn pack<'a>(&'a self, to: &mut $crate::report::packed::Packer<'a>) {
                to.content($crate::report::packed::Content::Text(self.as_str()));
            }

            fn columns<'a, I>(name: &str, cells: I) -> Vec<$crate::report::column::Column<'a>>
            where
                Self: 'a,
                I: Iterator<Item = Option<&'a Self>> + Clone,
            {
                let cells = cells.map(|cell| cell.map(|word| word.as_str())).collect();
                vec![$crate::report::column::Column { name: name.to_owned(), cells: $crate::report::column::Cells::Word { words: <$ty>::WORDS, cells } }]
            }
        } )*
    };
}

pub(crate) use word_cell;

impl Cell for serde_json::Map<String, serde_json::Value> {
    fn blank() -> Self {
        Self::new()
    }

    fn pack<'a>(&'a self, to: &mut Packer<'a>) {
        to.content(Content::Fields(self));
    }

    fn columns<'a, I>(name: &str, cells: I) -> Vec<Column<'a>>
    where
        Self: 'a,
        I: Iterator<Item = Option<&'a Self>> + Clone,
    {
        vec![Column { name: name.to_owned(), cells: Cells::Json(cells.map(|cell| cell.map(json)).collect()) }]
    }
}

impl<T: Cell> Cell for Option<T> {
    const WIDTH: usize = T::WIDTH;

    fn blank() -> Self {
        None
    }

    fn pack<'a>(&'a self, to: &mut Packer<'a>) {
        match self {
            Some(cell) => cell.pack(to),
            None => to.nothing(T::WIDTH),
        }
    }

    fn columns<'a, I>(name: &str, cells: I) -> Vec<Column<'a>>
    where
        Self: 'a,
        I: Iterator<Item = Option<&'a Self>> + Clone,
    {
        T::columns(name, cells.map(|cell| cell.and_then(Option::as_ref)))
    }
}

impl<T: serde::Serialize> Cell for Vec<T> {
    fn blank() -> Self {
        Vec::new()
    }

    fn pack<'a>(&'a self, to: &mut Packer<'a>) {
        to.value(self);
    }

    fn columns<'a, I>(name: &str, cells: I) -> Vec<Column<'a>>
    where
        Self: 'a,
        I: Iterator<Item = Option<&'a Self>> + Clone,
    {
        vec![Column { name: name.to_owned(), cells: Cells::Json(cells.map(|cell| cell.map(json)).collect()) }]
    }
}

/// The rows of one table of a report.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// use okr_core::report::{KpiRow, Row};
///
/// let report = tracker.evaluate(&evaluation).unwrap();
/// assert_eq!(KpiRow::columns(&report.kpis)[0].name, "kpi");
/// ```
pub trait Row: Sized {
    /// The table on its side: a column for each field, in order; fields inside a field become columns of their own.
    fn columns(rows: &[Self]) -> Vec<Column<'_>>;
}

/// An object without the fields that are not among `known`; another node as it is.
pub(crate) fn known_fields(node: Node, known: &[&str]) -> Node {
    match node {
        Node::Object(fields) => {
            Node::Object(fields.into_iter().filter(|(name, _)| known.contains(&name.as_str())).collect())
        }
        other => other,
    }
}

/// Defines the row of a table: the struct with its default and setters, how it is written, its schema and its columns. With `: read` after
/// the name, also a reader that notes every problem and passes over fields that the row does not have; with `: bare`, no setters. Before
/// `pub`, `#[derive(Eq, Hash)]` adds what a row without floating-point numbers can have.
macro_rules! table {
    (
        $(#[doc = $doc:expr])*
        $(#[derive($($derive:ident),*)])?
        pub struct $name:ident {
            $( $(#[doc = $fdoc:expr])* $field:ident : $ty:ty, )*
        }
    ) => {
        $crate::report::column::table! {
            $(#[doc = $doc])*
            $(#[derive($($derive),*)])?
            pub struct $name: bare {
                $( $(#[doc = $fdoc])* $field: $ty, )*
            }
        }

        impl $name {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
                #[must_use]
                pub fn $field(mut self, $field: impl Into<$ty>) -> Self {
                    self.$field = $field.into();
                    self
                }
            )*
        }
    };

    (
        $(#[doc = $doc:expr])*
        $(#[derive($($derive:ident),*)])?
        pub struct $name:ident: bare {
            $( $(#[doc = $fdoc:expr])* $field:ident : $ty:ty, )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
        $(#[derive($($derive),*)])?
        #[non_exhaustive]
        pub struct $name {
            $( $(#[doc = $fdoc])* pub $field: $ty, )*
        }

        /// A row to fill, such as in tests: texts and lists are empty, numbers 0, words the first of their list, dates 1970-01-01, and what
        /// can be absent is.
        impl Default for $name {
            fn default() -> Self {
                $name { $( $field: <$ty as $crate::report::column::Cell>::blank(), )* }
            }
        }

        impl $crate::report::Row for $name {
            fn columns(rows: &[Self]) -> Vec<$crate::report::Column<'_>> {
                <Self as $crate::report::column::Cell>::columns("", rows.iter().map(Some))
            }
        }

        impl $crate::report::column::Cell for $name {
            const WIDTH: usize = 0 $( + <$ty as $crate::report::column::Cell>::WIDTH )*;

            fn blank() -> Self {
                Self::default()
            }

            fn pack<'a>(&'a self, to: &mut $crate::report::packed::Packer<'a>) {
                $( $crate::report::column::Cell::pack(&self.$field, to); )*
            }

            fn columns<'a, I>(name: &str, cells: I) -> Vec<$crate::report::Column<'a>>
            where
                Self: 'a,
                I: Iterator<Item = Option<&'a Self>> + Clone,
            {
                let name_of = |field: &str| match name {
                    "" => field.to_owned(),
                    outer => format!("{outer}_{field}"),
                };
                let mut columns = Vec::new();
                $( columns.extend(<$ty as $crate::report::column::Cell>::columns(
                    &name_of(stringify!($field)),
                    cells.clone().map(|cell| cell.map(|row| &row.$field)),
                )); )*
                columns
            }
        }
    };

    (
        $(#[doc = $doc:expr])*
        $(#[derive($($derive:ident),*)])?
        pub struct $name:ident: read {
            $( $(#[doc = $fdoc:expr])* $field:ident : $ty:ty, )*
        }
    ) => {
        $crate::report::column::table! {
            $(#[doc = $doc])*
            $(#[derive($($derive),*)])?
            pub struct $name {
                $( $(#[doc = $fdoc])* $field: $ty, )*
            }
        }

        impl $crate::document::Read for $name {
            fn read(
                node: $crate::document::Node,
                at: &$crate::document::At<'_>,
                notes: &mut $crate::document::Notes,
            ) -> Self {
                let known = &[$( stringify!($field) ),*];
                let node = $crate::report::column::known_fields(node, known);
                match $crate::document::Fields::new(node, at, known, notes) {
                    Some(mut fields) => $name { $( $field: fields.required(stringify!($field)), )* },
                    None => Self::placeholder(),
                }
            }

            fn placeholder() -> Self {
                Self::default()
            }
        }
    };
}

pub(crate) use table;
