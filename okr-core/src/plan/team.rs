//! Teams.

use crate::document::{Meta, document, vocabulary};

vocabulary! {
    /// The level of a team in the organization.
    pub enum Level {
        /// The whole organization.
        Company = "company",
        /// A division of the organization.
        Department = "department",
        /// A group that works together.
        Team = "team",
        /// One person.
        Individual = "individual",
    }
}

document! {
    /// A unit that sets objectives and owns KPIs: a company, a department, a team or one person.
    ///
    /// ```
    /// use okr_core::plan::{Level, Team};
    /// let team = Team::new("hiring", "Hiring", Level::Team).parent("people");
    /// assert_eq!(team.parent.as_deref(), Some("people"));
    /// ```
    #[derive(Eq, Hash)]
    pub struct Team: item {
        required {
            /// Identifier, unique among teams.
            id: String,
            /// Display name.
            name: String,
            /// Level in the organization.
            level: Level,
        }
        optional {
            /// Id of the team that this one belongs to.
            parent: String,
            /// Arbitrary data of the caller, stored and returned unchanged.
            meta: Meta,
        }
    }
}
