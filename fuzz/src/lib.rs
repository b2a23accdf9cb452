//! What each target does with the bytes that it is given; what holds for every input is asked here.

use gongbao::{Entries, Entry, Extraction, Lexicon, Options, Source, Stage, explain, extract, why};
use serde_json::Value;

/// Our own pages, to be damaged.
const PAGES: [&str; 14] = [
    include_str!("../../tests/pages/abroad.txt"),
    include_str!("../../tests/pages/cut.txt"),
    include_str!("../../tests/pages/statement-and-list.txt"),
    include_str!("../../tests/pages/treaty.txt"),
    include_str!("../../tests/pages/web.html"),
    include_str!("../../tests/pages/wrapped.txt"),
    include_str!("../../tests/pages/app-markdown.md"),
    include_str!("../../tests/pages/broadcast.txt"),
    include_str!("../../tests/pages/bulletin.txt"),
    include_str!("../../tests/pages/domestic.txt"),
    include_str!("../../tests/pages/double-report.txt"),
    include_str!("../../tests/pages/ministry.txt"),
    include_str!("../../tests/pages/province.txt"),
    include_str!("../../tests/pages/traditional.txt"),
];

/// What pages are made of, in no order.
const WORDS: [&str; 228] = [
    "新华社",
    "本报",
    "北京",
    "莫斯科",
    "5月20日",
    "2026年",
    "电",
    "（记者 ",
    "）",
    "国家主席",
    "总统",
    "外交部长",
    "习近平",
    "普京",
    "勒布朗",
    "陈望舒",
    "法国",
    "俄罗斯",
    "中法",
    "双方",
    "两国元首",
    "同",
    "和",
    "、",
    "会谈",
    "会见",
    "通电话",
    "举行",
    "出席",
    "签署",
    "见证",
    "发表",
    "《",
    "》",
    "关于",
    "联合声明",
    "谅解备忘录",
    "协定",
    "“",
    "”",
    "指出",
    "强调",
    "表示",
    "说",
    "，",
    "。",
    "：",
    "；",
    "\n",
    "\n\n",
    "一、",
    "（一）",
    "1.",
    "第一条",
    "一是",
    "（下转第二版）",
    "（上接第一版）",
    "摄",
    "20多份",
    "访问",
    "邀请",
    " ",
    "<p>",
    "的",
    "—",
    "-",
    "〈",
    "〉",
    "．",
    "2005年7月1日",
    "中国",
    "政府",
    "周年",
    "率领的",
    "代表团",
    "举行的",
    "以及",
    "提出四点建议",
    "a word",
    "\u{200b}",
    "中新社",
    "央视网",
    "（记者",
    "（新华社记者",
    "摄）",
    "据新华社北京",
    "讯",
    "卡萨诺",
    "巴黎",
    "当地时间",
    "当晚",
    "今天",
    "次日",
    "晚",
    "晚宴",
    "7月30日至8月2日",
    "星期三（3月4日）",
    "2025-10-14",
    "20240807",
    "一九九七年十月二十九日",
    "二〇",
    "十五",
    "第二十五条",
    "第三轮",
    "第一，",
    "二是",
    "（二）",
    "2．",
    "多项",
    "20多项",
    "一系列",
    "数十",
    "国务院总理",
    "国务委员",
    "议长",
    "夫妇",
    "兼",
    "和外长",
    "分别",
    "集体",
    "互致",
    "致电",
    "贺电",
    "祝贺",
    "欢迎仪式",
    "宴会",
    "开幕式",
    "会议",
    "峰会",
    "主持",
    "在座",
    "在北京人民大会堂",
    "应邀",
    "应",
    "的邀请",
    "对",
    "国事访问",
    "正式访问",
    "出发",
    "结束",
    "访华",
    "将于",
    "拟",
    "期间",
    "两国",
    "中方",
    "俄方",
    "他",
    "我",
    "我们",
    "主持人",
    "记者：",
    "答：",
    "代表中方",
    "说：",
    "一致同意",
    "重申",
    "愿",
    "将",
    "支持",
    "商定",
    "通过",
    "交换文本",
    "达成",
    "共识",
    "换文",
    "条约",
    "议定书",
    "联合公报",
    "行动计划",
    "（2026—2030年）",
    "称“",
    "全文如下",
    "成果清单",
    "《〈",
    "〉》",
    "『",
    "』",
    "【",
    "】",
    "\"",
    "'",
    "工业和贸易部",
    "集团",
    "议会",
    "欧盟",
    "联合国",
    "朝鲜",
    "美国",
    "中欧",
    "韩",
    "——",
    "…",
    "·",
    ".",
    ",",
    "#",
    ">",
    "|",
    "<div>",
    "</p>",
    "<h1>",
    "<br>",
    "<table><td>",
    "P02",
    "来源：",
    "编辑：",
    "0",
    "０",
    "Ａ",
    "年",
    "月",
    "日",
    "时",
    "分",
    "会",
    "见",
    "\t",
    "\r\n",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "e\u{301}",
    "\u{1F600}",
    "國",
    "國家主席",
    "簽署",
    "聯合聲明",
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
    read_as(bytes, &Options::default())
}

