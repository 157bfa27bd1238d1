//! Macros that generate a document type and everything around it from one field list.

/// Defines a document struct: public fields, `new` with the required ones, a setter for each other one, the reader,
/// `Serialize` (which leaves out what equals the default), `Deserialize` and `JsonSchema`.
///
/// `name: T as R` reads a field of type `T` as an `R`, such as a date that may be written as a period. Behind the
/// struct's name, `: item` says that it has an id of its own, `: row` that it is a row of a table. Before `pub`, `#[derive(Eq, Hash)]`
/// adds what a type without floating-point numbers can have; without required fields it has `Default` too.
macro_rules! document {
    (
        $(#[doc = $doc:expr])*
        $(#[derive($($derive:ident),*)])?
        pub struct $name:ident $(: $flag:ident)? {
            $(constants { $( $(#[doc = $cdoc:expr])* $cname:ident : $cty:ty, )* })?
            $(required { $( $(#[doc = $rdoc:expr])* $rname:ident : $rty:ty $(as $rread:ty)?, )* })?
            $(optional { $( $(#[doc = $odoc:expr])* $oname:ident : $oty:ty $(as $oread:ty)?, )* })?
            $(defaulted { $( $(#[doc = $ddoc:expr])* $dname:ident : $dty:ty = $dvalue:expr, )* })?
            $(lists { $( $(#[doc = $ldoc:expr])* $lname:ident : $lty:ty, )* })?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        $(#[derive($($derive),*)])?
        #[non_exhaustive]
        pub struct $name {
            $($( $(#[doc = $cdoc])* pub $cname: $cty, )*)?
            $($( $(#[doc = $rdoc])* pub $rname: $rty, )*)?
            $($( $(#[doc = $odoc])* pub $oname: Option<$oty>, )*)?
            $($( $(#[doc = $ddoc])* pub $dname: $dty, )*)?
            $($( $(#[doc = $ldoc])* pub $lname: Vec<$lty>, )*)?
        }

        impl $name {
            /// Creates a value from the required fields. All others have the value of a field that is not written.
            #[must_use]
            pub fn new($($( $rname: impl Into<$rty>, )*)?) -> Self {
                Self {
                    $($( $cname: Default::default(), )*)?
                    $($( $rname: <$rty as $crate::document::Read>::stored($rname.into()), )*)?
                    $($( $oname: None, )*)?
                    $($( $dname: $dvalue, )*)?
                    $($( $lname: Vec::new(), )*)?
                }
            }

            $($(
                #[doc = concat!("Sets [`", stringify!($oname), "`](Self::", stringify!($oname), ").")]
                #[must_use]
                pub fn $oname(mut self, $oname: impl Into<$oty>) -> Self {
                    self.$oname = Some(<$oty as $crate::document::Read>::stored($oname.into()));
                    self
                }
            )*)?
            $($(
                #[doc = concat!("Sets [`", stringify!($dname), "`](Self::", stringify!($dname), ").")]
                #[must_use]
                pub fn $dname(mut self, $dname: impl Into<$dty>) -> Self {
                    self.$dname = <$dty as $crate::document::Read>::stored($dname.into());
                    self
                }
            )*)?
            $($(
                #[doc = concat!("Sets [`", stringify!($lname), "`](Self::", stringify!($lname), ").")]
                #[must_use]
                pub fn $lname<I>(mut self, $lname: I) -> Self
                where
                    I: IntoIterator,
                    I::Item: Into<$lty>,
                {
                    self.$lname = $lname
                        .into_iter()
                        .map(|item| <$lty as $crate::document::Read>::stored(item.into()))
                        .collect();
                    self
                }
            )*)?
        }

        impl $crate::document::Read for $name {
            $( $crate::document::document!(@flag $flag); )?

            #[allow(unused_mut, unused_variables)]
            fn read(
                node: $crate::document::Node,
                at: &$crate::document::At<'_>,
                notes: &mut $crate::document::Notes,
            ) -> Self {
                let node = if Self::NAN_IS_NULL { node.with_nan_as_null() } else { node };
                let Some(mut fields) = $crate::document::Fields::new(node, at, Self::FIELDS, notes) else {
                    return Self::placeholder();
                };
                let mut document = Self::placeholder();
                $($( fields.fill(stringify!($cname), &mut document.$cname); )*)?
                $($( fields.fill_required::<$crate::document::document!(@read $rty $(, $rread)?), _>(
                    stringify!($rname), &mut document.$rname); )*)?
                $($( fields.fill_optional::<$crate::document::document!(@read $oty $(, $oread)?), _>(
                    stringify!($oname), &mut document.$oname); )*)?
                $($( fields.fill(stringify!($dname), &mut document.$dname); )*)?
                $($( fields.fill(stringify!($lname), &mut document.$lname); )*)?
                document
            }

            fn placeholder() -> Self {
                Self::new($($( <$rty as $crate::document::Read>::placeholder(), )*)?)
            }
        }

        impl $name {
            pub(crate) const FIELDS: &'static [&'static str] = &[
                $($( stringify!($cname), )*)?
                $($( stringify!($rname), )*)?
                $($( stringify!($oname), )*)?
                $($( stringify!($dname), )*)?
                $($( stringify!($lname), )*)?
            ];
        }

        impl serde::Serialize for $name {
            #[allow(unused_mut)]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(None)?;
                $($( map.serialize_entry(stringify!($cname), &self.$cname)?; )*)?
                $($( map.serialize_entry(stringify!($rname), &self.$rname)?; )*)?
                $($( if let Some(value) = &self.$oname {
                    map.serialize_entry(stringify!($oname), value)?;
                } )*)?
                $($( if self.$dname != $dvalue { map.serialize_entry(stringify!($dname), &self.$dname)?; } )*)?
                $($( if !self.$lname.is_empty() { map.serialize_entry(stringify!($lname), &self.$lname)?; } )*)?
                map.end()
            }
        }

        $crate::document::document!(@deserialize $name);
        $crate::document::document!(@default $name [$($( $rname )*)?]);

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            #[allow(unused_variables)]
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                #[allow(unused_mut)]
                let mut schema = $crate::document::schema::ObjectSchema::new(&[$($doc),*]);
                $($( schema.property::<$cty>(
                    generator, stringify!($cname), false, serde_json::to_value(<$cty>::default()).ok(), &[$($cdoc),*]); )*)?
                $($( schema.property::<$crate::document::document!(@read $rty $(, $rread)?)>(
                    generator,
                    stringify!($rname),
                    <$rty as $crate::document::Read>::absent().is_none(),
                    None,
                    &[$($rdoc),*],
                ); )*)?
                $($( schema.property::<$crate::document::document!(@read $oty $(, $oread)?)>(
                    generator, stringify!($oname), false, None, &[$($odoc),*]); )*)?
                $($( schema.property::<$dty>(
                    generator, stringify!($dname), false, serde_json::to_value($dvalue).ok(), &[$($ddoc),*]); )*)?
                $($( schema.property::<Vec<$lty>>(
                    generator, stringify!($lname), false, Some(serde_json::json!([])), &[$($ldoc),*]); )*)?
                schema.finish()
            }
        }
    };

    (@flag item) => { const ITEM: bool = true; };
    (@flag row) => { const NAN_IS_NULL: bool = true; };

    (@read $ty:ty) => { $ty };
    (@read $ty:ty, $read:ty) => { $read };

    (@default $name:ident []) => {
        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }
    };
    (@default $name:ident [$($required:ident)+]) => {};

    (@first $first:expr $(, $rest:expr)*) => { $first };

    (@deserialize $name:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let node = <$crate::document::Node as serde::Deserialize>::deserialize(deserializer)?;
                $crate::document::read_node(node, "")
                    .map_err(|errors| serde::de::Error::custom($crate::error::Errors::new(errors)))
            }
        }
    };
}

/// Defines an enum of words that documents hold: `words!` with a reader and a schema.
macro_rules! vocabulary {
    ($(#[doc = $doc:expr])* pub enum $name:ident { $($variants:tt)* }) => {
        $crate::words::words! { $(#[doc = $doc])* pub enum $name { $($variants)* } }
        $crate::document::vocabulary!(read $name);
    };

    (read $name:ident) => {
        impl $crate::document::Read for $name {
            fn read(
                node: $crate::document::Node,
                at: &$crate::document::At<'_>,
                notes: &mut $crate::document::Notes,
            ) -> Self {
                let index = $crate::document::read_word(node, &Self::ALL.map(Self::as_str), at, notes);
                Self::ALL.get(index).copied().unwrap_or_else(Self::placeholder)
            }

            fn placeholder() -> Self {
                let [first, ..] = Self::ALL;
                first
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::error::ErrorKind;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let index = $crate::document::index_of_word(text, &Self::ALL.map(Self::as_str))?;
                Ok(Self::ALL.get(index).copied().unwrap_or_else(<Self as $crate::document::Read>::placeholder))
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::error::ErrorKind;

            fn try_from(text: &str) -> Result<Self, $crate::error::ErrorKind> {
                text.parse()
            }
        }

        $crate::document::document!(@deserialize $name);

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::document::schema::words(Self::MEANINGS)
            }
        }
    };
}

/// Defines an enum of documents, distinguished by their field `kind`, and the vocabulary of its kinds.
macro_rules! tagged {
    (
        $(#[doc = $doc:expr])*
        pub enum $name:ident (kind or $alias:literal, $(#[doc = $kind_doc:expr])* $kind:ident) {
            $( $(#[doc = $vdoc:expr])* $variant:ident($ty:ident) = $text:literal, )*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[serde(tag = "kind")]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc = $vdoc])* #[serde(rename = $text)] $variant($ty), )*
        }

        $( impl From<$ty> for $name {
            fn from(value: $ty) -> Self {
                Self::$variant(value)
            }
        } )*

        $crate::document::vocabulary! {
            $(#[doc = $kind_doc])*
            pub enum $kind {
                $( $(#[doc = $vdoc])* $variant = $text, )*
            }
        }

        impl $name {
            /// The value of field `kind`.
            #[must_use]
            pub const fn kind(&self) -> $kind {
                match self {
                    $( Self::$variant(_) => $kind::$variant, )*
                }
            }
        }

        impl $crate::document::Read for $name {
            fn read(
                node: $crate::document::Node,
                at: &$crate::document::At<'_>,
                notes: &mut $crate::document::Notes,
            ) -> Self {
                let Some((text, rest)) = $crate::document::take_kind(node, $alias, at, notes) else {
                    return Self::placeholder();
                };
                match text.parse() {
                    $( Ok($kind::$variant) => {
                        Self::$variant(<$ty as $crate::document::Read>::read(rest, at, notes))
                    } )*
                    Err(unknown) => {
                        notes.error(&at.field("kind"), unknown);
                        Self::placeholder()
                    }
                }
            }

            fn placeholder() -> Self {
                $crate::document::document!(@first $( Self::$variant(<$ty as $crate::document::Read>::placeholder()) ),*)
            }
        }

        $crate::document::document!(@deserialize $name);

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let kinds = vec![
                    $( {
                        let schema = <$ty as schemars::JsonSchema>::json_schema(generator);
                        $crate::document::schema::with_kind(schema, $text, &[$($vdoc),*])
                    }, )*
                ];
                let description = $crate::document::schema::description(&[$($doc),*]);
                schemars::json_schema!({ "oneOf": kinds, "description": description })
            }
        }
    };
}

pub(crate) use {document, tagged, vocabulary};
