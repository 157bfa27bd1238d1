//! Enums that are written as words, without the reading of documents, so that the lowest floors can have them.

/// Defines an enum of words: its text and all its values. A document's `vocabulary!` is one that can also be read.
macro_rules! words {
    (
        $(#[doc = $doc:expr])*
        pub enum $name:ident {
            $( $(#[doc = $vdoc:expr])* $variant:ident = $text:literal, )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc = $vdoc])* $variant, )*
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: [Self; [$( $text ),*].len()] = [$( Self::$variant ),*];

            /// The words of all values, as documents spell them, in order.
            pub const WORDS: &'static [&'static str] = &[$( $text ),*];

            /// The word as documents spell it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $( Self::$variant => $text, )*
                }
            }

            /// The lines of the doc comment, and each word with those of its own, for the JSON Schema.
            #[cfg(feature = "schema")]
            pub(crate) const MEANINGS: (&'static [&'static str], &'static [(&'static str, &'static [&'static str])]) =
                (&[$( $doc ),*], &[$( ($text, &[$( $vdoc ),*]) ),*]);
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

pub(crate) use words;
