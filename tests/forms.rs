//! Every country in every form of encounter, with names that hold the characters of other words (通伦, 李在镕, 向井, 和田).
//!
//! A form is a text with places for three countries (`{A}`, `{B}`, `{C}`) and their persons (`{a}`, `{b}`, `{c}`), and the
//! encounters that it gives: kind, then each party as `name=country`. Which name goes with which country turns with the form.

mod common;

use common::run;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const NAMES: &[&str] = &[
    "阮富仲",
    "李在镕",
    "岸田文雄",
    "石破茂",
    "哈桑",
    "马克龙",
    "阿卜杜勒·拉赫曼",
    "萨·扎帕罗夫",
    "冯德莱恩",
    "通伦",
    "达席尔瓦",
    "维克托",
    "图瓦德拉",
    "姆南加古瓦",
    "洪玛奈",
    "埃尔多安",
    "普拉博沃",
    "小马科斯",
    "佩通坦",
    "向井",
    "本·阿里",
    "J·史密斯",
    "安倍晋三",
    "于勒",
    "对马",
    "时任",
    "罗哈尼",
];

struct Form {
    text: &'static str,
    gives: &'static [&'static str],
}

const FORMS: &[Form] = &[
    Form {
        text: "新华社北京3月4日电 国家主席周文渊4日下午在人民大会堂同{A}总统{a}举行会谈。\n{a}表示，愿同中方加强合作。",
        gives: &["talks 周文渊=CN {a}={A}"],
    },
    Form {
        text: "新华社北京3月4日电 3月4日，国家主席周文渊在人民大会堂同来华进行国事访问的{A}总统{a}举行会谈。",
        gives: &["talks 周文渊=CN {a}={A}"],
    },
    Form {
        text: "新华社北京3月4日电 外交部长陈望舒4日在北京会见{A}驻华大使{a}。", gives: &["meeting 陈望舒=CN {a}={A}"]
    },
    Form {
        text: "新华社北京3月4日电 外交部长陈望舒4日应约同{A}外长{a}通电话。", gives: &["phone_call 陈望舒=CN {a}={A}"]
    },
    Form {
        text: "新华社北京3月4日电 国家主席周文渊4日在人民大会堂分别会见来华出席会议的{A}总统{a}、{B}总统{b}和{C}总统{c}。",
        gives: &["meeting 周文渊=CN {a}={A}", "meeting 周文渊=CN {b}={B}", "meeting 周文渊=CN {c}={C}"],
    },
    Form {
        text: "新华社北京3月4日电 3月4日，国务院总理沈嘉言在北京集体会见{A}外长{a}、{B}外长{b}和{C}外长{c}。",
        gives: &["meeting 沈嘉言=CN {a}={A} {b}={B} {c}={C}"],
    },
    Form {
        text: "当地时间4日，国务院总理沈嘉言在日内瓦出席世界卫生大会期间，先后会见{A}总理{a}和{B}总理{b}。",
        gives: &["meeting 沈嘉言=CN {a}={A}", "meeting 沈嘉言=CN {b}={B}"],
    },
    Form {
        text: "新华社北京3月4日电 4日晚，国家主席周文渊和夫人江晚晴在人民大会堂为{A}总统{a}和夫人玛丽亚举行欢迎宴会。",
        gives: &["banquet 周文渊=CN 江晚晴=CN {a}={A} 玛丽亚={A}"],
    },
    Form {
        text: "新华社北京3月4日电 3月4日上午，国务院总理沈嘉言在人民大会堂同{A}总理{a}举行会谈。会谈前，沈嘉言在人民大会堂北大厅为{a}举行\
               欢迎仪式。会谈后，两国总理共同会见记者。当晚，沈嘉言在金色大厅为{a}举行欢迎宴会。",
        gives: &[
            "talks 沈嘉言=CN {a}={A}",
            "welcome_ceremony 沈嘉言=CN {a}={A}",
            "joint_press 沈嘉言=CN {a}={A}",
            "banquet 沈嘉言=CN {a}={A}",
        ],
    },
    Form {
        text: "3月4日，外交部长陈望舒在北京同{A}外交部长{a}、{B}外交部长{b}举行三方外长会晤。",
        gives: &["summit 陈望舒=CN {a}={A} {b}={B}"],
    },
    Form {
        text: "3月4日，国务委员兼外交部长陈望舒同{A}副总理兼外交部长{a}举行视频会晤。",
        gives: &["meeting 陈望舒=CN {a}={A}"],
    },
    Form {
        text: "{A}外长{a}3月4日在首都会见正在当地访问的中共中央政治局委员、外交部长陈望舒。",
        gives: &["meeting {a}={A} 陈望舒=CN"],
    },
    Form {
        text: "新华社北京3月4日电 3月4日，国家主席周文渊就飓风造成重大人员伤亡向{A}总统{a}致慰问电。",
        gives: &["message 周文渊=CN {a}={A}"],
    },
    Form {
        text: "3月4日，国家主席周文渊同{A}总统{a}互致贺电，庆祝两国建交50周年。", gives: &["message 周文渊=CN {a}={A}"]
    },
    Form {
        text: "3月4日，国家主席周文渊致电{a}，祝贺他当选{A}总统。", gives: &["message 周文渊=CN {a}={A}"]
    },
    Form {
        text: "3月4日，中央军委副主席江远山在八一大楼会见了来访的{A}国防部长{a}一行。",
        gives: &["meeting 江远山=CN {a}={A}"],
    },
    Form {
        text: "本报讯 昨日，市委书记李明远在市委会见{A}驻华大使{a}一行。", gives: &["meeting 李明远=CN {a}={A}"]
    },
    Form {
        text: "3月4日，全国人大常委会委员长林致远在人民大会堂会见由{A}议长{a}率领的代表团。",
        gives: &["meeting 林致远=CN {a}={A}"],
    },
    Form {
        text: "新华社巴黎3月4日电 {A}总统{a}4日在当地同到访的{B}总统{b}举行会谈，双方签署多项合作协议。",
        gives: &["talks {a}={A} {b}={B}"],
    },
];

