//! Teams.

use crate::document::{Meta, document, vocabulary};

vocabulary! {
    /// How high in the organization a team stands.
    ///
    /// ```
    /// use okr_core::plan::{Level, Team};
    ///
    /// assert_eq!(Team::new("people", "People", Level::Department).level.as_str(), "department");
    /// ```
    pub enum Level {
        /// The whole organization.
        Company = "company",
        /// A division of it.
        Department = "department",
        /// People who work together.
        Team = "team",
        /// One person.
        Individual = "individual",
    }
}

document! {
    /// Those who set objectives and own KPIs: a company, a department, a team or one person.
    ///
    /// ```
    /// use okr_core::plan::{Level, Team};
    /// let team = Team::new("hiring", "Hiring", Level::Team).parent("people");
    /// assert_eq!(team.parent.as_deref(), Some("people"));
    /// ```
    pub struct Team: item {
        required {
            /// Unique among teams.
            id: String,
            /// What people call it.
            name: String,
            /// Where it stands.
            level: Level,
        }
        optional {
            /// Id of the team that this one belongs to.
            parent: String,
            /// The caller's own data.
            meta: Meta,
        }
    }
}
