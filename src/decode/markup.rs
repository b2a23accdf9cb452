//! HTML to lines.

use super::entity::{entity, entity_at};
use super::script::is_han;
use crate::source::{Rewriter, Text};
use crate::span::find_byte;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;

/// What a tag does to the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    /// Its content is no text of the page.
    Skip(&'static str),
    /// `h1` to `h6`.
    Heading(usize),
    /// An empty line before and behind.
    Paragraph,
    /// A line of its own.
    Line,
    /// A cell of a table.
    Cell,
    /// `br`.
    Break,
    /// White space inside counts.
    Preformatted,
    /// `html`, `body`, a doctype: the input is a whole page.
    Page,
    /// Part of a line; also comments.
    Inline,
    /// Not of HTML.
    Unknown,
}

/// A tag, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    tag: Tag,
    close: bool,
}

const SKIPPED: [&str; 12] =
    ["script", "style", "noscript", "template", "svg", "title", "iframe", "textarea", "select", "object", "math", "ref"];
const INLINE: [&str; 42] = [
    "a", "abbr", "b", "base", "bdi", "bdo", "big", "button", "cite", "code", "col", "colgroup", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "link", "mark", "meta", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "source", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
];
const LINES: [&str; 20] = [
    "li",
    "tr",
    "dd",
    "dt",
    "ul",
    "ol",
    "dl",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "caption",
    "nav",
    "header",
    "footer",
    "figure",
    "figcaption",
    "form",
    "details",
    "summary",
];
const PARAGRAPHS: [&str; 11] =
    ["p", "div", "section", "article", "main", "aside", "blockquote", "address", "hr", "center", "fieldset"];

fn tag(name: &[u8]) -> Tag {
    let name = std::str::from_utf8(name).unwrap_or("");
    let heading = name.strip_prefix('h').and_then(|n| n.parse().ok()).filter(|n| (1..=6).contains(n) && name.len() == 2);
    match name {
        "html" | "body" | "head" => Tag::Page,
        "br" => Tag::Break,
        "td" | "th" => Tag::Cell,
        "pre" => Tag::Preformatted,
        "time" | "video" | "audio" | "picture" | "wbr" | "param" | "embed" | "canvas" => Tag::Inline,
        _ if heading.is_some() => Tag::Heading(heading.unwrap_or(1)),
        _ if PARAGRAPHS.contains(&name) => Tag::Paragraph,
        _ if LINES.contains(&name) => Tag::Line,
        _ if INLINE.contains(&name) => Tag::Inline,
        _ => SKIPPED.iter().find(|s| **s == name).map_or(Tag::Unknown, |s| Tag::Skip(s)),
    }
}

/// Whether a tag of HTML or a doctype stands anywhere in `s`.
fn has_tags(s: &str) -> bool {
    s.match_indices('<').any(|(at, _)| {
        let rest = &s.as_bytes()[at + 1..];
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        if rest.get(..8).is_some_and(|d| d.eq_ignore_ascii_case(b"!doctype")) || rest.starts_with(b"!--") {
            return true;
        }
        let length = rest.iter().take(12).take_while(|b| b.is_ascii_alphanumeric()).count();
        matches!(rest.get(length), Some(b'>' | b'/' | b' ' | b'\n' | b'\t'))
            && tag(&rest[..length].to_ascii_lowercase()) != Tag::Unknown
    })
}

/// What of a text may be tags, for the tokeniser: every run of characters that are not ASCII is one that stands in no tag.
struct Skeleton {
    text: String,
    /// Where runs end, here and in the text.
    runs: Vec<(usize, usize)>,
}

impl Skeleton {
    fn of(s: &str) -> Self {
        let (mut text, mut runs, mut at) = (String::new(), Vec::new(), 0);
        while at < s.len() {
            let wide = find_byte(s, at, |b| !b.is_ascii()).unwrap_or(s.len());
            text.push_str(&s[at..wide]);
            at = find_byte(s, wide, |b| b.is_ascii()).unwrap_or(s.len());
            if at > wide {
                text.push('\u{1}');
                runs.push((text.len(), at));
            }
        }
        Self { text, runs }
    }

    /// Where in the text a place here is.
    fn place(&self, at: usize) -> usize {
        let last = self.runs.partition_point(|r| r.0 <= at).checked_sub(1).and_then(|n| self.runs.get(n));
        last.map_or(at, |(here, there)| there + at - here)
    }
}

