"""The network over many sentences without gradients: states of the frozen layers, and accuracy."""

from collections.abc import Sequence

import torch
from torch import Tensor

from app.language.model.decoding import bio_transitions, spanning_tree, viterbi
from app.language.model.lemmas import apply_script
from app.language.model.packing import joined
from app.training.batches import Batch, Example, Window, group, make_batch
from app.training.encoder import apart_of
from app.training.evaluation import Prediction, Scores
from app.training.network import LabelSets, Network, Output

LOWER_PIECES, SCORE_PIECES = 4000, 3000
"""Padded pieces of one batch."""


@torch.no_grad()
def lower_states(
    network: Network, windows: Sequence[Window], layers: int, device: torch.device
) -> list[Tensor]:
    """The hidden states after the first `layers` layers, in bfloat16 on the CPU, in the windows' order."""
    network.eval()
    rows = [joined([e.pieces for e in window]) for window in windows]
    states: list[Tensor] = [torch.empty(0)] * len(rows)
    for indices in group([len(row.pieces) for row in rows], LOWER_PIECES, None):
        longest = max(len(rows[i].pieces) for i in indices)
        pieces = torch.ones(len(indices), longest, dtype=torch.long)
        positions = torch.zeros_like(pieces)
        sentences = torch.full_like(pieces, -1)
        for row, i in enumerate(indices):
            length = len(rows[i].pieces)
            pieces[row, :length] = torch.tensor(rows[i].pieces)
            positions[row, :length] = torch.tensor(rows[i].positions)
            sentences[row, :length] = torch.tensor(rows[i].sentences)
        sentences = sentences.to(device)
        with torch.autocast(device.type, torch.bfloat16):
            lower = network.encoder.lower(pieces.to(device), positions.to(device), *masks(sentences), layers)
        for row, i in enumerate(indices):
            states[i] = lower[row, : len(rows[i].pieces)].to("cpu", torch.bfloat16).clone()
    return states


def run_upper(network: Network, hidden: Tensor, batch: Batch, layers: int, device: torch.device) -> Output:
    """The layers above the first `layers` and the heads."""
    states = network.encoder.upper(hidden, *masks(batch.sentences.to(device)), layers)
    states = states.flatten(0, 1)[batch.places.to(device)]
    output: Output = network.heads(states, batch.pool.to(device), batch.forms.to(device))
    return output


def masks(sentences: Tensor) -> tuple[Tensor, Tensor | None]:
    """Where there is a piece, and which are of different sentences, for Layer.forward; None if no row has two."""
    mask = (sentences >= 0)[:, None, None]
    return mask, apart_of(sentences) if bool((sentences > 0).any()) else None


@torch.no_grad()
def score(
    network: Network, labels: LabelSets, windows: Sequence[Window], layers: int, device: torch.device
) -> Scores:
    """Accuracy of the network as it is, on gold tokens."""
    states = lower_states(network, windows, layers, device)
    scores = Scores()
    for indices in group([len(row) for row in states], SCORE_PIECES, None):
        batch = make_batch([windows[i] for i in indices], [states[i] for i in indices])
        with torch.autocast(device.type, torch.bfloat16):
            output = run_upper(network, batch.hidden.to(device), batch, layers, device)
            best_labels = network.heads.best_labels(output)
        for row, example in enumerate(batch.examples):
            scores.add(example.sentence, decode(output, best_labels, row, example, labels))
    return scores


def decode(output: Output, best_labels: Tensor, row: int, example: Example, labels: LabelSets) -> Prediction:
    """One sentence of a batch in words."""
    count = len(example.sentence)
    heads = spanning_tree(output.arc[row, :count, : count + 1].double().cpu().numpy())
    names = viterbi(output.name[row, :count].float().cpu().numpy(), bio_transitions(labels.name))
    upos, feats, scripts = (
        scores[row, :count].argmax(-1).tolist() for scores in (output.upos, output.feats, output.lemma)
    )
    forms = (word.form for word in example.sentence)
    return Prediction(
        upos=[labels.upos[i] for i in upos],
        feats=[labels.feats[i] for i in feats],
        lemma=[apply_script(form, labels.lemma[i]) for form, i in zip(forms, scripts, strict=True)],
        heads=heads,
        deprel=[labels.deprel[int(best_labels[row, d, h])] for d, h in enumerate(heads)],
        name=[labels.name[i] for i in names],
    )
