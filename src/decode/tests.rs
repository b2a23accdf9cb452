//! The stage as a whole: what holds for any bytes, and what each rule does.

use super::*;
use encoding_rs::{BIG5, GB18030};
use proptest::prelude::*;

fn decode(bytes: &[u8], encoding: Option<&str>) -> Outcome<Decoded> {
    super::decode(bytes.into(), encoding, Lexicon::built_in())
}

fn text(s: &str) -> String {
    decode(s.as_bytes(), None).value.text.as_str().to_owned()
}

fn codes(bytes: &[u8]) -> Vec<Code> {
    decode(bytes, None).diagnostics.into_iter().map(|d| d.code).collect()
}

/// Every byte of the input is in one piece, in order; pieces follow each other in the text.
fn covered(bytes: &[u8], text: &Text) {
    let (mut at, mut from) = (0, 0);
    for (here, read) in text.source_pieces() {
        assert_eq!((here.start, read.start), (at, from), "{:?}", text.source_pieces().collect::<Vec<_>>());
        at = here.end;
        from = read.end;
    }
    assert_eq!((at, from), (text.len(), bytes.len()));
}

fn utf16(s: &str, big: bool) -> Vec<u8> {
    s.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

const SAMPLE: &str = "國家主席同俄羅斯總統舉行會談。\n雙方表示，兩國關係發展良好，將加強各領域合作。\n5月20日，北京。";
const HANS: &str = "国家主席同俄罗斯总统举行会谈。\n双方表示，两国关系发展良好，将加强各领域合作。\n5月20日，北京。";

#[test]
fn one_text_in_every_encoding() {
    for sample in [SAMPLE, HANS] {
        let mut ways =
            vec![("UTF-8", sample.as_bytes().to_vec()), ("UTF-16LE", utf16(sample, false)), ("UTF-16BE", utf16(sample, true))];
        ways.push(("GB18030", GB18030.encode(sample).0.into_owned()));
        if sample == SAMPLE {
            ways.push(("Big5", BIG5.encode(sample).0.into_owned()));
        }
        for (name, bytes) in ways {
            let d = decode(&bytes, None);
            assert_eq!((d.value.encoding, d.value.text.all_printed().as_ref()), (name, sample));
            assert_eq!(d.value.text.as_str(), HANS, "read in simplified characters");
            assert_eq!(d.diagnostics, [], "{name}");
            assert_eq!(d.value.lines.starts.len(), 2);
            assert_eq!(decode(&bytes, Some(name)).value.text.all_printed(), sample);
            covered(&bytes, &d.value.text);
            for (at, c) in sample.char_indices() {
                let from = d.value.text.to_source(Span::new(at, at + c.len_utf8()));
                let [start, end] = from[0];
                let alone =
                    encoding_rs::Encoding::for_label(name.as_bytes()).unwrap().decode_without_bom_handling(&bytes[start..end]).0;
                assert_eq!((from.len(), alone.as_ref()), (1, c.encode_utf8(&mut [0; 4]) as &str));
            }
        }
    }
}

#[test]
fn marks_labels_and_lines() {
    assert_eq!(text("\u{feff}会谈"), "会谈");
    let mut wide = vec![0xff, 0xfe];
    wide.extend(utf16("会谈\r\n举行", false));
    let d = decode(&wide, Some("gbk")).value;
    assert_eq!((d.encoding, d.text.as_str(), d.lines.starts.clone()), ("UTF-16LE", "会谈\n举行", vec![10]));
    assert_eq!(decode(b"\xbb\xe1\xcc\xb8", Some("gbk")).value.encoding, "GB18030");
    let d = decode("会谈".as_bytes(), Some("klingon"));
    assert_eq!((d.diagnostics[0].code, d.value.encoding), (Code::UnknownEncoding, "UTF-8"));
    assert_eq!(decode(&encoding_rs::SHIFT_JIS.encode("会談。").0, Some("sjis")).value.text.all_printed(), "会談。");
    assert_eq!(text("甲\u{c}乙\u{2028}丙\u{1b}[0m\u{7}丁\r戊"), "甲\n乙\n丙[0m丁\n戊");
}

#[test]
fn what_cannot_be_read() {
    assert_eq!(codes(b" \r\n\xe3\x80\x80"), [Code::EmptyInput]);
    assert_eq!(codes(b""), [Code::EmptyInput]);
    assert_eq!(codes(b"Hello, world. This is a test."), [Code::NotChinese]);
    assert_eq!(codes(b"%PDF-1.7 \x00"), [Code::BinaryInput]);
    for json in ["{\"title\": \"会谈\", \"content\": \"双方\"}", " [\"会谈\",\n\"双方\"]", "{\"a\": \"会\"}\n{\"a\": \"谈\"}\n"]
    {
        assert_eq!(codes(json.as_bytes()), [Code::BinaryInput], "{json}");
    }
    for text in [
        "[\"会谈\"]双方举行会谈。双方就两国关系交换意见，达成共识。",
        "{会谈} \"双方\" 举行会谈。双方就两国关系交换意见，达成共识。",
        "[会谈] [双方]",
    ] {
        assert_ne!(codes(text.as_bytes()), [Code::BinaryInput], "{text}");
    }
    assert_eq!(codes(&[0, 1, 2, 3, 0, 0, 0, 9, 250, 0, 0]), [Code::BinaryInput]);
    let mut broken = HANS.as_bytes().to_vec();
    broken[4] = 0xff;
    let d = decode(&broken, None);
    assert_eq!(d.value.encoding, "UTF-8");
    assert_eq!(d.diagnostics[0].code, Code::MalformedBytes);
    assert_eq!(d.diagnostics[0].source.as_ref().unwrap().lines, [1, 1]);
}

#[test]
fn punctuation() {
    for (half, folded) in [
        (
            "新华社北京5月20日电 (记者 杨依军 温馨)5月20日上午,国家主席",
            "新华社北京5月20日电 （记者 杨依军 温馨）5月20日上午，国家主席",
        ),
        ("1,234人在12:30到达,比分3:2.", "1,234人在12:30到达，比分3:2。"),
        ("会谈.双方指出", "会谈。双方指出"),
        ("1.加强合作;2.扩大贸易.", "1.加强合作；2.扩大贸易。"),
        ("增长2.5%.其中", "增长2.5%。其中"),
        ("约翰·F·肯尼迪和J.K.罗琳、约翰·F.肯尼迪", "约翰·F·肯尼迪和J.K.罗琳、约翰·F.肯尼迪"),
        ("出席APEC.会议", "出席APEC。会议"),
        ("见https://a.cn/b?c=d,谢谢", "见https://a.cn/b?c=d，谢谢"),
        ("他说:\"合作共赢.\"又说:\"好\"", "他说：“合作共赢。”又说：“好”"),
        ("加入\"WTO\"后", "加入“WTO”后"),
        ("(Xi Jinping)主席", "（Xi Jinping）主席"),
        ("签署<<联合声明>>", "签署《联合声明》"),
        ("弗拉基米尔•普京，约翰．史密斯，２．５亿", "弗拉基米尔·普京，约翰·史密斯，2.5亿"),
        ("中国－中亚峰会--合作", "中国－中亚峰会—合作"),
        ("１２％　ＡＢ\u{200b}Ｃ", "12% ABC"),
        ("⻓江⼭⽔", "长江山水"),
        ("合作...未来", "合作……未来"),
        ("Hello, world (x): y.", "Hello, world (x): y."),
        ("- 3 -", "- 3 -"),
        // what a mark is read as does not depend on whether its neighbours are folded yet
        ("会'0.'", "会‘0。’"),
        ("国)\n.", "国）\n。"),
        ("国\u{200b}\n.", "国\n。"),
        ("(⻓)", "（长）"),
        ("增长２．其中，出口３．５％", "增长2。其中，出口3.5%"),
        ("“\"\"﹒“国", "“””。“国"),
        ("⻓\n\u{200b}?", "长\n？"),
        ("中,?", "中？"),
        ("中0\u{3000}\u{200b}中", "中0中"),
        ("<\u{200b}中0'a>", "《中0'a》"),
        ("国\n.<<国>>", "国\n。《国》"),
        ("合作.\u{200b}.\u{200b}.未来", "合作……未来"),
    ] {
        assert_eq!(text(half), folded);
        assert_eq!(text(folded), folded);
    }
    let d = decode("会谈,双方１".as_bytes(), None).diagnostics;
    assert_eq!([d[0].code, d[1].code], [Code::FoldedPunctuation, Code::FoldedWidth]);
    assert_eq!(d[0].source.as_ref().unwrap().bytes, [[6, 7]]);
}

/// Every byte of the input is in one piece, in whatever order; pieces follow each other in the text.
fn covered_in_any_order(bytes: &[u8], text: &Text) {
    let mut at = 0;
    let mut read: Vec<(usize, usize)> = Vec::new();
    for (here, from) in text.source_pieces() {
        assert_eq!(here.start, at);
        at = here.end;
        read.extend(Some((from.start, from.end)).filter(|_| !from.is_empty()));
    }
    read.sort_unstable();
    let end = read.iter().fold(0, |end, &(start, next)| {
        assert_eq!(start, end, "{read:?}");
        next
    });
    assert_eq!((at, end), (text.len(), bytes.len()));
}

#[test]
fn columns_lose_no_byte() {
    let row = |n: usize| format!("双方愿扩大合作，落实共识{n}      会谈后，双方签署文件共{n}份");
    let rows: Vec<String> = (0..8).map(row).collect();
    let ways = [
        rows.join("\n"),
        format!("\u{feff}{}\r\n", rows.join("\r\n")),
        format!("> {}\n", rows.join("\n> ")),
        format!("\u{200b}\u{1b}{}\u{7}", rows.join("\u{7}  \n\n\u{200b}\u{1b}")),
        format!("<html><body><pre><b>{}</b></pre><p>", rows.join("</b>\n<b>")),
    ];
    for page in ways {
        let d = decode(page.as_bytes(), None);
        let text = &d.value.text;
        covered_in_any_order(page.as_bytes(), text);
        let parted = d.diagnostics.iter().find(|d| d.code == Code::UnfoldedColumns);
        assert_eq!(parted.map(|d| d.message.split(' ').next().unwrap_or_default()), Some("8"), "{page}");
        let (left, right) = (text.as_str().rfind("落实共识").unwrap(), text.as_str().find("会谈后").unwrap());
        assert!(left < right, "{}", text.as_str());
    }
}

#[test]
fn what_is_mended_is_said() {
    for (page, code, count, first) in [
        ("双方达成共识，，将扩大合作。。", Code::MendedPunctuation, "2", [18, 21]),
        ("会谈于2O24年3月l5日举行", Code::MisreadDigits, "2", [10, 11]),
    ] {
        let found = decode(page.as_bytes(), None).diagnostics;
        let d = found.iter().find(|d| d.code == code).unwrap();
        assert_eq!((d.message.split(' ').next().unwrap(), d.source.as_ref().unwrap().bytes[0]), (count, first));
    }
}

#[test]
fn quotes_over_lines() {
    assert_eq!(text("他指出,\"中国\n愿同各方\"一道"), "他指出，“中国\n愿同各方”一道");
}

#[test]
fn hostile_input_is_linear() {
    for part in ["[a](", "<p ", "<script>", "&", "\"(", ",", "*", "中.", "\u{200b},", "<!--", "> ", "&#", "\r", "</"] {
        let s = part.repeat(200_000 / part.len());
        let begun = std::time::Instant::now();
        covered(s.as_bytes(), &decode(s.as_bytes(), None).value.text);
        assert!(begun.elapsed().as_secs() < 10, "{part:?}: {:?}", begun.elapsed());
    }
}

proptest! {
    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300), label in proptest::option::of(
        proptest::sample::select(vec!["utf-8", "gb18030", "big5", "utf-16le", "utf-16be", "shift_jis", "iso-2022-jp", "euc-kr", "windows-1252"]))) {
        let d = decode(&bytes, label).value;
        covered(&bytes, &d.text);
        prop_assert!(!d.text.as_str().chars().any(|c| c.is_control() && c != '\n'));
    }

    #[test]
    fn any_text(s in "[中国会谈，。“”（）《》a-cA-C0-3,.;:?!()\"'<>\\-&;#/p*_\\[\\] \n\r\t\u{3000}１Ａ\u{200b}]{0,60}") {
        covered(s.as_bytes(), &decode(s.as_bytes(), None).value.text);
        let gb = GB18030.encode(&s).0.into_owned();
        let d = decode(&gb, Some("gb18030")).value;
        covered(&gb, &d.text);
        let straight = text(&s);
        prop_assert_eq!(&straight, d.text.as_str());
        if !s.contains('\r') {
            prop_assert_eq!(straight, text(&s.replace('\n', "\r\n")));
        }
    }

    #[test]
    fn folding_again_changes_nothing(s in "[中国，。“”（）《a-bA0-2,.;:?!()\"'\\-<> \n．１Ａ％・•―‧﹒﹐⻓\u{200b}\u{3000}]{0,30}") {
        let mut t = Text::default();
        t.push_verbatim(&s, 0);
        let once = fold::fold(t, Lexicon::built_in()).text;
        let again = fold::fold(once.clone(), Lexicon::built_in()).text;
        prop_assert_eq!(again.as_str(), once.as_str());
    }
}