/// The countries of the lexicon by the name they are filed under; past states and the regions of China stand apart.
fn countries() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/lexicon/countries.yaml");
    let entries: Vec<Value> = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let text = |e: &Value, k: &str| e.get(k).and_then(Value::as_str).map(str::to_owned);
    entries
        .iter()
        .filter(|e| e.get("kind").is_none())
        .filter_map(|e| Some((text(e, "name")?, text(e, "code")?)))
        .filter(|(_, code)| !["CN", "HK", "MO", "TW"].contains(&code.as_str()))
        .collect()
}

/// `kind name=country …` of each encounter, the parties sorted.
fn told(v: &Value) -> Vec<String> {
    let meetings = v.get("meetings").and_then(Value::as_array).cloned().unwrap_or_default();
    let party = |p: &Value| format!("{}={}", p["name"].as_str().unwrap_or("-"), p["country"].as_str().unwrap_or("-"));
    let one = |m: &Value| {
        let parties: Vec<String> = m["parties"].as_array().into_iter().flatten().map(party).collect();
        line(m["kind"].as_str().unwrap_or("-"), parties)
    };
    meetings.iter().map(one).collect()
}

fn line(kind: &str, mut parties: Vec<String>) -> String {
    parties.sort();
    format!("{kind} {}", parties.join(" "))
}

#[test]
fn every_country_in_every_form() {
    let countries = countries();
    assert!(countries.len() > 190, "{} countries", countries.len());
    let mut wrong = Vec::new();
    for (f, form) in FORMS.iter().enumerate() {
        for c in 0..countries.len() {
            let mut put: BTreeMap<String, &str> = BTreeMap::new();
            let mut codes: BTreeMap<String, &str> = BTreeMap::new();
            for (k, letter) in ["a", "b", "c"].into_iter().enumerate() {
                // steps that share no factor with the lengths, so that no two of a text are the same
                let (name, code) = &countries[(c + k * 67) % countries.len()];
                put.insert(format!("{{{letter}}}"), NAMES[(c + f * 5 + k * 9) % NAMES.len()]);
                put.insert(format!("{{{}}}", letter.to_uppercase()), name);
                codes.insert(format!("{{{}}}", letter.to_uppercase()), code);
            }
            let text = put.iter().fold(form.text.to_owned(), |t, (k, v)| t.replace(k, v));
            let gives: Vec<String> = form
                .gives
                .iter()
                .map(|g| codes.iter().fold((*g).to_owned(), |t, (k, v)| t.replace(&format!("={k}"), &format!("={v}"))))
                .map(|g| put.iter().fold(g, |t, (k, v)| t.replace(k, v)))
                .map(|g| {
                    let (kind, parties) = g.split_once(' ').unwrap();
                    line(kind, parties.split(' ').map(str::to_owned).collect())
                })
                .collect();
            let page = format!("双边消息一则\n\n{text}\n");
            let have = told(&serde_json::to_value(run(page.as_bytes(), "form.txt", Some("2024-03-05"))).unwrap());
            if have != gives {
                wrong.push(format!("{text}\n  want {gives:?}\n  have {have:?}"));
            }
        }
    }
    let all = FORMS.len() * countries.len();
    assert!(wrong.is_empty(), "{} of {all} wrong\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}
