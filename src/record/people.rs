//! Who is named on a page, with office and country. Names confirm each other: where a name ends in the lead is settled by
//! where it stands alone.

use super::Context;
use super::belonging::{belongs, is_own, named_after, of_taiwan, own_state};
use super::countries::chinese_name;
use super::heads::{confirm, head_names};
use super::register::Register;
use super::scene::noted;
use crate::lexicon::Category;
use crate::model::Party;
use crate::parse::names::Names;
use crate::parse::person::{WrittenPerson, name_end, of_malaysia, persons};
use crate::parse::sentence::sentences;
use crate::span::{Span, find_rare};

/// The persons of a page.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Names that stand alone somewhere: before a verb of speech, or behind an office.
    pub known: Names,
    /// Those of the whole page; `known` holds the ones that the article at hand prints.
    all: Option<Names>,
    /// Persons with office.
    table: Register,
    /// Who leads the delegation that the article named last.
    leads: Option<Party>,
    /// Names of persons, each with that of the spouse.
    spouses: Vec<(String, String)>,
}

/// 阿尔瓦雷斯夫妇: whether both are meant.
fn couple(cx: &Context<'_>, w: &WrittenPerson) -> bool {
    w.name.is_some_and(|n| cx.text()[n.end..].starts_with("夫妇"))
}

/// Offices of the home state that stand behind a name without it.
const HOME: &[&str] = &["主席", "副主席", "总理", "副总理", "委员长", "副委员长", "国务委员", "总书记", "外长"];

impl People {
    /// Collects names from the heads of sentences and from introductions.
    pub fn of(cx: &Context<'_>) -> Self {
        let mut p = Self::default();
        let paragraphs = cx.page.articles.iter().flat_map(|a| &a.body);
        let words = |s: Span| Span::new(s.start + noted(cx.get(s)), s.end);
        let sentences: Vec<Span> = paragraphs.flat_map(|&par| sentences(cx.text(), par)).map(words).collect();
        for &s in &sentences {
            for name in head_names(cx, s) {
                p.learn(name);
            }
        }
        confirm(cx, &sentences, &mut p.known);
        // a longer name wins where a short one opens it and the rest is a name too
        p.known = p.known.longest_first();
        p
    }

    /// Fills in a person who is only named: the office that stands behind the name elsewhere (欧尔班总理), and the one foreign
    /// country that the text speaks of.
    pub fn infer(cx: &Context<'_>, party: &mut Party, scope: Span, foreign: Option<&str>) {
        // 韩国和朝鲜…举行会谈…韩国统一部长官: a state is not the one who holds an office of it
        let state = cx.lexicon.exact(Category::Countries, &party.name).is_some();
        if party.office.is_none() && !state {
            let text = cx.get(scope);
            let behind = text.match_indices(party.name.as_str()).find_map(|(i, n)| {
                let h = cx.hits.at(Category::Offices, scope.start + i + n.len())?;
                let kind = cx.lexicon.entry(h).kind.as_deref();
                (!matches!(kind, Some("not_office" | "honorific" | "degree" | "weak" | "spouse")))
                    .then(|| cx.get(h.span).to_owned())
            });
            // 总理先生, and 两国总理 of two persons
            let address = || {
                let titles: std::collections::BTreeSet<String> = cx
                    .hits
                    .within(Category::Offices, scope)
                    .filter(|h| {
                        let tail = &cx.text()[h.span.end..];
                        ["先生", "女士", "阁下", "陛下"].iter().any(|t| tail.starts_with(t))
                            && cx.hits.at(Category::Countries, h.span.start).is_none()
                    })
                    .map(|h| cx.get(h.span).to_owned())
                    .collect();
                titles.into_iter().next()
            };
            let both = || {
                let at = text.find("两国")? + "两国".len();
                ["总理", "首相", "外长", "议长", "总统"]
                    .iter()
                    .find(|t| text[at..].starts_with(**t) || text.contains(&format!("两国{t}")))
                    .map(|t| (*t).to_owned())
            };
            party.office = behind.or_else(|| if foreign == Some("CN") { None } else { address().or_else(both) });
        }
        if party.country.is_none() && party.org.is_none() {
            party.country = foreign.map(str::to_owned);
        }
    }

    /// Remembers a name.
    pub fn learn(&mut self, name: &str) {
        if self.known.learn(name)
            && let Some(all) = &mut self.all
        {
            all.learn(name);
        }
    }

    /// Turns to an article: only names that it prints can stand in it, and a page may hold thousands of others.
    pub fn enter(&mut self, words: &str) {
        let all = self.all.get_or_insert_with(|| std::mem::take(&mut self.known));
        self.known = all.printed_in(words);
        self.leads = None;
    }

