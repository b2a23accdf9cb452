#!/usr/bin/env python3
"""What one would write in an afternoon instead: regular expressions, or a segmenter that marks names, and a few rules over them.

  baseline.py --names regex  [--published YYYY-MM-DD] FILE…
  baseline.py --names jieba  [--published YYYY-MM-DD] FILE…      # needs jieba

Prints the records of each file as a line of JSON, in the form of the schema as far as such a script goes.
"""
import argparse
import json
import re
import sys

OFFICE = r'(?:国家主席|主席|总统|总理|首相|国王|外长|外交部长|部长|议长|书记|委员长|大使|秘书长|特使)'
NAME = r'[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,8})*'
VERB = r'(?:指出|强调|表示|说|认为|重申)'
KINDS = {'会谈': 'talks', '会见': 'meeting', '会晤': 'meeting', '通电话': 'phone_call', '通话': 'phone_call', '宴会': 'banquet'}
ENDS = {'联合声明': 'joint_statement', '协定': 'agreement', '备忘录': 'mou', '条约': 'treaty', '公报': 'joint_communique',
        '宣言': 'declaration', '计划': 'plan', '议定书': 'protocol'}


def by_regex(sentence):
    """Names behind an office."""
    return [(m.group(2), m.group(1)) for m in re.finditer(f'({OFFICE})({NAME}?)(?=同|与|和|在|会见|举行|指出|强调|表示|说|认为|，|。|、)', sentence)]


def by_jieba(sentence):
    """Names that the segmenter marks."""
    import jieba.posseg
    out, before = [], ''
    for word, flag in jieba.posseg.cut(sentence):
        if flag.startswith('nr') and len(word) > 1:
            out.append((word, before if re.fullmatch(OFFICE, before) else ''))
        before = word
    return out


def records(text, names, published):
    text = re.sub(r'<[^>]+>', '\n', text)
    meetings, statements, documents = [], [], []
    for sentence in re.split(r'(?<=[。！？\n])', text):
        date = published
        day = re.search(r'(?:(\d+)月)?(\d+)日', sentence)
        if day and published:
            date = f'{published[:4]}-{int(day.group(1) or published[5:7]):02}-{int(day.group(2)):02}'
        for word, kind in KINDS.items():
            found = names(sentence) if word in sentence else []
            if len(found) > 1:
                parties = [{'name': n, **({'office': o} if o else {})} for n, o in found[:2]]
                meetings.append({'kind': kind, 'date': date, 'parties': parties})
                break
        for title in re.findall('《([^《》]+)》', sentence):
            kind = next((k for end, k in ENDS.items() if title.endswith(end)), None)
            if kind:
                documents.append({'title': title, 'kind': kind, 'acts': [{'act': 'sign' if '签署' in sentence else 'cite'}]})
        told = re.match(rf'\s*({NAME}){VERB}，(.*)', sentence, re.S)
        if told:
            verb = re.search(VERB, sentence).group()
            statements.append({'speaker': told.group(1), 'verb': verb, 'text': told.group(2)})
        elif statements and sentence.startswith(('我', '要', '中方', '双方', '一是', '二是')):
            statements[-1]['text'] += sentence
    return {'articles': [], 'meetings': meetings, 'statements': statements, 'documents': documents, 'bundles': [], 'visits': []}


def main():
    args = argparse.ArgumentParser()
    args.add_argument('--names', choices=['regex', 'jieba'], default='regex')
    args.add_argument('--published')
    args.add_argument('files', nargs='+')
    args = args.parse_args()
    names = by_jieba if args.names == 'jieba' else by_regex
    for path in args.files:
        with open(path, encoding='utf-8', errors='replace') as file:
            print(json.dumps(records(file.read(), names, args.published), ensure_ascii=False))


sys.exit(main())
