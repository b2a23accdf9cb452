//! Statements that several files print, and where the prints differ.

use crate::lexicon::simplified;
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// So much of the shorter text must stand in the longer one.
const ALIKE: f64 = 0.8;

/// What is left out over more characters was cut, not worded differently.
const CUT: usize = 20;

/// So many characters are shown before and behind a difference.
const AROUND: usize = 8;

/// Longer stories have only their equal statements put together.
const MANY: usize = 400;

/// A statement of a story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Its id in the dataset.
    pub id: String,
    /// The input.
    pub input: String,
    /// Short name of who speaks, where known.
    pub speaker: Option<String>,
    /// The text.
    pub text: String,
    /// The event at which it was said, by what its own page tells.
    pub meeting: Option<String>,
    /// Whether its page has only a part of the text.
    pub fragment: bool,
}

/// What is found out about a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// The statement.
    pub id: String,
    /// The one that prints the same, and is whole.
    pub same_as: String,
    /// The event of that one.
    pub meeting: Option<String>,
}

/// A place where prints differ: what each says, with some characters around.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The event at which it was said.
    pub meeting: Option<String>,
    /// What the longest print says, and what others say, each with the inputs that say so.
    pub said: Vec<(String, BTreeSet<String>)>,
    /// Whether it is a character or two in the place of as many.
    pub misprint: bool,
}

/// The letters of a text in simplified characters, which are compared; where each stands in it.
struct Letters {
    all: Vec<char>,
    only: Vec<char>,
    at: Vec<usize>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let all: Vec<char> = text.chars().collect();
        let at: Vec<usize> = (0..all.len()).filter(|n| all.get(*n).is_some_and(|c| c.is_alphanumeric())).collect();
        let simple: Vec<char> = simplified(text).chars().collect();
        let only = at.iter().filter_map(|n| simple.get(*n).copied()).collect();
        Self { all, only, at }
    }

    /// Letters `from..to` as printed, with some around.
    fn around(&self, from: usize, to: usize) -> String {
        let place = |n: usize| self.at.get(n).copied().unwrap_or(self.all.len());
        let start = place(from.saturating_sub(AROUND));
        let end = place((to + AROUND).min(self.only.len()).saturating_sub(1)) + 1;
        self.all.get(start..end.min(self.all.len())).unwrap_or_default().iter().collect()
    }
}

/// A place in a whole text: which text, and from which letter to which.
type Place = (usize, usize, usize);

/// What other prints say at a place: who says it, and whether it may be a misprint.
type Others = BTreeMap<String, (BTreeSet<String>, bool)>;

/// Puts the statements of one story together.
pub fn compare(mut said: Vec<Said>) -> (Vec<Twin>, Vec<Difference>) {
    said.sort_by(|a, b| {
        let length = |s: &Said| std::cmp::Reverse(s.text.chars().count());
        (a.fragment, length(a), &a.id).cmp(&(b.fragment, length(b), &b.id))
    });
    let thorough = said.len() <= MANY;
    let mut twins = Vec::new();
    let mut wholes: Vec<(Said, Letters)> = Vec::new();
    let mut places: BTreeMap<Place, Others> = BTreeMap::new();
    let mut prints: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for s in said {
        let letters = Letters::of(&s.text);
        let mut found = None;
        for (n, (whole, other)) in wholes.iter().enumerate().filter(|(_, (w, _))| w.input != s.input) {
            if whole.speaker.is_some() && s.speaker.is_some() && whole.speaker != s.speaker {
                continue;
            }
            if letters.only == other.only {
                found = Some((n, Vec::new()));
                break;
            }
            if thorough && !letters.only.is_empty() && could_be(&letters, other) {
                let ops = capture_diff_slices(Algorithm::Myers, &other.only, &letters.only);
                let equal: usize = ops.iter().map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 }).sum();
                #[allow(clippy::cast_precision_loss, reason = "lengths of texts")]
                if equal as f64 >= ALIKE * letters.only.len() as f64 {
                    found = Some((n, ops));
                    break;
                }
            }
        }
        let Some((n, ops)) = found else {
            wholes.push((s, letters));
            continue;
        };
        let Some((whole, _)) = wholes.get(n) else { continue };
        twins.push(Twin { id: s.id.clone(), same_as: whole.id.clone(), meeting: whole.meeting.clone() });
        for (old, new) in changes(&ops) {
            // A cut text ends or begins anywhere.
            if s.fragment && (new.start == 0 || new.end == letters.only.len()) {
                continue;
            }
            let misprint = old.len() == new.len() && old.len() <= 2;
            let place = places.entry((n, old.start, old.end)).or_default();
            let text = letters.around(new.start, new.end);
            place.entry(text).or_insert_with(|| (BTreeSet::new(), misprint)).0.insert(s.input.clone());
        }
        prints.entry(n).or_default().insert(s.input);
    }
    let mut differences = Vec::new();
    for ((n, start, end), others) in places {
        let Some((whole, letters)) = wholes.get(n) else { continue };
        let dissent: BTreeSet<&String> = others.values().flat_map(|(inputs, _)| inputs).collect();
        let mut agree: BTreeSet<String> =
            prints.get(&n).into_iter().flatten().filter(|i| !dissent.contains(i)).cloned().collect();
        agree.insert(whole.input.clone());
        let misprint = others.values().all(|(_, misprint)| *misprint);
        let mut said = vec![(letters.around(start, end), agree)];
        said.extend(others.into_iter().map(|(text, (inputs, _))| (text, inputs)));
        differences.push(Difference { meeting: whole.meeting.clone(), said, misprint });
    }
    (twins, differences)
}