    /// The party of a person as written; remembered, and filled in from what is known of the name.
    pub fn party(&mut self, cx: &Context<'_>, w: &WrittenPerson) -> Option<Party> {
        self.party_of(cx, w, None)
    }

    /// The same, where 国家主席 without a country is of the state that is named before.
    fn party_of(&mut self, cx: &Context<'_>, w: &WrittenPerson, state: Option<&str>) -> Option<Party> {
        let office = w.office.map(|o| cx.get(o).trim().to_owned());
        let mut party = Party { office, ..Party::default() };
        if let Some(o) = w.office {
            (party.country, party.org) = belongs(cx, o);
            let other = |n: Span| self.find(cx.get(n)).is_some_and(|p| p.country.is_some() && p.country.as_deref() != state);
            if state.is_some() && cx.get(o).starts_with("国家主席") && !w.name.is_some_and(other) {
                party.country = state.map(str::to_owned);
            }
            // 马杜罗夫人: of the country of the one whose spouse it is
            let of = party.office.as_deref().and_then(|o| o.strip_suffix("夫人").or_else(|| o.strip_suffix("丈夫")));
            if let Some(p) = of.filter(|_| party.country.is_none()).and_then(|n| self.find(n)) {
                party.country.clone_from(&p.country);
            }
        }
        let Some(name) = w.name.map(|n| cx.get(n).trim_matches(['“', '”', ' ']).to_owned()).filter(|n| !n.is_empty()) else {
            // an office alone: its holder may be known
            let office = party.office.clone()?;
            // 吴文波总统和夫人: hers is no office that the page says more of
            let held = (!matches!(office.as_str(), "夫人" | "丈夫")).then(|| self.table.office(&office)).flatten();
            if let Some(known) = held {
                cx.trace.took("name", w.span, "an office alone, whose holder the page names", || known.name.clone());
                return Some(known.clone());
            }
            if let Some(one) = self.of_family(cx, w.span, &office) {
                cx.trace
                    .took("name", w.span, "a family name and a title: the only one whom the page names so", || one.name.clone());
                return Some(one);
            }
            party.name = office;
            return Some(party);
        };
        // 获奖外国专家代表: a group, and nobody called 代表
        if matches!(name.as_str(), "代表" | "代表团") && w.office.is_some() {
            cx.get(w.span).trim().clone_into(&mut party.name);
            party.office = None;
            return Some(party);
        }
        party.name = name;
        let generic = party.office.is_none();
        if let Some(known) = self.find(&party.name) {
            party.name.clone_from(&known.name);
            if generic {
                let office = || format!("{} {}", known.office.as_deref().unwrap_or(""), known.name);
                cx.trace.took("office", w.span, "a name alone, as the page introduces it", office);
                return Some(known.clone());
            }
            party.country = party.country.or_else(|| known.country.clone());
            party.org = party.org.or_else(|| known.org.clone());
        } else if generic && let Some(n) = w.name {
            (party.country, party.org) = named_after(cx, n);
        }
        // 首相拿督斯里阿旺, 外交部长丹斯里阿旺
        let abroad = party.office.as_deref().is_some_and(|o| o.contains("驻") || o.contains("特使"));
        if party.org.is_none() && !abroad && w.name.is_some_and(|n| of_malaysia(&cx.text()[..n.start])) {
            party.country = Some("MY".into());
        }
        // 总统陈文达, in a paper of Taiwan
        let untold = party.country.is_none() && party.org.is_none();
        if untold && chinese_name(cx, &party.name) && party.office.as_deref().is_some_and(|o| of_taiwan(cx, o)) {
            party.country = Some(cx.home.to_owned());
        }
        // 温家宝总理: an office of the home state behind a Chinese name that nobody introduced
        let behind = w.office.zip(w.name).is_some_and(|(o, n)| o.start >= n.end);
        if behind && party.country.is_none() && party.org.is_none() && chinese_name(cx, &party.name) {
            let own = party.office.as_deref().is_some_and(|o| HOME.iter().any(|h| o.starts_with(h)));
            party.country = own.then(|| cx.home.to_owned());
        }
        cx.trace.took("name", w.span, "as written", || party.name.clone());
        if !generic {
            self.learn(&party.name.clone());
            if self.table.named(&party.name).is_none() {
                self.table.enter(&party);
            }
        }
        Some(party)
    }

