//! What each target does with the bytes that it is given; what holds for every input is asked here.

use gongbao::{Entries, Entry, Extraction, Lexicon, Options, Source, extract};
use serde_json::Value;

/// Our own pages, to be damaged.
const PAGES: [&str; 6] = [
    include_str!("../../tests/pages/abroad.txt"),
    include_str!("../../tests/pages/cut.txt"),
    include_str!("../../tests/pages/statement-and-list.txt"),
    include_str!("../../tests/pages/treaty.txt"),
    include_str!("../../tests/pages/web.html"),
    include_str!("../../tests/pages/wrapped.txt"),
];

/// What pages are made of, in no order.
const WORDS: [&str; 64] = [
    "新华社", "本报", "北京", "莫斯科", "5月20日", "2026年", "电", "（记者 ", "）", "国家主席", "总统", "外交部长", "习近平", "普京",
    "勒布朗", "陈望舒", "法国", "俄罗斯", "中法", "双方", "两国元首", "同", "和", "、", "会谈", "会见", "通电话", "举行", "出席", "签署",
    "见证", "发表", "《", "》", "关于", "联合声明", "谅解备忘录", "协定", "“", "”", "指出", "强调", "表示", "说", "，", "。", "：", "；",
    "\n", "\n\n", "一、", "（一）", "1.", "第一条", "一是", "（下转第二版）", "（上接第一版）", "摄", "20多份", "访问", "邀请", " ", "<p>", "的",
];

fn walk(value: &Value, size: usize) {
    match value {
        Value::Object(fields) => {
            for (name, v) in fields {
                match serde_json::from_value::<Source>(v.clone()) {
                    Ok(s) if name == "source" => assert!(s.bytes.iter().all(|r| r[0] < r[1] && r[1] <= size), "{s:?} of {size}"),
                    _ => walk(v, size),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|v| walk(v, size)),
        _ => {}
    }
}

fn read(bytes: &[u8]) -> Extraction {
    let found = extract(bytes, &Options::default()).value;
    walk(&serde_json::to_value(&found).expect("records are plain data"), bytes.len());
    found
}

/// Any bytes.
pub fn bytes(data: &[u8]) {
    let found = read(data);
    assert_eq!(found, extract(data, &Options::default()).value, "the same twice");
}

fn text(data: &[u8]) -> String {
    data.iter().map(|b| WORDS[usize::from(*b) % WORDS.len()]).collect()
}

/// Words of the lexicon, digits, brackets and line breaks in any order: a byte each.
pub fn words(data: &[u8]) {
    read(text(data).as_bytes());
}

/// A page of ours with pieces of it cut out, doubled, moved and overwritten: four bytes a blow.
pub fn damaged(data: &[u8]) {
    let Some((&page, blows)) = data.split_first() else { return };
    let mut page: Vec<u8> = PAGES[usize::from(page) % PAGES.len()].as_bytes().to_vec();
    for blow in blows.chunks_exact(4).take(32) {
        let at = usize::from(u16::from_be_bytes([blow[0], blow[1]])) % page.len().max(1);
        let end = (at + 1 + usize::from(blow[2])).min(page.len());
        match blow[3] % 4 {
            0 => drop(page.drain(at..end)),
            1 => drop(page.splice(at..at, page[at..end].to_vec())),
            2 => page.rotate_left(at),
            _ => page.iter_mut().skip(at).take(1).for_each(|b| *b = blow[2]),
        }
    }
    read(&page);
}

/// Bytes by a label, and one text in several encodings.
pub fn encodings(data: &[u8]) {
    const LABELS: [&str; 8] = ["utf-8", "gb18030", "gbk", "big5", "utf-16le", "utf-16be", "shift_jis", "no such"];
    let Some((&label, data)) = data.split_first() else { return };
    let options = Options { encoding: Some(LABELS[usize::from(label) % LABELS.len()].into()), ..Options::default() };
    walk(&serde_json::to_value(extract(data, &options).value).expect("records are plain data"), data.len());
    let text = text(data);
    let gb = encoding_rs::GB18030.encode(&text).0;
    let options = Options { encoding: Some("gb18030".into()), ..Options::default() };
    let [a, b] = [(text.as_bytes(), Options::default()), (&gb[..], options)].map(|(bytes, o)| extract(bytes, &o).value);
    let told = |x: &Extraction| (x.meetings.len(), x.statements.len(), x.documents.len(), x.visits.len());
    assert_eq!(told(&a), told(&b), "{text}");
}

/// A file of the lexicon.
pub fn lexicon(data: &[u8]) {
    let Ok(yaml) = std::str::from_utf8(data) else { return };
    let Ok(list) = serde_yaml::from_str::<Vec<Entry>>(yaml) else { return };
    let own = Lexicon::with_overlay(Entries::from([("offices".to_owned(), list.clone()), ("agencies".to_owned(), list)]));
    let options = Options { lexicon: Some(&own), ..Options::default() };
    let _ = extract(PAGES[1].as_bytes(), &options);
}

/// A file of corrections.
pub fn corrections(data: &[u8]) {
    let Ok(yaml) = std::str::from_utf8(data) else { return };
    gongbao::fuzzing::correct(yaml, &mut extract(PAGES[1].as_bytes(), &Options::default()).value);
}

/// What is written is read back the same.
pub fn readback(data: &[u8]) {
    let found = read(text(data).as_bytes());
    let json = serde_json::to_value(&found).expect("records are plain data");
    let back: Extraction = serde_json::from_value(json.clone()).expect("JSON is read back");
    assert_eq!(serde_json::to_value(&back).expect("records are plain data"), json);
    let mut writer = gongbao::Writer::new(Vec::new(), gongbao::Format::Yaml, false);
    writer.write(&found).expect("nothing stops writing to memory");
    let yaml = writer.finish().expect("nothing stops writing to memory");
    let back: Value = serde_yaml::from_slice(&yaml).expect("YAML is read back");
    assert_eq!(back, json);
}
