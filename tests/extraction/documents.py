"""Documents built by hand, so that extraction is tested without a trained model."""

import spacy
from spacy.tokens import Doc, Span

from app.extraction import Extractor
from app.language import Document
from app.model.article import Article, ArticleId, PartialDate, Variety
from app.reading.structure import find_blocks

_VOCAB = spacy.blank("nb").vocab


def document(
    *sentences: str, date: PartialDate | None = None, variety: Variety = Variety.NYNORSK, id_: str = "prove"
) -> Document:
    """A document of sentences, one word a line: form lemma upos head deprel [features] [name].

    Heads are 1-based in the sentence, 0 the root; «_» stands for nothing; a name is B-PER, I-PER and so on. A form that
    ends with «+» has no space after it. Each sentence is a paragraph of its own.
    """
    words: list[str] = []
    spaces: list[bool] = []
    lemmas: list[str] = []
    tags: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    morphs: list[str] = []
    names: list[str] = []
    starts: list[bool] = []
    for number, sentence in enumerate(sentences):
        base = len(words)
        rows = [line.split() for line in sentence.strip().splitlines()]
        _check_tree([int(row[3]) for row in rows], sentence)
        for index, row in enumerate(rows):
            form, lemma, upos, head, deprel, *rest = row
            last = index == len(rows) - 1
            words.append(form.rstrip("+"))
            spaces.append(not form.endswith("+") and not last)
            lemmas.append(lemma)
            tags.append(upos)
            heads.append(base + (int(head) - 1 if int(head) else index))
            deps.append("ROOT" if head == "0" else deprel)
            morphs.append(rest[0].replace("_", "") if rest and rest[0] == "_" else (rest[0] if rest else ""))
            names.append(rest[1] if len(rest) > 1 else "O")
            starts.append(index == 0)
        if number < len(sentences) - 1:
            words.append("\n")
            spaces.append(False)
            lemmas.append("\n")
            tags.append("SPACE")
            heads.append(len(words) - 2)
            deps.append("dep")
            morphs.append("")
            names.append("O")
            starts.append(False)
    doc = Doc(
        _VOCAB, words=words, spaces=spaces, lemmas=lemmas, pos=tags, heads=heads, deps=deps, morphs=morphs,
        sent_starts=None,
    )  # fmt: skip
    doc.set_ents(list(_spans(doc, names)))
    blocks = find_blocks(doc.text)
    return Document(Article(ArticleId(id_), doc.text, blocks, date), variety, doc)


def _spans(doc: Doc, names: list[str]) -> list[Span]:
    found: list[Span] = []
    start = None
    for index, tag in enumerate([*names, "O"]):
        if start is not None and not tag.startswith("I-"):
            found.append(Span(doc, start, index, names[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = index
    return found


def arguments(
    extractor: Extractor, *sentences: str, variety: Variety = Variety.NYNORSK
) -> set[tuple[str, str, str]]:
    """Event class, role and name of everybody who takes part in something in some sentences."""
    extraction = extractor.extract(document(*sentences, variety=variety))
    names = {e.key: e.name for e in extraction.entities}
    return {
        (event.event_class.value, argument.role.value, names[argument.entity])
        for event in extraction.events
        for argument in event.arguments
    }


def _check_tree(heads: list[int], sentence: str) -> None:
    """Every word hangs on a root: what follows heads upwards would go round for ever."""
    for word in range(1, len(heads) + 1):
        seen: set[int] = set()
        while word:
            assert word not in seen, f"no tree, word {word} is above itself: {sentence}"
            seen.add(word)
            word = heads[word - 1]
