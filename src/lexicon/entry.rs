//! The entries of `grammar/lexicon/*.yaml` as they are written. The build script reads them with these same types.

use serde::{Deserialize, Serialize};

/// One entry: a word with the ways it is written, and what it gives.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Entry {
    /// Unique in its file; an entry of the user's own with the same id takes its place.
    pub id: String,
    /// The usual form; found in texts like any variant.
    pub name: String,
    /// Other forms.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// What the records get: `talks`, `mou`, `RU`; the codes allowed depend on the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// A finer distinction inside the file, named in its head comment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-2 of where it belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The two sides of a bilateral anniversary.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// `phone`, `video`, `written`: how an encounter of this word takes place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// The base year of an anniversary, or the year of a dated event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// What the anniversary counts from: 签署, 建立, 胜利, 建交.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Texts that it matches, with what they give.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
    /// Texts that it must not match.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<Counter>,
    /// Where the form was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Another way to write an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Variant {
    /// As written in texts.
    pub form: String,
    /// `official`, `short`, `abbreviation`, `hant`, `site`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// A text that an entry matches.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Fields that one object of the records of that text holds.
    pub gives: std::collections::BTreeMap<String, serde_json::Value>,
}

/// A text that an entry must not match.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counter {
    /// The text.
    pub text: String,
    /// Why not.
    pub because: String,
    /// Fields that no object of the records of that text holds; without it, the entry's own name must not appear.
    pub gives: std::collections::BTreeMap<String, serde_json::Value>,
}

/// The files of the lexicon, by name without `.yaml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// News agencies, papers, broadcasters, sites.
    Agencies,
    /// Countries, `code` alpha-2; variant kind `abbreviation` for one-character forms.
    Countries,
    /// Organisations, `code` for `org`.
    Organisations,
    /// Nouns that end an office.
    Offices,
    /// Verbs of speech.
    Speech,
    /// Encounters, `code` of `MeetingKind`.
    Encounters,
    /// Nouns that end a title, `code` of `DocumentKind`.
    Instruments,
    /// Verbs of what is done with instruments, `code` of `ActKind`.
    Acts,
    /// Cities, venues, regions with their `country`; `kind`: `city`, `venue`, `region`.
    Places,
    /// Groups that speak: 双方, 两国元首; `kind`: `joint`, `side`, `audience`.
    Groups,
    /// Forms of visits, `code` of `VisitKind`.
    Visits,
    /// Events with a base year.
    Anniversaries,
    /// What stands behind a name and ends it: 一行, 在, 同.
    NameEnds,
    /// What no name of a party is, opens with or ends with; `kind`: `whole`, `opens`, `ends`, `either`, `event`.
    NotNames,
    /// What stands between a subject and its verb of speech: 还, 在会谈中.
    Adverbs,
    /// Family names of Chinese, Korean and Vietnamese persons; `kind`: `single`, `double`.
    Surnames,
    /// Words that mark furniture of a page.
    Furniture,
    /// Bodies that sign: 商务部, 海关总署; `kind` of `PartyLevel`.
    Bodies,
}

impl Category {
    /// All files.
    pub const ALL: [Self; 18] = [
        Self::Agencies,
        Self::Countries,
        Self::Organisations,
        Self::Offices,
        Self::Speech,
        Self::Encounters,
        Self::Instruments,
        Self::Acts,
        Self::Places,
        Self::Groups,
        Self::Visits,
        Self::Anniversaries,
        Self::NameEnds,
        Self::NotNames,
        Self::Adverbs,
        Self::Surnames,
        Self::Furniture,
        Self::Bodies,
    ];

    /// Whether the scan looks for its words; the others are asked for only where one may stand.
    #[must_use]
    pub const fn is_sought(self) -> bool {
        !matches!(self, Self::NameEnds | Self::NotNames | Self::Adverbs | Self::Surnames)
    }

    /// The name of its file without `.yaml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agencies => "agencies",
            Self::Countries => "countries",
            Self::Organisations => "organisations",
            Self::Offices => "offices",
            Self::Speech => "speech",
            Self::Encounters => "encounters",
            Self::Instruments => "instruments",
            Self::Acts => "acts",
            Self::Places => "places",
            Self::Groups => "groups",
            Self::Visits => "visits",
            Self::Anniversaries => "anniversaries",
            Self::NameEnds => "name_ends",
            Self::NotNames => "not_names",
            Self::Adverbs => "adverbs",
            Self::Surnames => "surnames",
            Self::Furniture => "furniture",
            Self::Bodies => "bodies",
        }
    }
}
