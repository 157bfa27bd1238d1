//! The words of options.

use crate::document::vocabulary;

vocabulary! {
    /// What a sheet holds.
    pub enum Holds {
        /// Objectives and key results.
        Goals = "goals",
        /// KPIs and their values.
        Kpis = "kpis",
    }
}

vocabulary! {
    /// The decimal separator of the numbers that are written as text.
    pub enum Decimal {
        /// `1,234.5`
        Dot = ".",
        /// `1.234,5`
        Comma = ",",
    }
}

vocabulary! {
    /// The order of day, month and year.
    pub enum DateOrder {
        /// `31.12.2026`
        Dmy = "dmy",
        /// `12/31/2026`
        Mdy = "mdy",
        /// `26/12/31`
        Ymd = "ymd",
    }
}

vocabulary! {
    /// What plain numbers between 0 and 1 beside a percent sign are.
    pub enum PercentScale {
        /// 0.25 is 25 %.
        Fraction = "fraction",
        /// 0.25 is a quarter of a percent.
        Points = "points",
    }
}

vocabulary! {
    /// What becomes of a key result without numbers.
    pub enum WithoutNumbers {
        /// A single milestone.
        Milestone = "milestone",
        /// It is left out.
        Skip = "skip",
        /// The sheet is refused.
        Error = "error",
    }
}

vocabulary! {
    /// The encoding of a text file.
    pub enum Encoding {
        /// UTF-8.
        Utf8 = "utf-8",
        /// Windows-1252, what older spreadsheets write in western Europe and America.
        Windows1252 = "windows-1252",
        /// UTF-16, low byte first.
        Utf16Le = "utf-16le",
        /// UTF-16, high byte first.
        Utf16Be = "utf-16be",
    }
}

vocabulary! {
    /// What separates the columns of a text file.
    pub enum Separator {
        /// A comma.
        Comma = ",",
        /// A semicolon.
        Semicolon = ";",
        /// A tab.
        Tab = "\t",
        /// A vertical bar.
        Bar = "|",
    }
}
