"""The quick encoder gives the reference's vectors, from the published weights and no others."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from command import consort

from assistant.errors import ConsortError
from assistant.index import QuickEncoder, ReferenceEncoder, encode, weights

pytestmark = pytest.mark.model

TEXTS = [
    "weekly dance for young people",
    "",
    "Ünïcode, £5 million & 40 %!",
    "In 2025 we ran 80 weekly singing groups for 64 adults in the town library. " * 40,
    "DANCE",
    "dance",
    *(f"a text of {'many ' * number}words" for number in range(12)),
]


@pytest.fixture(scope="module")
def quick() -> QuickEncoder:
    return QuickEncoder()


def test_it_agrees_with_sentence_transformers(quick):
    reference = ReferenceEncoder()
    assert quick.fingerprint == reference.fingerprint
    assert np.abs(quick.encode(TEXTS) - reference.encode(TEXTS)).max() < 1e-4


def test_vectors_are_of_length_one_and_of_384_numbers(quick):
    vectors = quick.encode(TEXTS)
    assert (vectors.dtype, vectors.shape) == (np.float32, (len(TEXTS), 384))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_has_its_vector_whatever_stands_beside_it(quick):
    together = quick.encode(TEXTS)
    assert np.abs(together - np.concatenate([quick.encode([text]) for text in TEXTS])).max() < 1e-5
    assert np.abs(together - quick.encode(TEXTS[::-1])[::-1]).max() < 1e-5


def test_the_same_texts_have_the_same_bytes(quick):
    assert quick.encode(TEXTS).tobytes() == QuickEncoder().encode(TEXTS).tobytes()


def test_nothing_gives_nothing(quick):
    assert quick.encode([]).shape == (0, 384)
    assert ReferenceEncoder().encode([]).shape == (0, 384)


def test_what_means_the_same_is_nearer_than_what_does_not(quick):
    asked, near, far = quick.encode(["young people who dance", "a youth ballet company", "a leaking roof"])
    assert asked @ near > asked @ far + 0.3


def test_other_weights_are_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(weights, "_stamp", lambda: tmp_path / "stamp.json")
    other = weights.pinned()
    wrong = type(other)(**{**vars(other), "sha256": "0" * 64})
    monkeypatch.setattr(encode, "pinned", lambda: wrong)
    with pytest.raises(ConsortError, match="not the published one"):
        QuickEncoder().encode(["dance"])
    assert not (tmp_path / "stamp.json").exists()


def test_weights_found_good_are_not_hashed_again_until_the_file_changes(monkeypatch, tmp_path):
    monkeypatch.setattr(weights, "_stamp", lambda: tmp_path / "cache" / "stamp.json")
    path = weights.checked_weights(weights.pinned())
    hashed = []
    monkeypatch.setattr(weights, "file_digest", lambda *given: hashed.append(given))
    assert weights.checked_weights(weights.pinned()) == path
    assert hashed == []
    seen = json.loads((tmp_path / "cache" / "stamp.json").read_text())
    (tmp_path / "cache" / "stamp.json").write_text(json.dumps([*seen[:-1], 0]))
    with pytest.raises(AttributeError):
        weights.checked_weights(weights.pinned())
    assert len(hashed) == 1


def test_a_model_that_is_not_here_is_told(tmp_path):
    with pytest.raises(ConsortError, match="cannot be loaded"):
        ReferenceEncoder(tmp_path / "no-such-model").encode(["dance"])


def test_the_shipped_graph_is_what_its_script_makes():
    pytest.importorskip("onnx")
    from models.make_graph import TARGET, draw

    assert draw().SerializeToString() == TARGET.read_bytes()


def test_a_search_loads_no_heavy_library():
    """A cold search answers in about half a second because these stay out of it."""
    heavy = {"torch", "transformers", "sentence_transformers", "spacy", "scipy", "docx", "pandas", "sklearn"}
    program = (
        "import sys, pathlib\n"
        "from assistant import bid\n"
        "from assistant.index import Pool, QuickEncoder\n"
        "QuickEncoder().encode(['dance'])\n"
        "import assistant.index.search, faiss\n"
        "print(*sys.modules)\n"
    )
    root = Path(__file__).resolve().parents[1]
    ran = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert heavy.isdisjoint(name.partition(".")[0] for name in ran.stdout.split())


@pytest.fixture(scope="module")
def other_model(tmp_path_factory) -> Path:
    """A tiny sentence-transformers model of another width, saved in a folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    known = ["?", "dance", "music", "film", "for", "young", "people", "weekly"]
    words = {word: number for number, word in enumerate(known)}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token=known[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    table = np.eye(len(words), 16, dtype=np.float32)
    folder = tmp_path_factory.mktemp("other") / "model"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=table)], device="cpu").save(str(folder))
    return folder


def test_a_pool_keeps_to_the_model_it_was_made_with(other_model, sample, tmp_path):
    pool, statement = tmp_path / "pool", sample / "partners" / "northlight-dance.docx"
    made = consort("partners", "add", statement, "--model", other_model, pool=pool)
    assert made.code == 0, made.err
    found = consort("search", "weekly dance for young people", pool=pool)
    assert "Northlight Dance" in found.out
    again = consort("partners", "add", sample / "partners" / "amara-osei.docx", pool=pool)
    assert again.code == 0, again.err
    assert consort("partners", "list", pool=pool).out.count("\n") == 2


def test_a_pool_of_one_model_refuses_another(other_model, sample, tmp_path):
    pool, statement = tmp_path / "pool", sample / "partners" / "northlight-dance.docx"
    assert consort("partners", "add", statement, pool=pool).code == 0
    refused = consort("partners", "add", statement, "--model", other_model, pool=pool)
    assert refused.code == 4
    assert "another language model" in refused.err
