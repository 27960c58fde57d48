"""Real procurement documents that nobody here wrote, from one end to the other."""

import json

import pytest
from command import consort

pytestmark = [pytest.mark.model, pytest.mark.slow]

WORD = "data/tenders/docx"


@pytest.fixture(scope="module")
def pool(sample, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pool") / "pool"
    assert consort("partners", "add", sample / "partners", pool=folder).code == 0
    return folder


def test_every_word_file_is_read(shared):
    paths = sorted((shared / WORD).glob("*.docx"))
    assert len(paths) == 36
    ran = consort("read", *paths, "--json")
    assert ran.code == 0, ran.err
    read = json.loads(ran.out)
    assert len(read["documents"]) == 36
    assert read["rejected"] == []
    assert all(document["blocks"] for document in read["documents"])


@pytest.mark.parametrize(
    "name",
    [
        "usds__USDS-BuildAnMVP-SOO.docx",
        "ccs-fm-rm3830__Call-Off-Schedule-8-Business-Continuity-and-Disaster-Recovery-DA.docx",
    ],
)
def test_a_tender_that_arts_partners_cannot_meet_is_drafted_honestly(shared, pool, tmp_path, name):
    ran = consort("draft", shared / WORD / name, "--out", tmp_path / "out", "--json", pool=pool)
    assert ran.code == 0, ran.err
    drafted = json.loads(ran.out)
    bases = [each["basis"] for answer in drafted["answers"] for each in answer["sentences"]]
    assert bases.count("gap") > bases.count("evidence")
    assert (tmp_path / "out" / "response.docx").stat().st_size > 0
    proposed = json.loads(consort("propose", shared / WORD / name, "--json", pool=pool).out)
    asked = json.loads(consort("read", shared / WORD / name, "--json").out)["tender"]["requirements"]
    if proposed["lineups"]:
        assert len(proposed["lineups"][0]["uncovered"]) > len(asked) / 2
    else:
        assert proposed["verdict"] == "no_bid"
