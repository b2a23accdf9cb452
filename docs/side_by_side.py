#!/usr/bin/env python3
"""Draws docs/side-by-side.svg: tests/pages/cut.txt on the left, what it gives (out/records/cut.yaml, shortened) on the right.

    python3 docs/side_by_side.py            writes the picture
    python3 docs/side_by_side.py --check    exit 1 where the picture is not what the two files give

Python's own library only.
"""
import pathlib
import re
import sys
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "side-by-side.svg"
LEFT_OUT = ("id", "article", "meeting", "source", "mode", "level", "message", "severity")
LINE, PAGE_WIDTH, YAML_WIDTH, TOP = 19, 400, 500, 62
NOTES = [  # how a line of the page begins, and what is wrong with it
    ("3月4日，", "a caption in the middle of a sentence"),
    ("航天合作", "the second half of that sentence"),
    ("陈望舒同法国", "the headline, behind its text"),
]


def page():
    """Lines of the left side: (text, note or None, marked)."""
    lines = []
    for line in (ROOT / "tests/pages/cut.txt").read_text(encoding="utf-8").splitlines():
        note = next((n for start, n in NOTES if line.startswith(start)), None)
        rest, first = line, True
        while rest or first:
            width = cut = 0
            while cut < len(rest) and width < 44:
                width += 1 if ord(rest[cut]) < 0x2E80 else 2
                cut += 1
            while cut < len(rest) and rest[cut] in "，。、；：》）”":
                cut += 1
            lines.append((rest[:cut], note if first else None, note is not None))
            rest, first = rest[cut:], False
    return lines


def records():
    """Lines of the right side: the records without spans, ids and what is about the input itself."""
    lines, dash, inside = [], False, None
    for line in (ROOT / "out/records/cut.yaml").read_text(encoding="utf-8").splitlines():
        if re.match(r"\w+:", line):
            inside = line.split(":")[0]
        if inside in ("schema", "source"):
            continue
        m = re.match(r"( *)(- )?(\w+):", line)
        if m and m[3] in LEFT_OUT:
            dash = dash or bool(m[2])
            continue
        if dash and m and not m[2]:
            line = line[:len(m[1]) - 2] + "- " + line[len(m[1]):]
        dash = False
        width = 0
        for at, c in enumerate(line):
            width += 1 if ord(c) < 0x2E80 else 2
            if width > 68:
                line = line[:at] + "…"
                break
        lines.append(line)
    return lines


def draw():
    left, right = page(), records()
    height = TOP + LINE * max(len(right), len(left) + 4) + 20
    width = PAGE_WIDTH + YAML_WIDTH + 60
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"',
        '     aria-label="Left: a newspaper page with a caption in the middle of a sentence and its headline at the end. '
        'Right: the records that it gives, as YAML.">',
        "<style>",
        "text { font: 14px 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif; fill: #222 }",
        ".code { font: 13px 'Noto Sans Mono CJK SC', 'DejaVu Sans Mono', Menlo, Consolas, monospace; white-space: pre }",
        ".head { font-weight: 600 } .note { font-size: 12px; fill: #a33 } .key { fill: #1a5276 }",
        "</style>",
        f'<rect width="{width}" height="{height}" fill="#f4f4f2"/>',
        f'<rect x="20" y="40" width="{PAGE_WIDTH}" height="{height - 60}" fill="#fffdf6" stroke="#cbc6b5"/>',
        f'<rect x="{PAGE_WIDTH + 40}" y="40" width="{YAML_WIDTH}" height="{height - 60}" fill="#fff" stroke="#ccc"/>',
        '<text x="20" y="28" class="head">tests/pages/cut.txt</text>',
        f'<text x="{PAGE_WIDTH + 40}" y="28" class="head">out/records/cut.yaml (shortened)</text>',
    ]
    y = TOP
    for text, note, marked in left:
        if note:
            out.append(f'<text x="36" y="{y}" class="note">{escape(note)}</text>')
            y += LINE - 2
        if marked:
            out.append(f'<rect x="28" y="{y - 15}" width="3" height="{LINE}" fill="#a33"/>')
        if text:
            out.append(f'<text x="36" y="{y}">{escape(text)}</text>')
        y += LINE if text else LINE // 2
    y = TOP
    for line in right:
        m = re.match(r"( *(?:- )?)(\w+:)?(.*)", line)
        indent = m[1].replace(" ", "\u00a0")
        out.append(f'<text x="{PAGE_WIDTH + 54}" y="{y}" class="code">{indent}'
                   f'<tspan class="key">{m[2] or ""}</tspan>{escape(m[3])}</text>')
        y += LINE
    out.append("</svg>")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    picture = draw()
    if sys.argv[1:] == ["--check"]:
        if not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != picture:
            sys.exit("docs/side-by-side.svg is not what out/records/cut.yaml gives: run python3 docs/side_by_side.py")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        PICTURE.write_text(picture, encoding="utf-8")
