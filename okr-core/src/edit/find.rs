//! Finding an item by its id.

use crate::document::{nearest, shorten};
use crate::error::{Error, ErrorKind, Errors};
use crate::plan::{Item, ItemKind, Plan, Position};

/// An item of a plan, and where it stands.
///
/// ```
/// use okr_core::Plan;
/// use okr_core::plan::{Level, Team};
///
/// let plan = Plan::new().teams([Team::new("people", "People", Level::Team)]);
/// let found = plan.find("people", None)?.unwrap();
/// assert_eq!((found.path.as_str(), found.item.id()), ("/teams/0", "people"));
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Found {
    /// The JSON Pointer of the item.
    pub path: String,
    /// The item.
    pub item: Item,
}

impl Plan {
    /// Finds an item of any kind by its id; `kind` says which is meant where items of several kinds have it.
    ///
    /// # Errors
    ///
    /// `ambiguous_id` where items of several kinds have the id and none is named.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::plan::{ItemKind, Level, Objective, Team};
    ///
    /// let plan = Plan::new().teams([Team::new("people", "People", Level::Team)]);
    /// assert_eq!(plan.find("pepole", None)?, None);
    /// let plan = plan.objectives([Objective::new("people", "Hire people who stay", "2026-Q3")]);
    /// assert_eq!(plan.find("people", None).unwrap_err()[0].code(), "ambiguous_id");
    /// assert_eq!(plan.find("people", Some(ItemKind::Objective))?.unwrap().path, "/objectives/0");
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn find(&self, id: &str, kind: Option<ItemKind>) -> Result<Option<Found>, Errors> {
        let position = self.positions().find(|(position, found)| matches(*position, found, id, kind));
        let Some((position, _)) = position else { return Ok(None) };
        let position = if kind.is_some() { position } else { locate(self, id, None, "/id")? };
        Ok(item(self, position).map(|item| Found { path: position.path(), item }))
    }
}

fn matches(position: Position, found: &str, id: &str, kind: Option<ItemKind>) -> bool {
    found == id && kind.is_none_or(|kind| position.kind == kind)
}

/// The item at a position.
pub(super) fn item(plan: &Plan, at: Position) -> Option<Item> {
    Some(match at.kind {
        ItemKind::Team => plan.teams.get(at.index)?.clone().into(),
        ItemKind::Cycle => plan.cycles.get(at.index)?.clone().into(),
        ItemKind::Objective => plan.objectives.get(at.index)?.clone().into(),
        ItemKind::KeyResult => plan.objectives.get(at.objective?)?.key_results.get(at.index)?.clone().into(),
        ItemKind::Kpi => plan.kpis.get(at.index)?.clone().into(),
        ItemKind::Input => plan.inputs.get(at.index)?.clone().into(),
        ItemKind::Calendar => plan.calendars.get(at.index)?.clone().into(),
    })
}

/// Where the item with an id stands that an argument of an edit names.
pub(super) fn locate(plan: &Plan, id: &str, kind: Option<ItemKind>, argument: &str) -> Result<Position, Errors> {
    let error = |kind| Error::new(argument, kind);
    if id.is_empty() {
        return Err(error(ErrorKind::BadId { id: String::new(), reason: "it is empty".into() }).into());
    }
    let named: Vec<Position> =
        plan.positions().filter(|(position, found)| matches(*position, found, id, kind)).map(|found| found.0).collect();
    let mut kinds: Vec<&str> = named.iter().map(|position| position.kind.as_str()).collect();
    kinds.dedup();
    match named.first() {
        Some(first) if kinds.len() == 1 => Ok(*first),
        Some(_) => {
            let kinds = kinds.into_iter().map(str::to_owned).collect();
            Err(error(ErrorKind::AmbiguousId { id: shorten(id), kinds }).of(id).into())
        }
        None => Err(unknown(plan, id, kind, argument).into()),
    }
}

fn unknown(plan: &Plan, id: &str, kind: Option<ItemKind>, argument: &str) -> Error {
    let other = plan.positions().find(|(_, found)| *found == id);
    if let (Some(kind), Some((other, _))) = (kind, other) {
        let expected = format!("the id of {}", kind.one());
        let found = format!("that of the {} `{}` at `{}`", other.kind.name(), shorten(id), other.path());
        return Error::new(argument, ErrorKind::WrongType { expected, found }).of(id);
    }
    let like = plan.positions().filter(|(position, _)| kind.is_none_or(|kind| position.kind == kind));
    let nearest = nearest(id, like.map(|(_, id)| id));
    let kind = kind.map_or("item", ItemKind::name).to_owned();
    Error::new(argument, ErrorKind::UnknownReference { kind, id: shorten(id), nearest })
}