/// The tags and comments of `s`, in order.
fn marks(s: &str) -> Vec<Mark> {
    let skeleton = Skeleton::of(s);
    let mut out: Vec<Mark> = Vec::new();
    let mut opened = (0, Tag::Unknown);
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        let (start, tag, close) = match event {
            CallbackEvent::OpenStartTag { name } => {
                opened = (span.start, tag(name));
                return None;
            }
            CallbackEvent::CloseStartTag { .. } => (opened.0, opened.1, false),
            CallbackEvent::EndTag { name } => (span.start, tag(name), true),
            CallbackEvent::Comment { .. } => (span.start, Tag::Inline, false),
            CallbackEvent::Doctype { .. } => (span.start, Tag::Page, false),
            _ => return None,
        };
        out.push(Mark { start: skeleton.place(start), end: skeleton.place(span.end), tag, close });
        None
    });
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(&skeleton.text, emitter).try_for_each(|t| t.map(|_| ()));
    // Only what really stands there as a tag is trusted.
    let mut last = 0;
    out.retain(|m| {
        let good = m.start >= last && s.get(m.start..m.end).is_some_and(is_tag);
        last = if good { m.end } else { last };
        good
    });
    out
}

/// Whether this is a tag or comment, and not text between `<` and `>`: outside quotes, tags are ASCII.
fn is_tag(written: &str) -> bool {
    let mut quote = None;
    let plain = written.chars().all(|c| {
        match quote {
            Some(q) if q == c => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None => return c.is_ascii(),
            Some(_) => {}
        }
        true
    });
    written.len() > 2 && written.starts_with('<') && (plain || written.starts_with("<!"))
}

/// Takes the tags out of a text that has any, and reads its entities.
pub(super) fn strip(old: Text) -> Text {
    let s = old.as_str();
    let tags = has_tags(s);
    if !tags && !s.match_indices('&').any(|(at, _)| entity_at(&s[at..]).is_some()) {
        return old;
    }
    let marks = if tags { marks(s) } else { Vec::new() };
    let page = marks.iter().any(|m| m.tag == Tag::Page);
    let mut lines = Lines {
        s,
        rw: Rewriter::new(&old),
        page,
        depth: 0,
        breaks: 0,
        blank: false,
        heading: None,
        in_heading: false,
        pre: false,
    };
    // An element that is never closed does not swallow the rest.
    let closed = |name: &str, from: usize, last: &[(&str, usize)]| last.iter().any(|(n, at)| *n == name && *at > from);
    let last: Vec<(&str, usize)> =
        SKIPPED.iter().filter_map(|n| Some((*n, marks.iter().rfind(|m| m.close && m.tag == Tag::Skip(n))?.start))).collect();
    let mut skipping: Option<(&str, usize)> = None;
    for m in &marks {
        if let Some((name, depth)) = skipping {
            lines.rw.drop_to(m.end);
            if m.tag == Tag::Skip(name) {
                let depth = if m.close { depth - 1 } else { depth + 1 };
                skipping = (depth > 0).then_some((name, depth));
            }
        } else if m.tag != Tag::Unknown || page {
            lines.text(m.start);
            lines.rw.drop_to(m.end);
            match m.tag {
                Tag::Skip(name) if !m.close && closed(name, m.start, &last) => skipping = Some((name, 1)),
                _ => lines.tag(*m),
            }
        }
    }
    lines.text(s.len());
    lines.rw.finish()
}

/// Lines in the making.
#[allow(clippy::struct_excessive_bools)]
struct Lines<'a> {
    s: &'a str,
    rw: Rewriter<'a>,
    /// A whole page: all white space folds. Otherwise only inside elements, until an empty line, as in Markdown.
    page: bool,
    depth: usize,
    /// Line breaks that are due before the next text.
    breaks: usize,
    /// A blank that is due before the next text of the same line.
    blank: bool,
    /// The heading whose text is still to come.
    heading: Option<usize>,
    in_heading: bool,
    pre: bool,
}

