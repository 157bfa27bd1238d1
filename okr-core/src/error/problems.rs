//! Problems as they are found: the first of them in full, the others by number.

use indexmap::IndexMap;

use super::{Error, ErrorKind};

/// How many problems are listed in full.
pub(crate) const LISTED: usize = 100;

/// Problems in the order in which they are found.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    listed: Vec<Error>,
    /// The number of further problems by code.
    more: IndexMap<String, usize>,
}

impl Problems {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// The number of problems, listed or not.
    pub(crate) fn len(&self) -> usize {
        self.listed.len() + self.more.values().sum::<usize>()
    }

    /// One of the problems that are listed.
    pub(crate) fn get_mut(&mut self, index: usize) -> Option<&mut Error> {
        self.listed.get_mut(index)
    }

    pub(crate) fn push(&mut self, error: Error) {
        match error.kind {
            ErrorKind::MoreProblems { counts, .. } => {
                counts.into_iter().for_each(|(code, count)| *self.more.entry(code).or_default() += count);
            }
            _ if self.listed.len() < LISTED => self.listed.push(error),
            kind => *self.more.entry(kind.code().to_owned()).or_default() += 1,
        }
    }

    /// The problems listed, and behind them one that counts the others.
    pub(crate) fn into_list(self) -> Vec<Error> {
        let Problems { mut listed, more: mut counts } = self;
        if !counts.is_empty() {
            counts.sort_unstable_keys();
            listed.push(Error::new("", ErrorKind::MoreProblems { problems: counts.values().sum(), counts }));
        }
        listed
    }
}

impl Extend<Error> for Problems {
    fn extend<I: IntoIterator<Item = Error>>(&mut self, errors: I) {
        errors.into_iter().for_each(|error| self.push(error));
    }
}

impl FromIterator<Error> for Problems {
    fn from_iter<I: IntoIterator<Item = Error>>(errors: I) -> Self {
        let mut problems = Problems::new();
        problems.extend(errors);
        problems
    }
}

impl IntoIterator for Problems {
    type Item = Error;
    type IntoIter = std::vec::IntoIter<Error>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_list().into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(index: usize) -> Error {
        let kind =
            if index.is_multiple_of(3) { ErrorKind::NonFinite {} } else { ErrorKind::BadWeight { weight: -1.0 } };
        Error::new(format!("/{index}"), kind)
    }

    #[test]
    fn a_hundred_problems_are_listed_and_the_others_counted() {
        let all: Problems = (0..100).map(problem).collect();
        assert_eq!((all.len(), all.into_list().len()), (100, 100));
        // Of 0 to 249, 84 are multiples of 3; of the first 100, 34.
        let all: Problems = (0..250).map(problem).collect();
        assert_eq!(all.len(), 250);
        let listed = all.into_list();
        assert_eq!((listed.len(), listed[99].path.as_str()), (101, "/99"));
        assert_eq!(listed[100].to_string(), "150 more problems: 100 `bad_weight`, 50 `non_finite`");
    }

    #[test]
    fn lists_that_count_join() {
        let whole: Problems = (0..350).map(problem).collect();
        let mut joined: Problems = (0..150).map(problem).collect();
        joined.extend((150..350).map(problem).collect::<Problems>());
        assert_eq!(joined.into_list().first(), Some(&problem(0)));
        let again: Problems = whole.into_iter().collect();
        assert_eq!(again.len(), 350);
    }
}
