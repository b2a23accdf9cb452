//! What was read in simplified characters is given back as the page prints it.

use crate::model::Extraction;
use crate::source::Text;
use crate::span::Span;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// The records with every character in the form that the page prints: what stands in the record's own text or in its article is taken
/// from there; what does not, like a name that another article introduces, is told by its neighbours where a page prints several forms.
#[must_use]
pub fn printed(text: &Text, mut records: Extraction) -> Extraction {
    if text.is_read_as_printed() {
        return records;
    }
    let page = Page { text, forms: Forms::of(text) };
    let articles: HashMap<String, Span> = records.articles.iter().map(|a| (a.id.clone(), a.span)).collect();
    let of = |id: &str| articles.get(id).copied().unwrap_or_default();
    for r in &mut records.articles {
        page.show(r, [r.span, Span::default()]);
    }
    for r in &mut records.meetings {
        page.show(r, [r.span, of(&r.article)]);
    }
    for r in &mut records.statements {
        page.show(r, [r.span, of(&r.article)]);
    }
    for r in &mut records.documents {
        page.show(r, [r.span, of(&r.article)]);
    }
    for r in &mut records.bundles {
        page.show(r, [r.span, of(&r.article)]);
    }
    for r in &mut records.visits {
        page.show(r, [r.span, of(&r.article)]);
    }
    records
}

/// What is printed, and where to look for it.
struct Page<'a> {
    text: &'a Text,
    forms: Forms,
}

impl Page<'_> {
    /// A record as the page prints it; one at a time, for all of them as values take many times the room of the page.
    fn show<T: Serialize + DeserializeOwned>(&self, record: &mut T, places: [Span; 2]) {
        let Ok(mut value) = serde_json::to_value(&*record) else { return };
        self.walk(&mut value, &places);
        if let Ok(shown) = serde_json::from_value(value) {
            *record = shown;
        }
    }

    /// All strings inside; names of fields and codes are no Chinese.
    fn walk(&self, value: &mut Value, places: &[Span]) {
        match value {
            Value::String(s) if self.forms.differs(s) => {
                *s = self.found(s, places).unwrap_or_else(|| self.forms.shown(s));
            }
            Value::Array(list) => list.iter_mut().for_each(|v| self.walk(v, places)),
            Value::Object(fields) => fields.values_mut().for_each(|v| self.walk(v, places)),
            _ => {}
        }
    }

    /// What is printed where a string stands first in the first of the places that hold it.
    fn found(&self, s: &str, places: &[Span]) -> Option<String> {
        places.iter().find_map(|place| {
            let at = place.start + place.of(self.text.as_str()).find(s)?;
            Some(self.text.printed(Span::new(at, at + s.len())).into_owned())
        })
    }
}

/// A character with what stands before and behind it, `None` where that does not count.
type Place = (Option<char>, char, Option<char>);

/// How often each form is printed.
type Counts = BTreeMap<char, usize>;

/// The most frequent form of each.
fn most<K: Copy + Eq + std::hash::Hash>(counts: &HashMap<K, Counts>) -> HashMap<K, char> {
    counts.iter().filter_map(|(&k, shown)| Some((k, *shown.iter().max_by_key(|(_, n)| **n)?.0))).collect()
}

/// In which forms a page prints its characters.
#[derive(Default)]
struct Forms {
    /// The most frequent form of each character that is not always printed as it is read.
    usual: HashMap<char, char>,
    /// The most frequent form of those with several, by their neighbours.
    near: HashMap<Place, char>,
}

impl Forms {
    fn of(text: &Text) -> Self {
        let both = || text.characters();
        let mut counts: HashMap<char, Counts> = HashMap::new();
        for (read, shown) in both() {
            if read.is_alphabetic() {
                *counts.entry(read).or_default().entry(shown).or_default() += 1;
            }
        }
        counts.retain(|c, shown| shown.len() > 1 || !shown.contains_key(c));
        let usual = most(&counts);
        counts.retain(|_, shown| shown.len() > 1);
        let mut near: HashMap<Place, Counts> = HashMap::new();
        let mut before = None;
        let mut rest = both().peekable();
        while let Some((c, shown)) = rest.next() {
            let behind = rest.peek().map(|(b, _)| *b);
            if counts.contains_key(&c) {
                for place in places(before, c, behind) {
                    *near.entry(place).or_default().entry(shown).or_default() += 1;
                }
            }
            before = Some(c);
        }
        Self { usual, near: most(&near) }
    }

    /// Whether a string holds characters that the page does not always print as they are read.
    fn differs(&self, s: &str) -> bool {
        s.chars().any(|c| self.usual.contains_key(&c))
    }

    fn shown(&self, s: &str) -> String {
        let mut out = String::with_capacity(s.len());
        let mut before = None;
        let mut rest = s.chars().peekable();
        while let Some(c) = rest.next() {
            let behind = rest.peek().copied();
            let near = || places(before, c, behind).iter().find_map(|p| self.near.get(p));
            out.push(self.usual.get(&c).map_or(c, |usual| *near().unwrap_or(usual)));
            before = Some(c);
        }
        out
    }
}

/// The places that tell a form, the surest first.
fn places(before: Option<char>, c: char, behind: Option<char>) -> [Place; 3] {
    [(before, c, behind), (before, c, None), (None, c, behind)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_tell_the_form() {
        let mut page = Text::default();
        page.push_verbatim("發展後，皇后和乾杯的人理髮。幹部發言", 0);
        let read = crate::lexicon::simplified(page.as_str()).into_owned();
        let page = page.read_as(read);
        assert_eq!(page.as_str(), "发展后，皇后和干杯的人理发。干部发言");
        let forms = Forms::of(&page);
        for (read, shown) in [("发展", "發展"), ("理发", "理髮"), ("皇后", "皇后"), ("干部发言", "幹部發言"), ("干杯", "乾杯")]
        {
            assert_eq!(forms.shown(read), shown);
        }
    }
}
