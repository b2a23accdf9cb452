//! Ids: readable, unique in the file, the same for the same content wherever it stands.

use crate::model::Extraction;
use crate::source::hash;
use std::collections::HashMap;

/// Gives every record its id and lets references follow.
pub fn assign(x: &mut Extraction) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut unique = |base: String| {
        let n = taken.entry(base.clone()).or_default();
        *n += 1;
        if *n == 1 { base } else { format!("{base}-{n}") }
    };
    let mut articles: HashMap<String, String> = HashMap::new();
    for a in &mut x.articles {
        let content = a.id.split_once(' ').map_or("", |(_, hash)| hash);
        let id = unique(format!("{}-{content}", a.kind.code()));
        articles.insert(std::mem::replace(&mut a.id, id.clone()), id);
    }
    let article = |id: &mut String| {
        if let Some(new) = articles.get(id) {
            id.clone_from(new);
        }
    };
    let mut meetings: HashMap<String, String> = HashMap::new();
    for m in &mut x.meetings {
        article(&mut m.article);
        let mut sides: Vec<&str> = m.parties.iter().filter_map(|p| p.country.as_deref().or(p.org.as_deref())).collect();
        sides.dedup();
        sides.truncate(4);
        let names: Vec<&str> = m.parties.iter().map(|p| p.name.as_str()).collect();
        let id = format!(
            "{}-{}-{}-{}",
            m.kind.code(),
            m.date.as_deref().unwrap_or("undated"),
            sides.join("-"),
            hash(&[&names.join("/")], 2)
        );
        let id = unique(id.replace('/', "_").replace("--", "-"));
        meetings.insert(std::mem::replace(&mut m.id, id.clone()), id);
    }
    let meeting = |id: &mut Option<String>| {
        if let Some(new) = id.as_ref().and_then(|i| meetings.get(i)) {
            *id = Some(new.clone());
        }
    };
    for s in &mut x.statements {
        article(&mut s.article);
        meeting(&mut s.meeting);
        let content = [&s.speaker, &s.verb, &s.text].map(|part| part.as_deref().unwrap_or(""));
        s.id = unique(format!("statement-{}", hash(&content, 4)));
    }
    for d in &mut x.documents {
        article(&mut d.article);
        d.acts.iter_mut().for_each(|a| meeting(&mut a.meeting));
        let content = d.title.as_deref().or(d.description.as_deref()).unwrap_or("");
        let folded: String = content.chars().filter(|c| c.is_alphanumeric()).collect();
        d.id = unique(format!("{}-{}", d.kind.code(), hash(&[&folded], 4)));
    }
    for b in &mut x.bundles {
        article(&mut b.article);
        meeting(&mut b.meeting);
        let content = format!("{:?}{}", b.count, b.fields.join("、"));
        b.id = unique(format!("bundle-{}-{}", b.act.code(), hash(&[&content], 4)));
    }
    for v in &mut x.visits {
        article(&mut v.article);
        let day = v.from.as_deref().or(v.until.as_deref()).unwrap_or("undated");
        v.id = unique(format!(
            "visit-{}-{}-{day}-{}",
            v.country.as_deref().unwrap_or("XX"),
            v.to.as_deref().unwrap_or("XX"),
            hash(&[&v.visitor], 2)
        ));
    }
}
