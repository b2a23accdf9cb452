//! The whole way on reports that nobody wrote: what must not matter does not matter.

mod common;

use common::{encode, without};
use gongbao::{Extraction, Options, TextMode, extract};
use proptest::prelude::*;
use serde_json::Value;
use std::fmt::Write as _;

const PLACES: [&str; 5] = ["北京", "巴黎", "莫斯科", "奥斯陆", "河内"];
const OURS: [&str; 4] = ["外交部长陈望舒", "国务院总理沈嘉言", "商务部长顾明远", "国防部长方志恒"];
const THEIRS: [(&str, &str); 5] = [
    ("法国外交部长", "勒布朗"),
    ("俄罗斯总统", "维什尼亚科夫"),
    ("挪威首相", "哈拉尔"),
    ("越南总理", "阮文福"),
    ("塞尔维亚外长", "约维奇"),
];
const SPEECH: [&str; 4] = [
    "中方愿同各方一道，加强农业、航天和文化领域合作",
    "两国关系发展势头良好，要落实好达成的共识",
    "希望更多游客前来旅行，支持企业扩大投资",
    "双方应当共同维护多边贸易体制",
];
const DEEDS: [&str; 3] = ["", "会谈后，双方签署了《关于蜂蜜检疫的议定书》。\n", "双方见证签署5项合作文件。\n"];

/// A report: who met whom, where, on which day, and what they said.
fn report() -> impl Strategy<Value = (usize, usize, String)> {
    let choice = (0..OURS.len(), 0..THEIRS.len(), 0..PLACES.len(), 1..13u8, 1..28u8);
    (choice, proptest::collection::vec((any::<bool>(), 0..SPEECH.len()), 0..4), 0..DEEDS.len()).prop_map(
        |((ours, theirs, place, month, day), speeches, deed)| {
            let (place, (office, name)) = (PLACES[place], THEIRS[theirs]);
            let us = OURS[ours];
            let own: String = us.chars().skip(us.chars().count() - 3).collect();
            let mut text =
                format!("新华社{place}2026年{month}月{day}日电 {month}月{day}日上午，{us}在{place}同{office}{name}举行会谈。\n");
            for (first, words) in speeches {
                let speaker = if first { own.as_str() } else { name };
                let _ = writeln!(text, "{speaker}表示，{}。", SPEECH[words]);
            }
            (ours, theirs, text + DEEDS[deed])
        },
    )
}

fn read(bytes: &[u8]) -> Extraction {
    extract(bytes, &Options { text: TextMode::Full, ..Options::default() }).value
}

/// The records without where they stand and what they are called, in no order.
fn told(x: &Extraction) -> Vec<String> {
    let value = without(&serde_json::to_value(x).unwrap(), &["source", "id", "article", "meeting", "document"]);
    let lists = ["articles", "meetings", "statements", "documents", "bundles", "visits"];
    let records = lists.iter().flat_map(|l| value[l].as_array().cloned().unwrap_or_default());
    let mut all: Vec<String> = records.map(|r: Value| r.to_string()).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_reports_on_one_page((a, b, first) in report(), (c, d, second) in report()) {
        // who stands in both reports is told of twice
        prop_assume!(a != c && b != d);
        let mut apart = told(&read(first.as_bytes()));
        apart.extend(told(&read(second.as_bytes())));
        apart.sort();
        // an instrument of one title is one record, however often it is named
        prop_assume!(!(first.contains('《') && second.contains('《')));
        let together = told(&read(format!("{first}\n{second}").as_bytes()));
        prop_assert_eq!(together, apart);
    }

    #[test]
    fn however_it_is_written_down((_, _, text) in report()) {
        let plain = told(&read(text.as_bytes()));
        prop_assert_eq!(&plain, &told(&read(text.replace('\n', "\r\n").as_bytes())), "CR LF");
        prop_assert_eq!(&plain, &told(&read(format!("\u{feff}{text}").as_bytes())), "a mark");
        for encoding in ["utf-16le", "utf-16be", "gb18030"] {
            prop_assert_eq!(&plain, &told(&read(&encode(&text, encoding))), "{}", encoding);
        }
    }

    #[test]
    fn places_are_in_order_and_inside(text in "[新华社北京电国家主席会谈表示，。“”（）《》一二三、0-9\n ]{0,200}") {
        let x = read(text.as_bytes());
        for a in &x.articles {
            prop_assert!(a.source.bytes.iter().all(|r| r[0] < r[1] && text.get(r[0]..r[1]).is_some()));
        }
        for s in &x.statements {
            let read: String = s.source.bytes.iter().filter_map(|r| text.get(r[0]..r[1])).collect();
            prop_assert_eq!(common::fold(&read), common::fold(s.text.as_deref().unwrap_or("")));
        }
    }
}
