//! Names of people in one cell.

use hashbrown::HashSet;

/// Those who own something: the first, and the others.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Owners {
    pub(super) owner: Option<String>,
    pub(super) co_owners: Vec<String>,
}

/// Splits names by semicolons, lines, bars, `&` and `and`; by commas only where each part is a name of its own, so that
/// `Lind, Maya` stays one.
pub(super) struct Names {
    /// Cells that hold one name.
    single: HashSet<String>,
}

impl Names {
    /// Learns from all cells of a column which texts are names.
    pub(super) fn new(cells: impl Iterator<Item = String>) -> Self {
        Names { single: cells.filter(|cell| !cell.contains([',', ';', '\n', '/', '&'])).collect() }
    }

    pub(super) fn owners(&self, cell: &str) -> Owners {
        let mut names: Vec<String> = Vec::new();
        let spaced = cell.replace(" and ", ";").replace(" & ", ";").replace(" / ", ";").replace(['\n', '|'], ";");
        for part in spaced.split(';') {
            let parts: Vec<&str> = part.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
            let is_name = |part: &&str| part.contains(' ') || part.contains('@') || self.single.contains(*part);
            if parts.len() > 1 && parts.iter().all(is_name) {
                names.extend(parts.into_iter().map(str::to_owned));
            } else if !part.trim().is_empty() {
                names.push(part.trim().to_owned());
            }
        }
        let mut seen = HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        let mut names = names.into_iter();
        Owners { owner: names.next(), co_owners: names.collect() }
    }
}

/// Labels, separated by commas, semicolons or lines.
pub(super) fn labels(cell: &str) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for label in cell.split([',', ';', '\n']).map(str::trim).filter(|label| !label.is_empty()) {
        if !labels.iter().any(|known| known == label) {
            labels.push(label.to_owned());
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_separate_whole_names_only() {
        let names = Names::new(["Maya".to_owned(), "Tom".to_owned()].into_iter());
        let split = |cell: &str| {
            let owners = names.owners(cell);
            owners.owner.into_iter().chain(owners.co_owners).collect::<Vec<_>>()
        };
        assert_eq!(split("Lind, Maya"), ["Lind, Maya"]);
        assert_eq!(split("Maya Lind, Tom Berg"), ["Maya Lind", "Tom Berg"]);
        assert_eq!(split("Maya, Tom"), ["Maya", "Tom"]);
        assert_eq!(split("maya@x.org,tom@x.org"), ["maya@x.org", "tom@x.org"]);
        assert_eq!(split("Maya; Tom and Ada"), ["Maya", "Tom", "Ada"]);
        assert!(split(" ").is_empty());
    }
}