    /// 周主席: whose family name that is, where the article or its headline names just one, and the title.
    fn of_family(&self, cx: &Context<'_>, at: Span, office: &str) -> Option<Party> {
        let (_, len) = cx.lexicon.prefix(Category::Surnames, office)?;
        let (family, title) = office.split_at(len);
        let home = HOME.contains(&title);
        if !home && cx.lexicon.exact(Category::Offices, title).is_none() {
            return None;
        }
        let articles = &cx.page.articles;
        let article = articles.get(articles.partition_point(|a| a.span.end <= at.start));
        let printed = article.and_then(|a| a.headline).into_iter().flat_map(|h| {
            cx.get(h).match_indices(family).map(move |(i, _)| h.start + i).map(move |at| {
                let words = cx.get(Span::new(at, h.end));
                &words[..name_end(words, at, cx.hits, cx.lexicon, &self.known)]
            })
        });
        // 江主席 may stand where a name does
        let titled = |n: &str| HOME.iter().any(|h| n.ends_with(h));
        let named = printed.chain(self.known.opening_with(family)).filter(|n| chinese_name(cx, n) && !titled(n));
        let names: std::collections::BTreeSet<&str> = named.collect();
        let one = names.first().filter(|_| names.len() == 1)?;
        let known = self.find(one);
        // 蔡总统: of others than those at home, one whom the article introduces with that office
        if !home && !known.is_some_and(|p| p.office.as_deref().is_some_and(|o| o.ends_with(title))) {
            return None;
        }
        let office = known.and_then(|p| p.office.clone()).filter(|o| o.contains(title)).unwrap_or_else(|| title.to_owned());
        let country = known.and_then(|p| p.country.clone()).unwrap_or_else(|| cx.home.to_owned());
        Some(Party { name: (*one).to_owned(), office: Some(office), country: Some(country), ..Party::default() })
    }

    /// Who is called by a part of the name and a title: 周主席, 莫里州长 of 乔治·莫里.
    #[must_use]
    pub fn called(&self, cx: &Context<'_>, at: Span, words: &str) -> Option<Party> {
        if let Some(p) = self.find(words) {
            return Some(p.clone());
        }
        // 总统表示, where the article calls the holder by name
        let named = |p: &&Party| chinese_name(cx, &p.name) && self.known.holds(&p.name);
        let holder = || self.table.office(words).filter(named).cloned();
        self.of_family(cx, at, words).or_else(holder).or_else(|| {
            let (_, from, len) = cx.lexicon.last(Category::Offices, words)?;
            let (name, title) = words.split_at(from);
            let holds = |p: &&Party| p.office.as_deref().is_some_and(|o| o.ends_with(title));
            (!name.is_empty() && from + len == words.len()).then(|| self.find(name).filter(holds).cloned())?
        })
    }

