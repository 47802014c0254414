import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="needs the train extra (torch)")

from app.errors import RunError  # noqa: E402
from app.training.encoder import PARTS, build_encoder, find_encoder, from_published  # noqa: E402


def test_masked_pieces_do_not_matter_and_both_attentions_agree(encoder: Path, tmp_path: Path) -> None:
    network = build_encoder(find_encoder(str(encoder), tmp_path)).eval()
    pieces = torch.tensor([[0, 10, 11, 2]])
    padded = torch.tensor([[0, 10, 11, 2, 1, 1]])
    mask = torch.tensor([[True] * 4 + [False] * 2])[:, None, None]
    with torch.no_grad():
        alone = network.upper(network.lower(pieces, None, 1), None, 1)
        beside = network.upper(network.lower(padded, mask, 1), mask, 1)
    assert torch.allclose(alone, beside[:, :4], atol=1e-5)


def test_published_names_become_ours(encoder: Path, tmp_path: Path) -> None:
    """An encoder renamed to BERT's published names and back is the same."""
    ours = find_encoder(str(encoder), tmp_path).weights
    published = {
        "embeddings.word_embeddings.weight": ours["embeddings.word"],
        "embeddings.position_embeddings.weight": ours["embeddings.position"],
        "embeddings.token_type_embeddings.weight": ours["embeddings.type"][None].expand(2, -1),
        "embeddings.LayerNorm.weight": ours["embeddings.norm.weight"],
        "embeddings.LayerNorm.bias": ours["embeddings.norm.bias"],
    }
    names = dict(PARTS.values())
    for name, value in ours.items():
        if name.startswith("layers."):
            _, index, rest = name.split(".", 2)
            part, kind = rest.rsplit(".", 1)
            theirs = names.get(part) or part.replace("attention.", "attention.self.")
            published[f"encoder.layer.{index}.{theirs}.{kind}"] = value
    back = from_published(published)
    assert back.keys() == ours.keys()
    assert all(torch.equal(back[name], ours[name]) for name in ours)


def test_folder_without_an_encoder(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"no encoder\.safetensors"):
        find_encoder(str(tmp_path), tmp_path)


def test_hub_name_without_transformers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(RunError, match="need transformers"):
        find_encoder("someone/some-encoder", tmp_path)
