"""The whole way on the shipped sample, as a newcomer takes it."""

import json
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from command import consort

from assistant.read import quote, read_document
from assistant.records import Source

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    """The folder a first run of `consort demo` leaves, and `second` beside it, left by another run."""
    folder = tmp_path_factory.mktemp("demo")
    for name in ("first", "second"):
        start = time.perf_counter()
        ran = subprocess.run(
            [sys.executable, "-m", "cli", "demo", "--out", name],
            cwd=folder,
            env={**_environment(), "PYTHONHASHSEED": str(len(name))},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        assert time.perf_counter() - start < 60
    (folder / "printed.txt").write_text(ran.stdout)
    return folder / "first"


def _environment() -> dict[str, str]:
    import os

    root = str(Path(__file__).resolve().parents[1])
    return {**os.environ, "PYTHONPATH": root, "HF_HUB_OFFLINE": "1"}


@pytest.fixture(scope="module")
def drafted(demo, sample, tmp_path_factory) -> dict:
    out = tmp_path_factory.mktemp("drafted") / "out"
    ran = consort("draft", sample / "tender", "--out", out, "--json", pool=demo / "pool")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.fixture(scope="module")
def proposed(demo, sample) -> dict:
    return json.loads(consort("propose", sample / "tender", "--json", pool=demo / "pool").out)


def sentences(drafted: dict) -> list[dict]:
    return [sentence for answer in drafted["answers"] for sentence in answer["sentences"]]


def test_the_demo_leaves_a_response_a_matrix_requests_and_a_summary(demo):
    assert {path.name for path in demo.iterdir()} == {"response.docx", "matrix.xlsx", "requests", "summary.txt", "pool"}
    summary = (demo / "summary.txt").read_text()
    assert "Making Waves" in summary
    assert "Line-up 1" in summary


def test_the_same_command_twice_gives_the_same_bytes(demo):
    def written(folder: Path) -> dict[str, bytes]:
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and "pool" not in path.parts]
        return {str(path.relative_to(folder)): path.read_bytes() for path in files}

    first, second = written(demo), written(demo.parent / "second")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_every_piece_of_evidence_is_found_word_for_word_at_its_source(drafted, sample):
    statements = {}
    evidence = [each for each in sentences(drafted) if each["basis"] == "evidence"]
    assert len(evidence) > 30
    for each in evidence:
        source = Source.model_validate(each["source"])
        if source.document not in statements:
            statements[source.document] = read_document(sample / "partners" / Path(source.document).name)
        assert quote(statements[source.document], source) == each["quote"]


def test_no_number_in_an_answer_comes_from_nowhere(drafted, sample, demo):
    tender = json.dumps(json.loads(consort("read", sample / "tender", "--json").out)["tender"])
    profiles = "".join(path.read_text() for path in sorted((sample / "partners").glob("*.toml")))
    known = set(re.findall(r"\d+", (tender + profiles).replace(",", "").replace("_", "")))
    for each in sentences(drafted):
        if each["basis"] in ("evidence", "tender"):
            own = set(re.findall(r"\d+", each["quote"].replace(",", "")))
            assert set(re.findall(r"\d+", each["text"].replace(",", ""))) <= own | known, each["text"]


def test_every_limit_is_kept_and_every_part_answered_or_marked(drafted):
    assert len(drafted["answers"]) == 8
    for answer in drafted["answers"]:
        assert answer["limit"]
        assert answer["limit"] / 3 < answer["words"] <= answer["limit"]
        gaps = sum(each["basis"] == "gap" for each in answer["sentences"])
        assert answer["asks_answered"] == answer["asks"] or gaps


def test_what_nobody_can_do_is_said(proposed, drafted):
    for lineup in proposed["lineups"]:
        assert {"4.5", "4.6"} <= set(lineup["uncovered"])
    gaps = " ".join(each["text"] for each in sentences(drafted) if each["basis"] == "gap")
    assert "HCPC" in gaps or "Health and Care Professions Council" in gaps


def test_only_those_who_may_lead_do(proposed, sample):
    may = json.loads((sample / "gold" / "may_lead.json").read_text())
    assert proposed["verdict"] == "bid_together"
    assert len(proposed["lineups"]) == 3
    for lineup in proposed["lineups"]:
        assert may[lineup["lead"]]["may"], lineup["lead"]
    ruled_out = {each["partner"] for each in proposed["leads_ruled_out"]}
    assert ruled_out == {name for name, said in may.items() if not said["may"]}


def test_those_who_only_look_right_are_left_out(proposed):
    members = {member["partner"] for member in proposed["lineups"][0]["members"]}
    assert not members & {
        "Silver Strings",
        "Ashcombe House Museum",
        "Palette and Pine",
        "Beacon School Sports Partnership",
    }


def test_the_response_is_a_word_file_that_names_every_question(demo):
    with zipfile.ZipFile(demo / "response.docx") as package:
        assert package.testzip() is None
    text = " ".join(block.text for block in read_document(demo / "response.docx").blocks)
    for name in ("Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "SV1"):
        assert re.search(rf"\b{name}\b", text)


def test_a_search_in_a_new_process_answers_within_a_second(demo):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        ran = subprocess.run(
            [sys.executable, "-m", "cli", "--pool", demo / "pool", "search", "music-making with a recording studio"],
            env=_environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        times.append(time.perf_counter() - start)
    assert "1. Harbour Sound" in ran.stdout
    assert min(times) < 1