    /// The parties of a list.
    pub fn parties(&mut self, cx: &Context<'_>, span: Span) -> Vec<Party> {
        // 由俄罗斯…党主席米罗诺夫率领的…考察团: the person leads, the delegation stands beside the name
        let words = cx.get(span);
        // 会见了代表团一行: the one that was named before
        let named = self.leads.as_ref().filter(|_| matches!(words.trim_end_matches("一行"), "代表团" | "访问团" | "考察团"));
        if let Some(leader) = named {
            return vec![leader.clone()];
        }
        if let Some((i, w)) = ["率领的", "率领", "为团长的", "为首的"].iter().find_map(|w| find_rare(words, w).map(|i| (i, *w)))
        {
            let head = &words[..i];
            // 以外长…为团长的, but not 以色列
            let by = |w: char| head.match_indices(w).map(|(f, _)| f).find(|f| !head[*f..].starts_with("以色列"));
            let from = by('由').or_else(|| by('以')).map_or(0, |f| f + '由'.len_utf8());
            let leader = Span::new(span.start + from, span.start + i);
            let behind = words[i + w.len()..].trim();
            let stop = behind.find(['，', '。']).unwrap_or(behind.len());
            // …代表团一行十二人
            let delegation = behind[..stop].split("一行").next().unwrap_or_default();
            // 率领的退役将领一行
            let group = delegation.ends_with('团') || cx.text()[span.end..].starts_with("一行") && !delegation.is_empty();
            // 总统某和由他率领的代表团
            let himself = ["由他", "由她", "他", "她"].iter().find_map(|w| head.strip_suffix(w));
            let himself = himself.and_then(|h| h.strip_suffix(['和', '与', '及', '以'])).filter(|h| !h.is_empty());
            if let Some(one) = himself.filter(|_| group) {
                let mut list = self.parties(cx, Span::new(span.start, span.start + one.len()));
                if let Some(p) = list.last_mut() {
                    p.delegation = Some(delegation.to_owned());
                }
                return list;
            }
            if leader.len() > 3 && group {
                let mut list = self.parties(cx, leader);
                // 会长甲、会长乙率领的代表团
                if !list.iter().all(|p| p.office.as_deref().is_some_and(|o| o != p.name)) {
                    list.truncate(1);
                }
                let of = belongs(cx, Span::of_slice(cx.text(), delegation));
                for p in &mut list {
                    p.delegation = Some(delegation.to_owned());
                    // 由总书记某率领的卢旺达…考察团
                    let printed = cx.hits.within(Category::Countries, leader).next().is_some();
                    if !printed && (of.0.is_some() || of.1.is_some()) || p.country.is_none() && p.org.is_none() {
                        (p.country, p.org) = of.clone();
                    }
                    self.introduce(&p.clone());
                }
                self.leads = list.first().cloned();
                return list;
            }
        }
        // 由总统顾问某、副总理某等组成的高级别代表团: the persons stand before
        let made = words.find("组成的").filter(|_| words.ends_with('团'));
        let span = made.map_or(span, |i| Span::new(span.start, span.start + words[..i].trim_end_matches('等').len()));
        let written = persons(cx.text(), span, cx.hits, cx.lexicon, &self.known);
        let mut out: Vec<Party> = Vec::new();
        for w in &written {
            // 某共中央总书记某、国家主席某: of the state that the party governs
            let governed = out.last().filter(|b| b.office.as_deref().is_some_and(|o| o.contains("书记")));
            let Some(mut party) = self.party_of(cx, w, governed.and_then(|b| b.country.as_deref())) else { continue };
            // 夫人 takes the country of the one before
            if matches!(party.office.as_deref(), Some("夫人" | "丈夫")) {
                if party.name == "夫人" || party.name == "丈夫" {
                    continue;
                }
                party.country = out.last().and_then(|p| p.country.clone());
            } else if party.country.is_none()
                && party.org.is_none()
                && party.office.is_some()
                && let Some(before) = out.last()
                && w.office.is_some_and(|o| {
                    // 日本前首相某、民主党干事长某, but 欧洲左翼党主席
                    let party = cx.get(o).contains('党') && cx.hits.at(Category::Places, o.start).is_none();
                    let wide = ["欧", "国际", "世界", "亚", "非"].iter().any(|w| cx.get(o).starts_with(w));
                    cx.hits.at(Category::Offices, o.start).is_some() || cx.get(o).starts_with("政府") || party && !wide
                })
                && written.len() > 1
            {
                // 澳大利亚参议长莱恩斯、众议长迪克: the country is printed once
                let own = is_own(party.office.as_deref().unwrap_or(""));
                let home = party.office.as_deref().and_then(|o| own_state(cx, o)).filter(|_| own);
                party.country = home.map(str::to_owned).or_else(|| before.country.clone());
            }
            // 国务卿布朗与国防部长赫斯特: a minister whose name is not of China, beside somebody from abroad
            if let Some(before) = out.last().and_then(|p| p.country.clone()).filter(|c| c != cx.home)
                && party.country.as_deref() == Some(cx.home)
                && party.office.as_deref().is_some_and(|o| o != party.name && ["外交部长", "国防部长"].contains(&o))
                && !chinese_name(cx, &party.name)
            {
                party.country = Some(before);
            }
            if party.office.is_some() && party.country.is_some() {
                self.introduce(&party);
            }
            if let Some(spouse) = couple(cx, w).then(|| self.spouse(&party.name)).flatten() {
                out.extend([party, spouse]);
                continue;
            }
            out.push(party);
        }
        for (a, b) in out.iter().zip(out.iter().skip(1)) {
            if b.office.as_deref() == Some("夫人") && !self.spouses.iter().any(|s| s.0 == a.name) {
                self.spouses.push((a.name.clone(), b.name.clone()));
            }
        }
        out
    }

    /// The spouse who was introduced beside a person.
    fn spouse(&self, of: &str) -> Option<Party> {
        let (_, name) = self.spouses.iter().find(|s| s.0 == of)?;
        self.find(name).cloned()
    }

    /// What is known of a name: the same, or the only longer one that it is a part of (鲁斯塔姆 of 鲁斯塔姆·埃莫马利).
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Party> {
        self.table.named(name).or_else(|| self.table.part(name))
    }

    /// Remembers what was settled of a person.
    pub fn introduce(&mut self, p: &Party) {
        self.table.enter(&Party { role: None, delegation: None, ..p.clone() });
    }

    /// Who holds an office that is printed without a name: the same office, or the only one of that country.
    #[must_use]
    pub fn holder(&self, unnamed: &Party) -> Option<Party> {
        let office = unnamed.office.as_deref()?;
        self.table.office(office).or_else(|| self.table.country(unnamed.country.as_deref()?)).cloned()
    }
}