fn read_as(bytes: &[u8], options: &Options<'_>) -> Extraction {
    let found = extract(bytes, options).value;
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

/// The same words, and the account of how they were read: every stage, and why each record is as it is.
pub fn explained(data: &[u8]) {
    let text = text(data);
    let found = read(text.as_bytes());
    for stage in [Stage::Decode, Stage::Layout, Stage::Article, Stage::Parse, Stage::Record, Stage::Link] {
        let _ = explain(stage, text.as_bytes(), &Options::default());
    }
    let ids = found.articles.iter().map(|r| &r.id).chain(found.meetings.iter().map(|r| &r.id));
    let ids = ids.chain(found.statements.iter().map(|r| &r.id)).chain(found.documents.iter().map(|r| &r.id));
    for id in ids.chain(found.visits.iter().map(|r| &r.id)).take(8) {
        let why = why(id, text.as_bytes(), &Options::default()).expect("a record has reasons");
        walk(&serde_json::to_value(&why).expect("reasons are plain data"), text.len());
    }
}

/// A page of ours with pieces of it cut out, doubled, moved and overwritten, four bytes a blow; half of the time with a day of
/// publication.
pub fn damaged(data: &[u8]) {
    let Some((&page, blows)) = data.split_first() else { return };
    let published = (page > 127).then(|| "2026-05-21".to_owned());
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
    read_as(&page, &Options { published, ..Options::default() });
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

/// A file of the lexicon: as it is given, or of our words in any file with any kind, four bytes an entry.
pub fn lexicon(data: &[u8]) {
    const KINDS: [&str; 12] =
        ["", "abbreviation", "not_office", "head_of_state", "talks", "mou", "joint", "city", "single", "phone", "signed", "FR"];
    const FILES: [&str; 19] = [
        "agencies",
        "countries",
        "organisations",
        "offices",
        "speech",
        "encounters",
        "instruments",
        "acts",
        "places",
        "groups",
        "visits",
        "anniversaries",
        "name_ends",
        "not_names",
        "adverbs",
        "surnames",
        "furniture",
        "bodies",
        "no such",
    ];
    let Some((&entries, data)) = data.split_first() else { return };
    let own = match std::str::from_utf8(data).map(serde_yaml::from_str::<Vec<Entry>>) {
        Ok(Ok(list)) => Entries::from([("offices".to_owned(), list.clone()), ("agencies".to_owned(), list)]),
        _ => {
            let mut own = Entries::new();
            for made in data.chunks_exact(4).take(usize::from(entries % 8)) {
                let word = |b: u8| WORDS[usize::from(b) % WORDS.len()].to_owned();
                let kind = KINDS[usize::from(made[3]) % KINDS.len()];
                let file = FILES[usize::from(made[0]) % FILES.len()];
                let entry = serde_json::json!({
                    "id": format!("own-{}", made[1]),
                    "name": word(made[1]) + &word(made[2]),
                    "variants": [{ "form": word(made[2]), "kind": kind }],
                    "code": kind,
                    "kind": kind,
                    "country": kind,
                });
                let entry: Entry = serde_json::from_value(entry).expect("the fields of an entry");
                own.entry(file.to_owned()).or_default().push(entry);
            }
            own
        }
    };
    let own = Lexicon::with_overlay(own);
    let options = Options { lexicon: Some(&own), ..Options::default() };
    for page in [PAGES[1].to_owned(), text(data)] {
        let found = extract(page.as_bytes(), &options).value;
        walk(&serde_json::to_value(&found).expect("records are plain data"), page.len());
    }
}

/// The values of a record and the pointers to them.
fn pointers(value: &Value, at: &str, out: &mut Vec<(String, Value)>) {
    out.push((at.to_owned(), value.clone()));
    match value {
        Value::Object(fields) => fields.iter().for_each(|(k, v)| pointers(v, &format!("{at}/{k}"), out)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, v)| pointers(v, &format!("{at}/{n}"), out));
            out.push((format!("{at}/-"), Value::Null));
        }
        _ => {}
    }
}

/// A file of corrections: as it is given, and one whose fields are there, four bytes a change.
pub fn corrections(data: &[u8]) {
    let mut found = extract(PAGES[1].as_bytes(), &Options::default()).value;
    if let Ok(yaml) = std::str::from_utf8(data) {
        gongbao::fuzzing::correct(yaml, &mut found);
    }
    for made in data.chunks_exact(4).take(16) {
        let all = serde_json::to_value(&found).expect("records are plain data");
        let lists = ["articles", "meetings", "statements", "documents", "visits"];
        let records: Vec<&Value> = lists.iter().filter_map(|l| all[*l].as_array()).flatten().collect();
        if records.is_empty() {
            break;
        }
        let record = records[usize::from(made[0]) % records.len()];
        let mut fields = Vec::new();
        pointers(record, "", &mut fields);
        let (field, was) = &fields[usize::from(made[1]) % fields.len()];
        let now = match made[2] % 8 {
            0 => Value::Null,
            1 => "".into(),
            2 => Value::Array(Vec::new()),
            3 => serde_json::json!({}),
            4 => u64::MAX.into(),
            5 => text(&made[3..]).into(),
            _ => fields[usize::from(made[3]) % fields.len()].1.clone(),
        };
        let verdict = [Value::Null, "accepted".into(), "rejected".into()][usize::from(made[2] / 8) % 3].clone();
        let said = serde_json::json!({
            "form": "gongbao-corrections/1",
            "inputs": [{
                "name": found.source.name,
                "sha256": found.source.sha256,
                "records": [{ "id": record["id"], "verdict": verdict, "set": [{ "field": field, "was": was, "now": now }] }],
            }],
        });
        gongbao::fuzzing::correct(&said.to_string(), &mut found);
    }
    let json = serde_json::to_value(&found).expect("records are plain data");
    let back: Extraction = serde_json::from_value(json.clone()).expect("what was corrected is read back");
    assert_eq!(serde_json::to_value(&back).expect("records are plain data"), json);
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
