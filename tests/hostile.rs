//! Inputs that nobody would print: reading them takes time and memory that grow no faster than they do, and gives no panic.
//!
//! Each text is read in two sizes, one eight times the other, and the time for each byte may not differ by much: work that grows with
//! the square of the input makes it eight times as long. Time is that of the processor where the system tells it (Linux), and what seems
//! slow is measured again, so that a busy machine is no failure. `GONGBAO_HOSTILE=part-of-a-name` prints the table of some.

use gongbao::{Options, Source, extract};
use serde_json::Value;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// A small input and one that is eight times as large.
const SIZES: [usize; 2] = [1 << 15, 1 << 18];

/// The time for each byte of the large input may be so many times that of the small one: 8 is quadratic.
const GROWTH: f64 = 3.5;

/// The time for each byte may be so many times that of ordinary text. What is aimed at is 5; the rest is for the machine.
const SLOWEST: f64 = 20.0;

/// Less time than this says nothing.
const NOTHING: Duration = Duration::from_millis(150);

/// The time of this thread so far.
fn clock() -> Duration {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match told.split(' ').next().and_then(|n| n.parse().ok()) {
        Some(nanos) => Duration::from_nanos(nanos),
        None => BEGUN.elapsed(),
    }
}

/// The time of a reading.
fn time(bytes: &[u8]) -> Duration {
    let before = clock();
    let read = extract(bytes, &Options::default());
    let taken = clock().saturating_sub(before);
    drop(read);
    taken
}

/// `part` as often as it fits.
fn often(part: &str) -> impl Fn(usize) -> Vec<u8> + '_ {
    move |size| part.repeat(size / part.len()).into_bytes()
}

/// `part` as often as it fits behind the opening of a report.
fn reported(part: &str) -> impl Fn(usize) -> Vec<u8> + '_ {
    move |size| {
        format!("新华社北京5月20日电 国家主席同俄罗斯总统普京举行会谈。普京表示，{}", part.repeat(size / part.len())).into_bytes()
    }
}

/// Titles in titles: `open`, then `close`, each for half of the size.
fn nested<'a>(open: &'a str, close: &'a str) -> impl Fn(usize) -> Vec<u8> + 'a {
    move |size| {
        let depth = size / (open.len() + close.len());
        (open.repeat(depth) + &close.repeat(depth)).into_bytes()
    }
}

/// A number as Chinese counts to a hundred million.
fn chinese(n: usize) -> String {
    let mut out = if n < 10_000 { String::new() } else { chinese(n / 10_000) + "万" };
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = n / unit % 10;
        if digit > 0 {
            out.extend("零一二三四五六七八九".chars().nth(digit));
            out.push_str(name);
        }
    }
    out
}

/// One case: its name, and the input of a size.
type Hostile = (String, Box<dyn Fn(usize) -> Vec<u8>>);

