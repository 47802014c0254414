"""A tiny encoder with random weights, and a tiny corpus of our own sentences in the layout of the treebanks."""

import json
from pathlib import Path

import pytest

TORCH_REASON = "needs the train extra (torch, onnx, safetensors)"

NYNORSK = """\
# newdoc id = nn
# text = Kari Lunde kjøper ei mjølkeku på Voss.
1	Kari	Kari	PROPN	_	_	3	nsubj	_	name=B-PER
2	Lunde	Lunde	PROPN	_	_	1	flat:name	_	name=I-PER
3	kjøper	kjøpe	VERB	_	Mood=Ind|Tense=Pres|VerbForm=Fin	0	root	_	name=O
4	ei	ein	DET	_	Gender=Fem|Number=Sing	5	det	_	name=O
5	mjølkeku	mjølkeku	NOUN	_	Definite=Ind|Gender=Fem|Number=Sing	3	obj	_	name=O
6	på	på	ADP	_	_	7	case	_	name=O
7	Voss	Voss	PROPN	_	_	3	obl	_	name=B-GPE_LOC|SpaceAfter=No
8	.	$.	PUNCT	_	_	3	punct	_	name=O

# text = Lyse har opna butikken.
1	Lyse	Lyse	PROPN	_	_	3	nsubj	_	name=B-ORG
2	har	ha	AUX	_	Mood=Ind|Tense=Pres|VerbForm=Fin	3	aux	_	name=O
3	opna	opne	VERB	_	VerbForm=Part	0	root	_	name=O
4	butikken	butikk	NOUN	_	Definite=Def|Gender=Masc|Number=Sing	3	obj	_	name=O|SpaceAfter=No
5	.	$.	PUNCT	_	_	3	punct	_	name=O
"""

BOKMAAL = """\
# newdoc id = nb
# text = Ola Berg solgte båten i går.
1	Ola	Ola	PROPN	_	_	3	nsubj	_	name=B-PER
2	Berg	Berg	PROPN	_	_	1	flat:name	_	name=I-PER
3	solgte	selge	VERB	_	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	name=O
4	båten	båt	NOUN	_	Definite=Def|Gender=Masc|Number=Sing	3	obj	_	name=O
5	i	i	ADP	_	_	6	case	_	name=O
6	går	går	NOUN	_	_	3	obl	_	name=O|SpaceAfter=No
7	.	$.	PUNCT	_	_	3	punct	_	name=O

# text = Hun kom fra Molde.
1	Hun	hun	PRON	_	Case=Nom|PronType=Prs	2	nsubj	_	name=O
2	kom	komme	VERB	_	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	name=O
3	fra	fra	ADP	_	_	4	case	_	name=O
4	Molde	Molde	PROPN	_	_	2	obl	_	name=B-GPE_LOC|SpaceAfter=No
5	.	$.	PUNCT	_	_	2	punct	_	name=O
"""

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 16, 3, 4, 32, 512


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus folder; the training files say the same document a few times over."""
    folder = tmp_path / "corpus"
    for directory, prefix, text in (("nno", "no_nynorsk", NYNORSK), ("nob", "no_bokmaal", BOKMAAL)):
        (folder / directory).mkdir(parents=True)
        (folder / directory / f"{prefix}-ud-train.conllu").write_text((text + "\n") * 4, encoding="utf-8")
        (folder / directory / f"{prefix}-ud-dev.conllu").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    """An encoder folder: seeded random weights, and a vocabulary of single letters."""
    np = pytest.importorskip("numpy")
    numpy_save = pytest.importorskip("safetensors.numpy", reason=TORCH_REASON).save_file
    from tokenizers import Tokenizer, models

    folder = tmp_path / "encoder"
    folder.mkdir()
    letters = "▁abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789.,«»-"
    specials = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    vocabulary = specials + [(letter, -1.0 - i / 100) for i, letter in enumerate(letters)]
    Tokenizer(models.Unigram(vocabulary, unk_id=3)).save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps({"heads": HEADS}), encoding="utf-8")

    chance = np.random.default_rng(7)

    def random(*shape: int) -> object:
        return (chance.standard_normal(shape) * 0.2).astype(np.float32)

    weights = {
        "embeddings.word": random(len(vocabulary), WIDTH),
        "embeddings.position": random(POSITIONS, WIDTH),
        "embeddings.type": random(WIDTH),
        "embeddings.norm.weight": np.ones(WIDTH, dtype=np.float32),
        "embeddings.norm.bias": np.zeros(WIDTH, dtype=np.float32),
    }
    for index in range(LAYERS):
        sizes = {
            "attention.query": (WIDTH, WIDTH),
            "attention.key": (WIDTH, WIDTH),
            "attention.value": (WIDTH, WIDTH),
            "attention.output": (WIDTH, WIDTH),
            "feedforward.input": (INNER, WIDTH),
            "feedforward.output": (WIDTH, INNER),
        }
        for name, (rows, columns) in sizes.items():
            weights[f"layers.{index}.{name}.weight"] = random(rows, columns)
            weights[f"layers.{index}.{name}.bias"] = random(rows)
        for name in ("attention.norm", "feedforward.norm"):
            weights[f"layers.{index}.{name}.weight"] = np.ones(WIDTH, dtype=np.float32)
            weights[f"layers.{index}.{name}.bias"] = np.zeros(WIDTH, dtype=np.float32)
    numpy_save(weights, folder / "encoder.safetensors")
    return folder
