//! How records and codes are defined.

use crate::source::Source;

/// Defines a record: every optional or empty field is left out when written and may be left out when read.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$fm:meta])* $field:ident : $ty:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name { $($(#[$fm])* #[serde(skip_serializing_if = "crate::model::form::is_absent")] pub $field: $ty,)* }
    };
}

/// What is left out when written: absent options, empty lists and strings, `false`. Codes and numbers always stand.
pub trait Absent {
    fn absent(&self) -> bool {
        false
    }
}

impl<T> Absent for Option<T> {
    fn absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for String {
    fn absent(&self) -> bool {
        self.is_empty()
    }
}

impl Absent for bool {
    fn absent(&self) -> bool {
        !*self
    }
}

impl Absent for u32 {}
impl Absent for Source {}

pub fn is_absent(value: &impl Absent) -> bool {
    value.absent()
}

/// Defines a code: an enum written in snake case.
macro_rules! code {
    ($(#[$meta:meta])* $name:ident { $($(#[$vm:meta])* $variant:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vm])* $variant,)* }

        impl crate::model::form::Absent for $name {}

        impl $name {
            /// The code as written.
            #[must_use]
            pub fn code(self) -> String {
                serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
            }

            /// The value of a code; `None` where there is none of that name.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
            }
        }
    };
}
