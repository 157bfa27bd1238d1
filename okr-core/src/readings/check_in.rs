//! Check-ins: what people say about a goal on a day.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::calendar::day_number;
use crate::document::{At, Node, Notes, Read, document};
use crate::error::{ErrorKind, Errors, Problems};
use crate::merge::Rename;
use crate::plan::{ItemKind, Said};

document! {
    /// What someone says about a goal on a day without a new value, such as "still 42, blocked".
    ///
    /// It names exactly one of objective, key result, KPI and cycle.
    ///
    /// ```
    /// use okr_core::readings::{CheckIn, Subject};
    ///
    /// let check_in: CheckIn =
    ///     serde_json::from_str(r#"{ "key_result": "ttf", "date": "2026-08-14", "confidence": 0.6, "note": "blocked" }"#)?;
    /// assert_eq!(check_in.subject(), Some(Subject::KeyResult("ttf")));
    /// assert_eq!(check_in, CheckIn::new(check_in.date).key_result("ttf").confidence(0.6).note("blocked"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub struct CheckIn {
        required {
            /// The day that it is about.
            date: NaiveDate,
        }
        optional {
            /// Id of the objective that it is about.
            objective: String,
            /// Id of the key result that it is about.
            key_result: String,
            /// Id of the KPI that it is about.
            kpi: String,
            /// Id of the cycle that it is about.
            cycle: String,
            /// The day on which it was written; absent: its date.
            recorded: NaiveDate,
            /// Who said it.
            by: String,
            /// How sure they are that the goal will be met, 0 to 1.
            confidence: f64,
            /// How they say it stands; never what is computed.
            status: Said,
            /// What they said.
            note: String,
        }
    }
}

/// What a check-in is about: the table, and the id in it.
///
/// ```
/// use okr_core::readings::Subject;
///
/// assert_eq!(Subject::Kpi("enps").field(), "kpi");
/// assert_eq!(Subject::Kpi("enps").id(), "enps");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Subject<'a> {
    /// An objective.
    Objective(&'a str),
    /// A key result.
    KeyResult(&'a str),
    /// A KPI.
    Kpi(&'a str),
    /// A cycle.
    Cycle(&'a str),
}

impl<'a> Subject<'a> {
    /// The id.
    ///
    /// ```
    /// use okr_core::readings::Subject;
    ///
    /// assert_eq!(Subject::Cycle("2026-Q3").id(), "2026-Q3");
    /// ```
    #[must_use]
    pub const fn id(self) -> &'a str {
        match self {
            Self::Objective(id) | Self::KeyResult(id) | Self::Kpi(id) | Self::Cycle(id) => id,
        }
    }

    /// The field of the check-in that holds the id.
    ///
    /// ```
    /// use okr_core::readings::Subject;
    ///
    /// assert_eq!(Subject::KeyResult("ttf").field(), "key_result");
    /// ```
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Objective(_) => "objective",
            Self::KeyResult(_) => "key_result",
            Self::Kpi(_) => "kpi",
            Self::Cycle(_) => "cycle",
        }
    }
}