fn cases() -> Vec<Hostile> {
    let mut all: Vec<Hostile> = Vec::new();
    let parts = [
        "《",
        "（",
        "“",
        "(",
        "\"",
        "'",
        "『",
        "》",
        "）",
        "”",
        "<",
        "【",
        ".",
        "-",
        ",",
        "·",
        "、",
        "。",
        "：",
        "？",
        "…",
        "—",
        "\n",
        " \n",
        "\r",
        "7",
        "二",
        "一、",
        "（一）",
        "第一条",
        "1.\n",
        "新华社",
        "新华社\n",
        "新华社北京5月20日电 ",
        "习近平",
        "总统",
        "总统\n",
        "俄罗斯总统普京",
        "普京表示，",
        "普京指出：“",
        "会谈。",
        "会谈",
        "同",
        "和",
        "俄罗斯和",
        "中俄",
        "签署《",
        "〈",
        "《〈",
        "《联合声明》",
        "《联合声明》\n",
        "《中国——俄罗斯关于加强合作的联合声明》",
        "回顾2005年7月1日《中俄联合声明》，",
        "5月20日",
        "2026年5月20日\n",
        "2026年",
        "（下转第二版）",
        "（上接第一版）\n",
        "（新华社记者摄）",
        "这是会谈现场。新华社记者 张三摄\n",
        "欢迎",
        "双方",
        "双方\n",
        "两国",
        "一是",
        "要坚持",
        "外长",
        "先生",
        "会见",
        "代表 ",
        "图（",
        "周文渊会见外宾\n\n新华社北京5月20日电 俄罗斯总统普京同周主席举行会谈。周主席表示，好。\n\n",
        "多国领导人近日致电国家主席周文渊，祝贺。\n俄罗斯总统普京表示，好。\n",
        "关于合作\n\n王毅表示，好。\n\n",
        "（新华社记者 李明 摄）话。",
        "会谈举行。新华社记者 李明摄 ",
        "普京总统在会谈中表示，双方签署了联合声明。",
        "a",
        "a ",
        "é\u{301}",
        "\u{200b}",
        "\u{202e}",
        "\u{e000}",
        "\u{0}",
        "字\u{0}",
        "# 会谈\n",
        "* ",
        "> ",
        "[会谈](",
        "![](a)",
        "|会谈",
        "<p>",
        "<div><p>会谈",
        "&#20250;",
        "&",
        "```\n",
        "\u{feff}",
        "１",
        "\t",
    ];
    for part in parts {
        all.push((format!("{part:?} again and again"), Box::new(often(part))));
        all.push((format!("{part:?} again and again in a report"), Box::new(reported(part))));
    }
    all.push(("titles in titles".into(), Box::new(nested("《关于", "的声明》"))));
    all.push((
        "titles in titles in a list".into(),
        Box::new(|size| format!("成果清单\n一、{}关于合作的联合声明\n", "〈".repeat(size / 3)).into_bytes()),
    ));
    all.push(("quotes in quotes".into(), Box::new(nested("“", "”"))));
    all.push(("brackets in brackets".into(), Box::new(nested("（", "）"))));
    all.push(("elements in elements".into(), Box::new(nested("<div>会谈", "</div>"))));
    all.push((
        "a day before a title at the end of a long word".into(),
        Box::new(|size| {
            let word = "a".repeat(5000);
            reported(&format!("{word}回顾2005年7月1日《中俄联合声明》。\n"))(size.max(8000))
        }),
    ));
    for (open, filler, close) in [("中", " ", "，"), ("（", "\t", "中"), ("中", "　\u{200b}", "）"), ("新华社", " ", "电")]
    {
        all.push((
            format!("{filler:?} between {open} and {close}"),
            Box::new(move |size| format!("会谈{open}{}{close}", filler.repeat(size / filler.len())).into_bytes()),
        ));
    }
    // what each of them leans on is found without looking at all the others
    all.push((
        "reports that print no year".into(),
        Box::new(|size| {
            let report = "新华社北京3月5日电 国家主席周文渊5日在北京会见法国总统勒布朗，双方就合作交换意见。\n\n";
            report.repeat(size / report.len()).into_bytes()
        }),
    ));
    all.push(("one line".into(), Box::new(|size| ordinary(size).into_iter().filter(|b| *b != b'\n').collect())));
    all.push(("one character and marks".into(), Box::new(|size| format!("会{}", "\u{301}".repeat(size / 2)).into_bytes())));
    all.push(("no UTF-8".into(), Box::new(|size| [0xff, b'7', 0x81, 0x30].repeat(size / 4))));
    all.push(("lone surrogates".into(), Box::new(|size| [&[0xff, 0xfe], &[0x00, 0xd8].repeat(size / 2)[..]].concat())));
    all.push((
        "surrogates the wrong way".into(),
        Box::new(|size| [&[0xfe, 0xff], &[0xdc, 0, 0xd8, 0].repeat(size / 4)[..]].concat()),
    ));
    all.push(("GB18030 cut in a character".into(), Box::new(|size| [0xbb, 0xe1, 0xcc, 0xb8, 0xa3, 0xac, 0x81].repeat(size / 7))));
    all.push((
        "chapters without end".into(),
        Box::new(|size| {
            let mut text = String::from("关于会谈的联合声明\n");
            for n in 1.. {
                if text.len() > size {
                    break;
                }
                let _ = writeln!(text, "（{}）双方同意加强合作。", chinese(n));
            }
            text.into_bytes()
        }),
    ));
    all.push((
        "another name in every sentence".into(),
        Box::new(|size| {
            let mut text = String::from("新华社北京5月20日电 国家主席同俄罗斯总统普京举行会谈。\n");
            let chars: Vec<char> = ('\u{4e00}'..='\u{5e00}').collect();
            for (n, c) in chars.iter().cycle().enumerate() {
                if text.len() > size {
                    break;
                }
                let second = chars.get(n * 7 % chars.len()).unwrap_or(c);
                let _ = writeln!(text, "王{c}{second}表示，双方愿同法国外长李{second}{c}举行会谈。");
            }
            text.into_bytes()
        }),
    ));
    all
}

/// Our own pages, one behind the other.
fn ordinary(size: usize) -> Vec<u8> {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let pages: Vec<String> = files.iter().filter_map(|f| std::fs::read_to_string(f).ok()).collect();
    let mut out = String::new();
    for page in pages.iter().cycle() {
        if out.len() > size {
            break;
        }
        out.push_str(page);
        out.push('\n');
    }
    out.into_bytes()
}

