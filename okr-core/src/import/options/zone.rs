//! Which civil day a point in time is.

use crate::document::{At, Node, Notes, Read, document, wrong_type};
use crate::error::ErrorKind;

/// Which civil day a point in time is.
///
/// ```
/// use okr_core::import::Zone;
///
/// assert_eq!(Zone::parse("+02:00"), Some(Zone::Offset(120)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Zone {
    /// The day as it is written.
    Written,
    /// The day at this many minutes east of UTC.
    Offset(i32),
}

impl Zone {
    /// Reads `written`, `UTC` or an offset such as `+02:00`.
    ///
    /// ```
    /// use okr_core::import::Zone;
    ///
    /// assert_eq!(Zone::parse("written"), Some(Zone::Written));
    /// assert_eq!(Zone::parse("Europe/Berlin"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "written" => return Some(Zone::Written),
            "UTC" | "Z" => return Some(Zone::Offset(0)),
            _ => {}
        }
        let (sign, rest) = match text.split_at_checked(1)? {
            ("+", rest) => (1, rest),
            ("-" | "−", rest) => (-1, rest),
            _ => return None,
        };
        let (hours, minutes) = rest.split_once(':')?;
        let number = |text: &str, most: i32| -> Option<i32> {
            let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|number| digits && *number <= most)
        };
        Some(Zone::Offset(sign * (60 * number(hours, 14)? + number(minutes, 59)?)))
    }
}

impl Read for Zone {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        const EXPECTED: &str = "`written`, `UTC` or an offset such as `+02:00`";
        match node {
            Node::String(text) => Zone::parse(&text).unwrap_or_else(|| {
                notes.error(at, ErrorKind::WrongType { expected: EXPECTED.into(), found: format!("`{text}`") });
                Zone::Written
            }),
            other => wrong_type(&other, EXPECTED, at, notes),
        }
    }

    fn placeholder() -> Self {
        Zone::Written
    }
}

document!(@deserialize Zone);

impl serde::Serialize for Zone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Zone::Written => serializer.serialize_str("written"),
            Zone::Offset(minutes) => {
                let sign = if *minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                serializer.collect_str(&format_args!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
            }
        }
    }
}
