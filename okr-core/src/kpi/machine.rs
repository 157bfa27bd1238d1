//! The state machine of a rule: quiet → pending → firing → recovering → quiet.
//!
//! ```text
//!            breach                     enough breaches
//!   quiet ───────────▶ pending ───────────────────────────▶ firing ◀────┐
//!     ▲                   │                                   │ ok      │ breach
//!     │      ok           │                                   ▼         │
//!     ├───────────────────┘                               recovering ───┘
//!     │                  `clear_after` oks in a row           │
//!     └───────────────────────────────────────────────────────┘
//! ```
//!
//! A period that cannot be judged changes nothing. With `of`, breaches need not stand in a row, and pending ends when none of the
//! last `of` judged periods is a breach.

use std::collections::VecDeque;

/// What a rule says of one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judgement {
    /// What the rule looks for is there.
    Breach,
    /// It is not.
    Ok,
    /// The rule cannot say.
    Unknown,
}

/// Where a rule stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing is the matter.
    #[default]
    Quiet,
    /// Breaches began, too few yet.
    Pending,
    /// It has fired.
    Firing,
    /// The breaches ended, not long enough ago.
    Recovering,
}

/// When a rule fires and when it clears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Terms {
    /// Breaches that fire; 1 or more.
    pub(crate) periods: u32,
    /// Among how many judged periods; in a row where not given.
    pub(crate) of: Option<u32>,
    /// Periods in a row without a breach that clear it; 1 or more.
    pub(crate) clear_after: u32,
}

impl Terms {
    /// Fires on the first breach.
    pub(crate) const fn at_once(clear_after: u32) -> Self {
        Terms { periods: 1, of: None, clear_after }
    }
}

/// A rule's state, and how it got there. MetricIndices count the periods of the series.
#[derive(Clone, Debug)]
pub(crate) struct Machine {
    terms: Terms,
    /// The state after the newest period.
    pub(crate) state: State,
    /// The index of the breach with which the episode began.
    pub(crate) since: Option<usize>,
    /// The index of the period on which it fired.
    pub(crate) fired: Option<usize>,
    /// The index of the newest breach of the episode.
    pub(crate) latest: Option<usize>,
    /// Breaches since the episode began.
    pub(crate) run: u32,
    /// Periods in a row without a breach since the newest one; 0 unless recovering.
    pub(crate) clear_run: u32,
    /// Judged periods since the memory was last empty.
    judged: u64,
    /// The breaches among the last `of` of them, by their count.
    breaches: VecDeque<u64>,
}

impl Machine {
    /// A quiet machine.
    #[must_use]
    pub(crate) fn new(terms: Terms) -> Self {
        Machine {
            terms,
            state: State::Quiet,
            since: None,
            fired: None,
            latest: None,
            run: 0,
            clear_run: 0,
            judged: 0,
            breaches: VecDeque::new(),
        }
    }

    /// Whether it has fired and not cleared since.
    #[must_use]
    pub(crate) fn is_raised(&self) -> bool {
        matches!(self.state, State::Firing | State::Recovering)
    }

    /// Goes on with other terms: those of a calendar whose periods differ in length.
    pub(crate) fn set_terms(&mut self, terms: Terms) {
        self.terms = terms;
    }

    /// Takes in the period at the next index.
    pub(crate) fn step(&mut self, index: usize, judgement: Judgement) {
        match judgement {
            Judgement::Breach => self.breach(index),
            Judgement::Ok => self.ok(),
            Judgement::Unknown => {}
        }
    }

    fn breach(&mut self, index: usize) {
        self.remember(true);
        self.since = self.since.or(Some(index));
        self.latest = Some(index);
        self.run = self.run.saturating_add(1);
        self.clear_run = 0;
        if self.is_raised() {
            self.state = State::Firing;
        } else if self.enough() {
            self.state = State::Firing;
            self.fired = Some(index);
        } else {
            self.state = State::Pending;
        }
    }

    fn ok(&mut self) {
        match self.state {
            State::Quiet => {}
            State::Pending => {
                self.remember(false);
                if self.breaches.is_empty() {
                    self.forget();
                }
            }
            State::Firing | State::Recovering => {
                self.clear_run = self.clear_run.saturating_add(1);
                self.state = State::Recovering;
                if self.clear_run >= self.terms.clear_after {
                    self.forget();
                }
            }
        }
    }