impl CheckIn {
    /// Reads a check-in from JSON text.
    ///
    /// # Errors
    ///
    /// All fields that don't fit, with paths below `/check_ins/0`. What it is about is checked where it is used.
    ///
    /// ```
    /// use okr_core::readings::CheckIn;
    ///
    /// let check_in = CheckIn::from_json(r#"{ "kpi": "enps", "date": "2026-08-14" }"#)?;
    /// assert_eq!(check_in.kpi.as_deref(), Some("enps"));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        crate::document::read_text(text, "/check_ins/0")
    }

    /// What it is about: the first it names of objective, key result, KPI and cycle.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::{CheckIn, Subject};
    ///
    /// let check_in = CheckIn::new(parse_date("2026-08-14")?).kpi("enps");
    /// assert_eq!(check_in.subject(), Some(Subject::Kpi("enps")));
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    #[must_use]
    pub fn subject(&self) -> Option<Subject<'_>> {
        self.subjects().into_iter().flatten().next()
    }

    fn subjects(&self) -> [Option<Subject<'_>>; 4] {
        [
            self.objective.as_deref().map(Subject::Objective),
            self.key_result.as_deref().map(Subject::KeyResult),
            self.kpi.as_deref().map(Subject::Kpi),
            self.cycle.as_deref().map(Subject::Cycle),
        ]
    }

    /// The day that it is about, and the day on which it was written.
    pub(crate) fn days(&self) -> (i32, i32) {
        let date = day_number(self.date);
        (date, self.recorded.map_or(date, day_number))
    }

    /// Adds what does not fit, apart from what reading already noted.
    fn check(&self, at: &At<'_>, errors: &mut Problems) {
        let named: Vec<Subject<'_>> = self.subjects().into_iter().flatten().collect();
        let expected = || "one of `objective`, `key_result`, `kpi` and `cycle`".to_owned();
        match named.as_slice() {
            [] => errors.push(at.error(ErrorKind::WrongType { expected: expected(), found: "none of them".into() })),
            [_] => {}
            [first, others @ ..] => {
                for other in others {
                    let found = format!("`{}` and `{}`", first.field(), other.field());
                    errors.push(at.field(other.field()).error(ErrorKind::WrongType { expected: expected(), found }));
                }
            }
        }
        if let Some(confidence) = self.confidence
            && !(0.0..=1.0).contains(&confidence)
        {
            let kind = if confidence.is_finite() {
                ErrorKind::OutOfBounds { value: confidence, min: 0.0, max: 1.0 }
            } else {
                ErrorKind::NonFinite {}
            };
            errors.push(at.field("confidence").error(kind));
        }
    }
}

/// Checked check-ins in the order in which they were given. Cloning is cheap.
///
/// ```
/// use okr_core::readings::CheckIns;
///
/// let check_ins = CheckIns::from_json(r#"[{ "kpi": "enps", "date": "2026-08-14", "by": "Maya Lind" }]"#)?;
/// assert_eq!(check_ins.len(), 1);
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CheckIns(Arc<Vec<CheckIn>>);

impl CheckIns {
    /// Checks a list of check-ins.
    ///
    /// # Errors
    ///
    /// All that does not fit, with paths `/check_ins/<row>/…`: a check-in that names none or several of objective, key result,
    /// KPI and cycle; a confidence outside 0 to 1.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::readings::{CheckIn, CheckIns};
    ///
    /// let errors = CheckIns::new([CheckIn::new(parse_date("2026-08-14")?)]).unwrap_err();
    /// assert_eq!(
    ///     errors.iter().next().unwrap().to_string(),
    ///     "/check_ins/0: expected one of `objective`, `key_result`, `kpi` and `cycle`, found none of them"
    /// );
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    pub fn new(check_ins: impl IntoIterator<Item = CheckIn>) -> Result<Self, Errors> {
        let check_ins: Vec<CheckIn> = check_ins.into_iter().collect();
        let mut errors = Problems::new();
        for (row, check_in) in check_ins.iter().enumerate() {
            check_in.check(&At::root("/check_ins").index(row), &mut errors);
        }
        if errors.is_empty() { Ok(CheckIns(Arc::new(check_ins))) } else { Err(Errors::new(errors)) }
    }

    /// Adds the check-ins of another list behind these.
    pub(crate) fn add(&mut self, more: &CheckIns) {
        Arc::make_mut(&mut self.0).extend(more.iter().cloned());
    }

