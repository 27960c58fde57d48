"""The committed figures of the labelling belong to the head that is shipped, and a change shows what it costs."""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from models.labels import scores  # noqa: E402


def test_the_figures_were_made_for_the_head_that_is_shipped():
    shipped = hashlib.sha256((ROOT / "models/labels/labels.npz").read_bytes()).hexdigest()
    assert scores.fingerprint() == shipped
    assert f'head = "{shipped}"' in scores.SCORES.read_text(encoding="utf-8")


def test_the_figures_meet_what_is_asked_of_them_on_families_left_out():
    left_out = scores.kept()["all labelled, a family left out"]
    assert left_out["macro"] >= 0.70
    assert left_out["requirement"] >= 0.82
    assert left_out["question"] >= 0.72
    assert scores.kept()["force of requirements found"]["right"] >= 0.92


def test_figures_are_read_as_they_were_kept(tmp_path):
    found = {"north": {"right": 0.875, "question": 0.5}, "all": {"right": 0.75}}
    scores.keep(found, tmp_path / "scores.toml")
    assert scores.kept(tmp_path / "scores.toml") == found


def test_losses_are_told_before_gains_and_what_stays_is_not():
    before = {"north": {"question": 0.8, "buyer": 0.5, "context": 0.4}}
    now = {"north": {"question": 0.6, "buyer": 0.5, "context": 0.6}}
    assert list(scores.changes(before, now)) == ["lost 0.200: north, question", "gained 0.200: north, context"]


def test_no_document_is_both_trained_on_and_kept_aside():
    trained, aside = (
        {path.name for path in (ROOT / "models/labels" / kind).glob("*.txt")} for kind in ("written", "aside")
    )
    assert trained
    assert aside
    assert not trained & aside