    /// Whether the breaches fire. Without `of` every pending one stands in a row with the others: an ok ends pending.
    fn enough(&self) -> bool {
        match self.terms.of {
            None => self.run >= self.terms.periods,
            Some(_) => self.breaches.len() as u64 >= u64::from(self.terms.periods),
        }
    }

    /// Keeps the breaches among the last `of` judged periods. Once raised, no count is asked for until it clears.
    fn remember(&mut self, breach: bool) {
        let Some(of) = self.terms.of else { return };
        if self.is_raised() {
            return;
        }
        self.judged += 1;
        while self.breaches.front().is_some_and(|&count| count + u64::from(of) <= self.judged) {
            self.breaches.pop_front();
        }
        if breach {
            self.breaches.push_back(self.judged);
        }
    }

    fn forget(&mut self) {
        self.state = State::Quiet;
        self.since = None;
        self.fired = None;
        self.latest = None;
        self.run = 0;
        self.clear_run = 0;
        self.judged = 0;
        self.breaches.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// States after each letter: `b`reach, `o`k, `?` unknown; as `q`, `p`, `F`, `R`.
    fn states(periods: u32, of: Option<u32>, clear_after: u32, judgements: &str) -> String {
        let mut machine = Machine::new(Terms { periods, of, clear_after });
        (0..)
            .zip(judgements.chars())
            .map(|(index, letter)| {
                machine.step(
                    index,
                    match letter {
                        'b' => Judgement::Breach,
                        'o' => Judgement::Ok,
                        _ => Judgement::Unknown,
                    },
                );
                match machine.state {
                    State::Quiet => 'q',
                    State::Pending => 'p',
                    State::Firing => 'F',
                    State::Recovering => 'R',
                }
            })
            .collect()
    }

    #[test]
    fn breaches_in_a_row() {
        assert_eq!(states(3, None, 1, "obbobbbboo"), "qppqppFFqq");
        assert_eq!(states(1, None, 1, "bobo"), "FqFq");
        assert_eq!(states(2, None, 2, "bboboo"), "pFRFRq");
        assert_eq!(states(2, None, 3, "bboooobb"), "pFRRqqpF");
    }

    #[test]
    fn unknown_changes_nothing() {
        assert_eq!(states(3, None, 2, "?b?b?b?o?o?"), "qppppFFRRqq");
        assert_eq!(states(2, Some(3), 1, "b??b?o"), "pppFFq");
    }

    #[test]
    fn breaches_among_the_last_judged_ones() {
        assert_eq!(states(3, Some(5), 1, "bobob"), "ppppF");
        // The first breach is the 1st of 6: only 2 are among the last 5.
        assert_eq!(states(3, Some(5), 1, "boobob"), "pppppp");
        assert_eq!(states(2, Some(3), 1, "boo"), "ppp");
        assert_eq!(states(2, Some(3), 1, "booo"), "pppq");
        assert_eq!(states(2, Some(3), 1, "boobb"), "ppppF");
        assert_eq!(states(2, Some(2), 1, "bob"), "ppp");
    }

    #[test]
    fn clearing_empties_the_memory() {
        assert_eq!(states(2, Some(5), 1, "bbob"), "pFqp");
        assert_eq!(states(2, Some(5), 2, "bboboob"), "pFRFRqp");
    }

    /// Prometheus, rules/alerting_test.go, TestKeepFiringFor: above 50, `for` one period and `keep_firing_for` one period. There both count
    /// time passed, here periods: 2 breaches fire, 2 oks clear.
    #[test]
    fn a_published_alert() {
        let judgements: String =
            [75, 85, 70, 70, 10, 10].map(|value| if value > 50 { 'b' } else { 'o' }).iter().collect();
        assert_eq!(states(2, None, 2, &judgements), "pFFFRq");
    }

    #[test]
    fn what_the_episode_tells() {
        let mut machine = Machine::new(Terms { periods: 2, of: None, clear_after: 3 });
        for (index, judgement) in (4..).zip([Judgement::Breach; 3]) {
            machine.step(index, judgement);
        }
        machine.step(7, Judgement::Ok);
        machine.step(8, Judgement::Unknown);
        machine.step(9, Judgement::Ok);
        assert_eq!((machine.state, machine.run, machine.clear_run), (State::Recovering, 3, 2));
        machine.step(10, Judgement::Breach);
        let Machine { state, since, fired, latest, run, clear_run, .. } = machine;
        assert_eq!((state, since, fired, latest), (State::Firing, Some(4), Some(5), Some(10)));
        assert_eq!((run, clear_run), (4, 0));
    }
}
