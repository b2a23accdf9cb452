//! What the YAML looks like, and that it reads back the same.

use super::*;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Input, Meeting, Party, Statement};
use crate::source::Source;

fn sample() -> Extraction {
    let source = Source { lines: [17, 24], bytes: vec![[820, 1543], [1733, 1990]] };
    Extraction {
        schema: "gongbao/1".into(),
        source: Input {
            name: "003.txt".into(),
            sha256: "0f".repeat(32),
            encoding: "UTF-8".into(),
            published: Some("2025-05-09".into()),
            ..Input::default()
        },
        meetings: vec![Meeting {
            id: "talks-1".into(),
            parties: vec![
                Party {
                    name: "李明".into(), office: Some("国家主席".into()), country: Some("CN".into()), ..Party::default()
                },
                Party { name: "哈拉尔".into(), country: Some("NO".into()), ..Party::default() },
            ],
            topics: vec!["双边关系".into(), "共同关心的国际和地区问题".into()],
            source: source.clone(),
            ..Meeting::default()
        }],
        statements: vec![Statement {
            id: "statement-1".into(),
            text: Some("中方愿同挪方一道，落实好两国领导人达成的重要共识。".repeat(3) + "\n双方要坚持相互尊重：#平等。"),
            source,
            ..Statement::default()
        }],
        diagnostics: vec![Diagnostic::new(Code::UnknownYear, "the year is not printed", None)],
        ..Extraction::default()
    }
}

#[test]
fn looks_like_this() {
    let text = "中方愿同挪方一道，落实好两国领导人达成的重要共识。".repeat(3);
    let sha256 = "0f".repeat(32);
    let expected = format!(
        "schema: gongbao/1
source:
  name: 003.txt
  sha256: {sha256}
  encoding: UTF-8
  published: \"2025-05-09\"
meetings:
- id: talks-1
  kind: meeting
  parties:
  - name: 李明
    office: 国家主席
    country: CN
  - name: 哈拉尔
    country: \"NO\"
  topics: [双边关系, 共同关心的国际和地区问题]
  source: {{lines: [17, 24], bytes: [[820, 1543], [1733, 1990]]}}
statements:
- id: statement-1
  text: |-
    {text}
    双方要坚持相互尊重：#平等。
  source: {{lines: [17, 24], bytes: [[820, 1543], [1733, 1990]]}}
diagnostics:
- severity: note
  code: unknown-year
  message: the year is not printed
"
    );
    assert_eq!(to_string(&sample()).unwrap(), expected);
}

#[test]
fn reads_back() {
    let back: Extraction = serde_yaml::from_str(&to_string(&sample()).unwrap()).unwrap();
    assert_eq!(back, sample());
}

/// Texts that one reader or another takes for something else, or loses a part of.
fn tricky() -> Vec<String> {
    let words = "NO no No n y Y yes on off true ~ null Null NULL nan .nan .inf -.Inf = << - -- --- ... ? : | > ! & * @ ` % , [ ] { } # \
                 12:30 1:2:3 -1:30 190:20:30.15 1e3 1E+3 1e 0x1F 0o17 017 08 0b101 1_000 _1 1_ .5 5. +1 -1 +.5 1.5.2 1,000 \
                 2026-05-20 2026-5-2 2026-05 2026 XXXX-05-20 2026-05-19/2026-05-20 2026-05-20T10:00:00Z \
                 a: :a a:b a: # a#b #a @a !a &a *a [a {a ]a a] 'a a' \"a a\" \\ \\n a\\b -a ?a %a `a <<a =a ---a";
    let mut out: Vec<String> = words.split(' ').map(str::to_owned).collect();
    let whole = [
        "",
        " ",
        "  a",
        "a ",
        "a: b",
        "a # b",
        "a #b",
        "- a",
        "? a",
        "--- a",
        "... a",
        "a\tb",
        "\ta",
        "a\t",
        "a\n",
        "\na",
        "a\n\n",
        "\n",
        "\n\n",
        "a\n\n\nb",
        "a\n b",
        " a\nb",
        "a \nb",
        "a\n\tb",
        "\ta\nb",
        "a\r\nb",
        "a\rb",
        "a\u{85}b",
        "a\u{2028}b",
        "a\u{2029}b",
        "\u{feff}a",
        "a\u{feff}",
        "a\u{0}b",
        "a\u{7}b",
        "a\u{1b}[31mb",
        "a\u{7f}b",
        "a\u{9b}b",
        "a\u{a0}b",
        "\u{a0}",
        "\u{3000}新华社",
        "新华社\u{3000}",
        "a\u{200b}b",
        "a\u{202e}b",
        "\u{fffd}",
        "\u{fffe}",
        "\u{ffff}",
        "\u{e000}",
        "\u{20000}",
        "😀",
        "2026-05-20 10:00:00",
        "双方：#1",
        "“一带一路”",
        "《公报》",
        "a, b",
        "a,b",
        "[[1, 2]]",
        "{a: b}",
        "null ",
        "!!str a",
        "%YAML 1.2",
        "a\n---\nb",
        "a\n...\nb",
        "a\n# b",
        "# a\nb",
        "a:\nb",
        "- a\n- b",
    ];
    out.extend(whole.iter().map(|s| (*s).to_owned()));
    // The same again as long texts, which stand in blocks.
    let fill = "双方一致同意继续加强各领域务实合作，".repeat(5);
    for s in out.clone() {
        out.push(format!("{s}{fill}"));
        out.push(format!("{fill}{s}"));
        out.push(format!("{fill}{s}{fill}"));
        out.push(format!("{s}\n{fill}\n{s}"));
    }
    out
}

/// The texts where texts stand in records: as a field, in a list of words, in a list of longer ones, in an object of a list.
fn tricky_value() -> Value {
    let list = tricky();
    let fields: serde_json::Map<_, _> =
        list.iter().enumerate().map(|(n, t)| (format!("f{n}"), Value::from(t.as_str()))).collect();
    let short: Vec<Vec<&String>> = list.iter().map(|t| vec![t, t]).collect();
    let nested: Vec<Value> = list.iter().map(|t| serde_json::json!({"text": t, "points": [{"text": t, "number": 1}]})).collect();
    serde_json::json!({"fields": fields, "list": list, "short": short, "nested": nested, "bytes": [[1, 2], [3, 4]]})
}

#[test]
fn tricky_texts_read_back() {
    let value = tricky_value();
    let text = document(&value).unwrap();
    let back: Value = serde_saphyr::from_str(&text).unwrap();
    assert_eq!(back["fields"], value["fields"]);
    assert_eq!(back, value);
}

/// Writes what `tests/yaml_readers/check.sh` gives to other readers: `YAML_READERS_DIR` gets `tricky.yaml` and `tricky.json`.
#[test]
#[ignore = "run by tests/yaml_readers/check.sh"]
fn write_for_other_readers() {
    let dir = std::path::PathBuf::from(std::env::var_os("YAML_READERS_DIR").expect("YAML_READERS_DIR names a folder"));
    let value = tricky_value();
    std::fs::write(dir.join("tricky.yaml"), document(&value).unwrap()).unwrap();
    std::fs::write(dir.join("tricky.json"), serde_json::to_string(&value).unwrap()).unwrap();
    let sample = sample();
    std::fs::write(dir.join("sample.yaml"), to_string(&sample).unwrap()).unwrap();
    std::fs::write(dir.join("sample.json"), serde_json::to_string(&sample).unwrap()).unwrap();
}
