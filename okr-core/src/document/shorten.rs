//! Text of others in messages: its beginning.

/// The first 60 characters of a text; what is cut off shows as `…`.
pub(crate) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