    /// Gives the items that check-ins are about their new ids, after [`Plan::edit`](crate::Plan::edit) gave them these.
    ///
    /// Renames without `kind` change nothing: what was said about a key result that graduates stays with it.
    ///
    /// ```
    /// use okr_core::merge::Rename;
    /// use okr_core::plan::ItemKind;
    /// use okr_core::readings::{CheckIns, Subject};
    ///
    /// let check_ins = CheckIns::from_json(r#"[{ "kpi": "enps", "date": "2026-08-14" }]"#)?;
    /// let renamed = check_ins.renamed(&[Rename::new("enps", "employee-nps").kind(ItemKind::Kpi)]);
    /// assert_eq!(renamed.iter().next().unwrap().subject(), Some(Subject::Kpi("employee-nps")));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn renamed(&self, renames: &[Rename]) -> CheckIns {
        let mut check_ins = Vec::clone(&self.0);
        for check_in in &mut check_ins {
            for Rename { from, to, kind } in renames {
                let id = match kind {
                    Some(ItemKind::Objective) => &mut check_in.objective,
                    Some(ItemKind::KeyResult) => &mut check_in.key_result,
                    Some(ItemKind::Kpi) => &mut check_in.kpi,
                    Some(ItemKind::Cycle) => &mut check_in.cycle,
                    _ => continue,
                };
                id.iter_mut().filter(|id| *id == from).for_each(|id| id.clone_from(to));
            }
        }
        CheckIns(Arc::new(check_ins))
    }

    /// Reads check-ins from a JSON list.
    ///
    /// # Errors
    ///
    /// All that does not fit, with paths `/check_ins/<row>/…`.
    ///
    /// ```
    /// use okr_core::readings::CheckIns;
    ///
    /// let errors = CheckIns::from_json(r#"[{ "kpi": "enps", "date": "2026-08-14", "confidence": 60 }]"#).unwrap_err();
    /// assert_eq!(errors.to_string(), "1 problem\n  /check_ins/0/confidence: must be between 0 and 1, found `60`");
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        crate::document::read_text(text, "/check_ins")
    }

    /// The check-ins, in the order in which they were given.
    ///
    /// ```
    /// use okr_core::readings::CheckIns;
    ///
    /// let check_ins = CheckIns::from_json(r#"[{ "kpi": "enps", "date": "2026-08-14", "by": "Maya Lind" }]"#)?;
    /// assert_eq!(check_ins.iter().next().unwrap().by.as_deref(), Some("Maya Lind"));
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn iter(&self) -> std::slice::Iter<'_, CheckIn> {
        self.0.iter()
    }

    /// The number of check-ins.
    ///
    /// ```
    /// assert_eq!(okr_core::readings::CheckIns::default().len(), 0);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no check-ins.
    ///
    /// ```
    /// assert!(okr_core::readings::CheckIns::default().is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The check-ins as a JSON list.
    ///
    /// ```
    /// use okr_core::readings::CheckIns;
    ///
    /// assert_eq!(CheckIns::default().to_json(), "[]");
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(self)
    }
}

impl Read for CheckIns {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let rows: Vec<Row> = Vec::read(node, at, notes);
        for (row, check_in) in rows.iter().enumerate().filter(|(_, row)| row.sound) {
            check_in.check_in.check(&at.index(row), &mut notes.errors);
        }
        CheckIns(Arc::new(rows.into_iter().map(|row| row.check_in).collect()))
    }

    fn placeholder() -> Self {
        CheckIns::default()
    }
}

document!(@deserialize CheckIns);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for CheckIns {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CheckIns".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<CheckIn>::json_schema(generator)
    }
}

/// A check-in while it is read, and whether all its fields fit.
struct Row {
    check_in: CheckIn,
    sound: bool,
}

impl Read for Row {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let before = notes.errors.len();
        let check_in = CheckIn::read(node, at, notes);
        Row { check_in, sound: notes.errors.len() == before }
    }

    fn placeholder() -> Self {
        Row { check_in: CheckIn::placeholder(), sound: false }
    }
}

/// Collects check-ins as [`CheckIns::new`] checks them.
impl FromIterator<CheckIn> for Result<CheckIns, Errors> {
    fn from_iter<I: IntoIterator<Item = CheckIn>>(check_ins: I) -> Self {
        CheckIns::new(check_ins)
    }
}

impl<'a> IntoIterator for &'a CheckIns {
    type Item = &'a CheckIn;
    type IntoIter = std::slice::Iter<'a, CheckIn>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for CheckIns {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
