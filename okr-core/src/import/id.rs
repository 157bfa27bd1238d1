//! Ids made from texts, so that moving rows changes nothing.

/// Characters of an id that is made from texts.
const LONGEST: usize = 60;
/// Characters of its first text where both do not fit.
const LONGEST_PARENT: usize = 24;

/// Letters and digits in lower case, `-` between.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() {
            slug.extend(character.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// An id from the parent's text and the row's. One that has to be cut ends with a hash of the whole, so that equal beginnings stay apart.
pub(super) fn made(parent: Option<&str>, text: &str) -> String {
    let parent = parent.map(slug).filter(|slug| !slug.is_empty());
    let own = slug(text);
    let own = if own.is_empty() { format!("x{}", hash(text)) } else { own };
    let whole = match &parent {
        Some(parent) => format!("{parent}-{own}"),
        None => own.clone(),
    };
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    let ending = hash(&whole);
    let mut start = parent.map(|parent| format!("{}-", cut(&parent, LONGEST_PARENT))).unwrap_or_default();
    start.push_str(&cut(&own, LONGEST - ending.len() - 1 - start.chars().count()));
    format!("{}-{ending}", start.trim_end_matches('-'))
}

/// An id with a hash of another text, for two that would be one.
pub(super) fn apart(id: &str, text: &str) -> String {
    let ending = hash(text);
    format!("{}-{ending}", cut(id, LONGEST - ending.len() - 1))
}

/// The first characters, up to a whole word where that keeps more than half.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most).collect();
    match start.rfind('-') {
        Some(end) if 2 * end > most => start.get(..end).unwrap_or_default().to_owned(),
        _ => start,
    }
}

/// Six digits of the FNV-1a hash of a text.
fn hash(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{:06x}", hash >> 8)
}

/// Why an id of a sheet can't be used; none where it can.
pub(super) fn fault(id: &str, is_metric: bool) -> Option<&'static str> {
    if id.chars().count() > 128 {
        Some("an id must have at most 128 characters")
    } else if id.chars().any(char::is_control) {
        Some("an id must not have control characters")
    } else if is_metric && id.contains('@') {
        Some("the id of a metric or cycle must not have `@`")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_from_texts() {
        assert_eq!(made(None, "Hire faster!"), "hire-faster");
        assert_eq!(made(Some("Hire faster"), "Time to hire (days)"), "hire-faster-time-to-hire-days");
        assert_eq!(made(None, "Größe & Ärger"), "größe-ärger");
        // FNV-1a of the empty-slug text is taken from the text itself.
        assert!(made(None, "🎯").starts_with('x'));
    }

    #[test]
    fn long_ids_are_cut_and_stay_apart() {
        let parent = "Become the employer of choice for engineers in the whole region";
        let (a, b) = (
            made(Some(parent), "Offers accepted by senior engineers"),
            made(Some(&format!("{parent} 2")), "Offers accepted by senior engineers"),
        );
        assert!(a.chars().count() <= 60 && b.chars().count() <= 60);
        assert_ne!(a, b);
        assert!(a.starts_with("become-the-employer-of-offers-accepted-by"), "{a}");
    }
}