/// Whether every place that a value names lies in an input of so many bytes.
fn lie_inside(value: &Value, size: usize) -> bool {
    match value {
        Value::Object(fields) => fields.iter().all(|(k, v)| match serde_json::from_value::<Source>(v.clone()) {
            Ok(s) if k == "source" => s.bytes.iter().all(|r| r[0] < r[1] && r[1] <= size) && s.lines[0] <= s.lines[1],
            _ => lie_inside(v, size),
        }),
        Value::Array(list) => list.iter().all(|v| lie_inside(v, size)),
        _ => true,
    }
}

/// The room that a reading may take, address space and all, besides that of the program and its tables: so many times the input.
#[cfg(target_os = "linux")]
const ROOM: usize = 24;

/// Inputs of some millions are read by the command, which may not take more memory than so many times their size.
#[cfg(target_os = "linux")]
#[test]
fn memory_grows_with_the_input() {
    const MILLION: usize = 1_000_000;
    let dir = tempfile::TempDir::new().unwrap();
    let inputs: [(&str, Vec<u8>); 12] = [
        ("titles never closed", often("《")(3 * MILLION)),
        ("brackets never closed", often("（")(3 * MILLION)),
        ("quotes never closed", often("“")(3 * MILLION)),
        ("one line", ordinary(3 * MILLION).into_iter().filter(|b| *b != b'\n').collect()),
        ("empty lines", often("\n")(MILLION)),
        ("digits", often("7")(10 * MILLION)),
        ("an agency", often("新华社")(9 * MILLION)),
        ("marks on one character", format!("会{}", "\u{301}".repeat(MILLION)).into_bytes()),
        ("characters without width", often("会\u{200b}\u{202e}\u{e000}")(3 * MILLION)),
        ("lone surrogates", [&[0xff, 0xfe], &[0x00, 0xd8].repeat(MILLION)[..]].concat()),
        ("GB18030 cut in a character", [0xbb, 0xe1, 0xcc, 0xb8, 0xa3, 0xac, 0x81].repeat(MILLION / 2)),
        ("nothing", vec![0; 3 * MILLION]),
    ];
    for (name, bytes) in inputs {
        std::fs::write(dir.path().join("in.txt"), &bytes).unwrap();
        let kib = (128 << 10) + bytes.len() * ROOM / 1024;
        let run = format!("ulimit -v {kib} && exec \"$0\" --quiet --jobs 1 in.txt >out.yaml");
        let output = std::process::Command::new("sh")
            .current_dir(dir.path())
            .arg("-c")
            .arg(run)
            .arg(assert_cmd::cargo::cargo_bin("extract"))
            .output()
            .unwrap();
        // 1: no text at all, or no Chinese
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{name}: {:?} with {kib} KiB: {said}", output.status);
    }
}

#[test]
fn places_lie_in_the_input() {
    for (name, input) in cases() {
        let bytes = input(2000);
        let records = serde_json::to_value(extract(&bytes, &Options::default()).value).unwrap();
        assert!(lie_inside(&records, bytes.len()), "{name}");
    }
}

#[test]
fn time_grows_with_the_input() {
    let per_byte = |t: Duration, bytes: &[u8]| t.as_secs_f64() * 1e9 / f64::from(u32::try_from(bytes.len().max(1)).unwrap());
    let plain = ordinary(SIZES[1]);
    let _ = extract(&plain, &Options::default());
    let plain = per_byte(time(&plain), &plain);
    let mut slow = String::new();
    let only = std::env::var("GONGBAO_HOSTILE").ok();
    for (name, input) in cases() {
        if only.as_ref().is_some_and(|o| !name.contains(o.as_str())) {
            continue;
        }
        let [small, large] = SIZES.map(&input);
        let measure = || {
            let times = [time(&small), time(&large)];
            let [a, b] = [per_byte(times[0], &small), per_byte(times[1], &large)];
            (a, b, times[1] > NOTHING && (b > GROWTH * a || b > SLOWEST * plain))
        };
        let (mut a, mut b, mut bad) = measure();
        for _ in 0..2 {
            if bad {
                (a, b, bad) = measure();
            }
        }
        if only.is_some() {
            println!("{a:8.1} {b:8.1} ns a byte, {:4.1} times ordinary text: {name}", b / plain);
        }
        if bad {
            let _ = writeln!(slow, "{name}: {a:.0} ns a byte for {} bytes, {b:.0} for {}", small.len(), large.len());
        }
    }
    assert!(slow.is_empty(), "ordinary text: {plain:.0} ns a byte; time grows faster than the input:\n{slow}");
}