impl Lines<'_> {
    fn tag(&mut self, m: Mark) {
        let block = match m.tag {
            Tag::Heading(level) => {
                self.heading = (!m.close).then_some(level);
                self.in_heading = !m.close;
                2
            }
            Tag::Preformatted => {
                self.pre = !m.close;
                2
            }
            Tag::Paragraph => 2,
            Tag::Line => 1,
            Tag::Cell => return self.blank = true,
            Tag::Break if self.in_heading => return self.blank = true,
            Tag::Break => return self.breaks = (self.breaks + 1).min(2),
            Tag::Skip(_) | Tag::Page | Tag::Inline | Tag::Unknown => return,
        };
        self.breaks = self.breaks.max(block);
        let void = self.s[m.start..m.end].starts_with("<hr");
        self.depth = if m.close { self.depth.saturating_sub(1) } else { self.depth + usize::from(!void) };
    }

    /// The text between two tags.
    fn text(&mut self, end: usize) {
        let s = self.s;
        while self.rw.at() < end {
            let rest = &s[self.rw.at()..end];
            let here = self.rw.at();
            let plain = find_byte(rest, 0, |b| (b == b' ') | (b == b'\n') | (b == b'\t') | (b == b'&')).unwrap_or(rest.len());
            if plain > 0 {
                self.due();
                self.rw.keep_to(here + plain);
            } else if rest.starts_with('&') {
                self.due();
                match entity_at(rest).and_then(entity) {
                    Some((length, c)) => drop(self.rw.replace_to(here + length, &c)),
                    None => self.rw.keep_to(here + 1),
                }
            } else {
                let length = rest.bytes().take_while(|b| matches!(b, b' ' | b'\n' | b'\t')).count();
                self.white(&rest[..length], here + length);
            }
        }
    }

    fn white(&mut self, run: &str, end: usize) {
        let breaks = run.bytes().filter(|b| *b == b'\n').count();
        if self.pre || (!self.page && self.depth == 0) {
            if self.breaks == 0 || breaks == 0 {
                self.rw.keep_to(end);
            } else {
                self.breaks = self.breaks.max(breaks.min(2));
                self.rw.drop_to(end);
            }
            return;
        }
        if !self.page && breaks > 1 {
            self.depth = 0;
            self.breaks = 2;
        }
        let before = self.rw.written().chars().next_back().unwrap_or('\n');
        let after = self.s[end..].chars().next().unwrap_or('\n');
        let wide = |c: char| is_han(c) || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '<');
        if self.breaks > 0 || matches!(before, '\n' | ' ') || (breaks > 0 && wide(before) && wide(after)) {
            self.rw.drop_to(end);
        } else if run == " " {
            self.rw.keep_to(end);
        } else {
            self.rw.replace_to(end, " ");
        }
    }

    /// What is due before text: line breaks, the mark of a heading, the blank between two cells.
    fn due(&mut self) {
        if self.breaks == 0 && !self.blank && self.heading.is_none() {
            return;
        }
        let written = self.rw.written();
        let empty = written.trim_end_matches([' ', '\n']).is_empty();
        let have = written.bytes().rev().take_while(|b| matches!(b, b' ' | b'\n')).filter(|b| *b == b'\n').count();
        let spaced = written.ends_with([' ', '\n']) || empty;
        let missing = self.breaks.saturating_sub(have);
        if !empty && missing > 0 {
            self.rw.insert(&"\n\n"[..missing.min(2)]);
        } else if self.blank && !spaced {
            self.rw.insert(" ");
        }
        if let Some(level) = self.heading.take() {
            self.rw.insert(&"###### "[6 - level..]);
        }
        self.breaks = 0;
        self.blank = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(s: &str) -> String {
        let mut t = Text::default();
        t.push_verbatim(s, 0);
        strip(t).as_str().to_owned()
    }

    #[test]
    fn fragments_in_markdown() {
        let s = "### 标题\n\n<p><strong>央视网消息</strong>（新闻联播）：甲。</p><p>乙&nbsp;&ldquo;丙&rdquo;。</p>\n\n### 又一\n";
        assert_eq!(lines(s), "### 标题\n\n央视网消息（新闻联播）：甲。\n\n乙\u{a0}“丙”。\n\n### 又一\n");
        assert_eq!(lines("甲<br>乙<br/><br/>丙\n丁"), "甲\n乙\n\n丙\n丁");
    }

    #[test]
    fn pages() {
        let s = "<!DOCTYPE html><html><head><title>站名</title><style>p{}</style></head>\n<body>\n <nav><a href='/'>首页</a></nav>\n\
                 <h1 class=\"t\">会谈\n  举行</h1><!-- 注 --><div><p>新华社\n北京</p><p>\n  第二段 Mr  Li</p></div>\
                 <table><tr><td>甲</td><td>乙</td></tr></table><script>if(a<b){}</script></body></html>\n";
        assert_eq!(lines(s), "首页\n\n# 会谈举行\n\n新华社北京\n\n第二段 Mr Li\n\n甲 乙");
    }

    #[test]
    fn what_is_no_tag_stays() {
        for s in ["3<5，而 a<b 且 b>c", "《<习近平>》", "<https://a.cn>见", "甲 < 乙", "AT&T"] {
            assert_eq!(lines(s), s);
        }
        assert_eq!(lines("<p>甲<script>乙"), "甲乙");
        assert_eq!(lines("甲&ampB;乙&semi;丙&nobody;"), "甲&B;乙;丙&nobody;");
    }
}