/// The places in both texts where they differ; those a letter or two apart are one, what was cut is none.
fn changes(ops: &[DiffOp]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (old, new) = (op.old_range(), op.new_range());
        match out.last_mut().filter(|(before, _)| old.start <= before.end + 2) {
            Some((before, now)) => {
                before.end = old.end;
                now.end = new.end;
            }
            None => out.push((old, new)),
        }
    }
    out.retain(|(old, new)| old.len().max(new.len()) <= CUT);
    out
}

/// Whether it is worth comparing two texts: most characters of the shorter one are in the longer.
fn could_be(a: &Letters, b: &Letters) -> bool {
    let mut count: BTreeMap<char, usize> = BTreeMap::new();
    for c in &b.only {
        *count.entry(*c).or_default() += 1;
    }
    let mut common = 0;
    for c in &a.only {
        if let Some(n) = count.get_mut(c).filter(|n| **n > 0) {
            *n -= 1;
            common += 1;
        }
    }
    10 * common >= 8 * a.only.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(input: &str, text: &str, fragment: bool) -> Said {
        Said {
            id: format!("{input}#s"),
            input: input.into(),
            speaker: Some("陈望舒".into()),
            text: text.into(),
            meeting: (!fragment).then(|| "talks-1".into()),
            fragment,
        }
    }

    const WHOLE: &str =
        "两国建立战略协作伙伴关系三十年来，政治互信不断加深，各领域合作成果丰硕。中方愿同挪方一道，把好方向，深化互利合作。";

    #[test]
    fn prints_that_differ() {
        let misprinted = WHOLE.replace("协作", "合作").replace('，', ",");
        let (twins, differences) = compare(vec![said("a.txt", WHOLE, false), said("b.txt", &misprinted, false)]);
        assert_eq!(twins.len(), 1);
        assert_eq!((twins[0].id.as_str(), twins[0].same_as.as_str()), ("b.txt#s", "a.txt#s"));
        assert_eq!(differences.len(), 1);
        assert!(differences[0].misprint);
        let texts: Vec<&str> = differences[0].said.iter().map(|(t, _)| t.as_str()).collect();
        assert_eq!(texts, ["两国建立战略协作伙伴关系三十年", "两国建立战略合作伙伴关系三十年"]);
    }

    #[test]
    fn a_cut_print_is_the_same() {
        let cut = &WHOLE[WHOLE.find("各领域").unwrap()..];
        let (twins, differences) = compare(vec![said("a.txt", WHOLE, false), said("b.txt", cut, true)]);
        assert_eq!(twins, [Twin { id: "b.txt#s".into(), same_as: "a.txt#s".into(), meeting: Some("talks-1".into()) }]);
        assert!(differences.is_empty(), "{differences:?}");
    }

    #[test]
    fn other_words_are_another_statement() {
        let (twins, _) =
            compare(vec![said("a.txt", WHOLE, false), said("b.txt", "中方欢迎挪威企业来华投资兴业，共享发展机遇。", false)]);
        assert!(twins.is_empty());
    }
}
