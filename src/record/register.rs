//! The persons that a page has introduced, found by name, by office and by country without asking every one of them.

use crate::model::Party;
use crate::span::first_chars;
use std::collections::HashMap;

/// Persons in the order in which they are introduced; no name stands twice.
#[derive(Debug, Clone, Default)]
pub struct Register {
    list: Vec<Party>,
    names: HashMap<String, usize>,
    parts: HashMap<String, Only>,
    /// The first to hold each office.
    offices: HashMap<String, usize>,
    countries: HashMap<String, Only>,
}

/// One person, or several, of whom none can be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Only {
    One(usize),
    Several,
}

/// Notes that a person fits a key too.
fn note(table: &mut HashMap<String, Only>, key: &str, n: usize) {
    match table.get_mut(key) {
        Some(only) if *only == Only::One(n) => {}
        Some(only) => *only = Only::Several,
        None => {
            table.insert(key.to_owned(), Only::One(n));
        }
    }
}

impl Register {
    /// The person of exactly this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Party> {
        self.names.get(name).and_then(|&n| self.list.get(n))
    }

    /// The only person whose name has this part: 鲁斯塔姆 of 鲁斯塔姆·埃莫马利.
    #[must_use]
    pub fn part(&self, part: &str) -> Option<&Party> {
        self.only(self.parts.get(part))
    }

    /// The first who holds an office.
    #[must_use]
    pub fn office(&self, office: &str) -> Option<&Party> {
        self.offices.get(office).and_then(|&n| self.list.get(n))
    }

    /// The only person of a country.
    #[must_use]
    pub fn country(&self, country: &str) -> Option<&Party> {
        self.only(self.countries.get(country))
    }

    fn only(&self, found: Option<&Only>) -> Option<&Party> {
        match found {
            Some(&Only::One(n)) => self.list.get(n),
            _ => None,
        }
    }

    /// Enters a person, or what is not known yet of the one who has the name.
    pub fn enter(&mut self, p: &Party) {
        let n = match self.names.get(&p.name) {
            Some(&n) => n,
            None => {
                let n = self.list.len();
                self.names.insert(p.name.clone(), n);
                for part in p.name.split(['·', '．', '.', '-', '－']) {
                    note(&mut self.parts, part, n);
                }
                self.list.push(Party { name: p.name.clone(), office: None, country: None, org: None, ..p.clone() });
                n
            }
        };
        let Some(known) = self.list.get_mut(n) else { return };
        if known.office.is_none()
            && let Some(office) = &p.office
        {
            known.office = Some(office.clone());
            // 周主席: the family name and the end of the office
            if let Some(family) = p.name.chars().next().filter(|_| p.name.chars().count() <= 3) {
                for (at, _) in office.char_indices().rev().skip(1).take(2) {
                    note(&mut self.parts, &format!("{family}{}", &office[at..]), n);
                }
            }
            self.offices.entry(office.clone()).and_modify(|first| *first = n.min(*first)).or_insert(n);
        }
        if known.country.is_none()
            && let Some(country) = &p.country
        {
            known.country = Some(country.clone());
            note(&mut self.countries, country, n);
            // 安田 of 安田晋一
            if country == "JP" && known.name.chars().nth(2).is_some() {
                note(&mut self.parts, first_chars(&known.name, 2), n);
            }
        }
        if known.org.is_none() {
            known.org.clone_from(&p.org);
        }
    }
}
