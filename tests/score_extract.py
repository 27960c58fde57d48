"""How much of what stands in public documents the extraction finds: `python tests/score_extract.py`.

Counts on the folder of public documents beside this checkout: the facts labelled by hand (found, missed, invented),
the limits and weights of government forms written as Word files and read back, and criteria invented in documents
that set none.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from build_word import abstract, item, lvl, num, p, style, tbl, tr, word  # noqa: E402

from assistant.extract import extract, label  # noqa: E402
from assistant.extract.criteria.find import find_criteria  # noqa: E402
from assistant.extract.questions.find import find_questions  # noqa: E402
from assistant.extract.text.layout import lay_out  # noqa: E402
from assistant.extract.text.phrasing import Casing  # noqa: E402
from assistant.read import read_pack  # noqa: E402
from assistant.records import Criterion, Pack, Question, Tender  # noqa: E402

SHARED = ROOT.parent / "shared" / "data"


def say(*words: object) -> None:
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")


DATES = {
    "submission deadline": "submission",
    "clarification deadline": "clarification",
    "date": "date",
    "contract start": "date",
}
FIRST = ("base", "initial", "period of performance")
TO_MONTHS = {"years": 12, "year": 12, "months": 1, "weeks": 12 / 52}


def tender_of(path: Path) -> Tender:
    pack = read_pack([path])
    return extract(pack, label(pack))


def labelled() -> list[tuple[Path, list[dict]]]:
    found = []
    for facts in sorted((SHARED / "labelled").glob("*.facts.json")):
        name = facts.name.removesuffix(".facts.json")
        for kind in ("docx", "odt", "md"):
            path = SHARED / "tenders" / kind / f"{name}.{kind}"
            if path.exists():
                found.append((path, json.loads(facts.read_text())))
    return found


def wanted(facts: list[dict]) -> set[tuple]:
    """Return the labelled facts of the kinds that a tender has a place for."""
    options = [fact["value"] for fact in facts if fact["type"] == "extension" and "option" in str(fact.get("unit"))]
    return {each for fact in facts for each in _wanted(fact, options[0] if options else 1)}


def _wanted(fact: dict, options: int) -> list[tuple]:
    kind, name, value, unit = fact["type"], fact["name"].lower(), fact["value"], str(fact.get("unit"))
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if isinstance(value, str) and kind == "reference":
        return [("reference", value)]
    if isinstance(value, str) and value[:2] == "20" and value[4:5] == "-" and len(value) >= 10:
        return [(DATES[kind], value)] if kind in DATES else []
    return _wanted_number(kind, name, float(value), unit, options) if number else []


def _wanted_number(kind: str, name: str, value: float, unit: str, options: int) -> list[tuple]:
    lengths = {
        "term": ("term", round(value * TO_MONTHS.get(unit, 0))) if any(word in name for word in FIRST) else None,
        "extension": ("extension", round((options if "each" in name else 1) * value * TO_MONTHS.get(unit, 0))),
        "value": ("value", value) if unit in {"GBP", "USD"} else None,
        "weight": ("weight", name, value),
        "insurance": ("insurance", name.replace("'", "").replace(" ", "_"), value),
        "limit": ("limit", value, unit.rstrip("s") + "s")
        if unit.rstrip("s") in {"page", "word", "character"}
        else None,
    }
    if "valid" in f"{kind} {name}" and unit.endswith("days"):
        return [("validity", value)]
    found = lengths.get(kind)
    return [found] if found and found[1] else []


def got(tender: Tender) -> set[tuple]:
    out: set[tuple] = set()
    for each in tender.dates:
        name = each.role if each.role in {"submission", "clarification"} else "date"
        out.add((name, each.at))
    if tender.term:
        out.add(("term", tender.term.months))
        if tender.term.extension_months:
            out.add(("extension", tender.term.extension_months))
    if tender.value:
        out.add(("value", tender.value.high))
    out |= {("weight", each.name.lower(), each.weight) for each in tender.criteria}
    out |= {("insurance", f.name, float(f.value)) for f in tender.facts if f.name.endswith(("liability", "indemnity"))}
    out |= {("validity", float(f.value)) for f in tender.facts if f.name == "validity_days"}
    out |= {("limit", float(q.limit.number), q.limit.unit) for q in tender.questions if q.limit}
    if tender.reference:
        out.add(("reference", tender.reference))
    return out


def agree(one: tuple, other: tuple) -> bool:
    if one[0] == "reference" == other[0]:
        return one[1] in other[1] or other[1] in one[1]
    return one == other


def score_facts() -> None:
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for path, facts in labelled():
        gold, found = wanted(facts), got(tender_of(path))
        for each in sorted(gold, key=str):
            hit = any(agree(each, other) for other in found)
            sums[each[0]][0 if hit else 1] += 1
            if not hit:
                say(f"  missed   {path.stem}: {each}")
        for each in sorted(found, key=str):
            if not any(agree(other, each) for other in gold):
                sums[each[0]][2] += 1
                say(f"  invented {path.stem}: {each}")
    for name, (right, missed, invented) in sorted(sums.items()):
        say(f"{name}: {right} found, {missed} missed, {invented} not labelled")
    totals = [sum(each[place] for each in sums.values()) for place in range(3)]
    say(f"labelled facts: {totals[0]} found, {totals[1]} missed, {totals[2]} not labelled")


def read_word(body: list[str], name: str) -> Pack:
    """Return a Word file of these paragraphs and tables as the reader gives it."""
    styles = "".join(style(f"H{level}", f"heading {level}") for level in range(1, 7))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(word(*body, styles=styles, numbering=abstract(lvl(0, "•", "bullet")) + num()))
        return read_pack([path])


def form_file(lines: list[dict]) -> tuple[Pack, list[int]]:
    """Return a fund's form as a Word file, its path as headings, and for each of its paragraphs the line it holds."""
    body: list[str] = []
    owner: list[int] = []
    trail: tuple[str, ...] = ()
    for number, line in enumerate(lines):
        path = tuple(line["path"])
        kept = [place for place, (one, other) in enumerate(zip(path, trail, strict=False)) if one != other]
        new = range(kept[0] if kept else min(len(path), len(trail)), len(path)) if path != trail else ()
        body += [p(escape(path[n]), style=f"H{min(n + 1, 6)}") for n in new]
        trail = path
        if line["text"]:
            body.append((item if line["tag"] == "li" else p)(escape(line["text"])))
        owner += [number] * (len(body) - len(owner))
    return read_word(body, "Application form.docx"), owner


def asked_and_judged(pack: Pack) -> tuple[tuple[Question, ...], tuple[Criterion, ...]]:
    """Return the questions and the criteria of a pack, whatever it seems to be: a fund's form is hardly a tender."""
    layout = lay_out(pack, label(pack))
    judging = find_criteria(layout)
    casing = Casing(line.text for line in layout.every())
    return find_questions(layout, judging, casing).questions, judging.criteria


def score_limits() -> None:
    """Count the limits found on the question they stand under, in every fund's form as a Word file."""
    funds: dict[str, list[dict]] = defaultdict(list)
    for text in (SHARED / "forms" / "mhclg_form_lines.jsonl").read_text().splitlines():
        line = json.loads(text)
        funds[line["fund"]].append(line)
    exact = wrong = extra = 0
    for fund, lines in sorted(funds.items()):
        pack, owner = form_file(lines)
        questions = asked_and_judged(pack)[0]
        begins = sorted(((owner[int(each.source.block[1:]) - 1], each) for each in questions), key=lambda at: at[0])
        held: set[str] = set()
        for number, line in enumerate(lines):
            if line["max_words"] is None:
                continue
            above = [each for at, each in begins if at <= number]
            limit = above[-1].limit if above else None
            held |= {above[-1].id} if above else set()
            if limit and (limit.number, limit.unit) == (line["max_words"], "words"):
                exact += 1
            else:
                wrong += 1
                say(f"  wrong {fund} {line['path'][-1]}: {line['text'][:60]}")
        for each in questions:
            if each.limit and each.limit.unit == "words" and each.id not in held:
                extra += 1
                say(f"  not in the form's own data {fund} {each.text[:60]}: {each.limit.number}")
    say(f"form limits on their question: {exact} exact, {wrong} wrong or missed, {extra} on other questions")


Rows = list[tuple[str, float, str]]


def builds(rows: Rows) -> dict[str, list[str]]:
    """Return the same criteria in the ways that documents set them out."""
    named = [(escape(name), f"{weight:g}", escape(asks)) for name, weight, asks in rows]
    return {
        "a table with signs": [tbl(tr("Criterion", "Weighting"), *(tr(name, f"{w}%") for name, w, _ in named))],
        "a table without signs": [
            tbl(
                tr("No.", "Criterion", "Answered in", "Weighting (%)"),
                *(tr(str(n), name, asks, w) for n, (name, w, asks) in enumerate(named, 1)),
                tr("", "Total", "", f"{sum(weight for _, weight, _ in rows):g}"),
            )
        ],
        "a list": [p("Tenders will be scored on these criteria:"), *(item(f"{name}: {w}%") for name, w, _ in named)],
        "lines": [p(f"{w}% – {name}") for name, w, _ in named],
    }


def score_weights() -> None:
    files: dict[str, Rows] = defaultdict(list)
    for text in (SHARED / "forms" / "mhclg_weightings.jsonl").read_text().splitlines():
        line = json.loads(text)
        if line["weighting"]:
            asks = next((each for each in line["questions"] if not each.startswith("[")), "")
            files[line["file"]].append((line["criterion"], round(line["weighting"] * 100, 2), asks))
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for rows in files.values():
        for build, body in builds(rows).items():
            found = {(each.name, each.weight) for each in asked_and_judged(judged_in(body))[1]}
            wanted_rows = {(name, weight) for name, weight, _ in rows}
            for place, count in enumerate((wanted_rows & found, wanted_rows - found, found - wanted_rows)):
                sums[build][place] += len(count)
            for missed in sorted(wanted_rows - found):
                say(f"  missed in {build}: {missed}")
    for build, (right, missed_all, invented) in sums.items():
        say(f"form weights as {build}: {right} exact, {missed_all} missed, {invented} invented")


def judged_in(body: list[str]) -> Pack:
    heads = [p("Invitation to tender", style="H1"), p("Evaluation criteria", style="H2")]
    return read_word([*heads, *body], "Invitation to tender.docx")


def score_contracts() -> None:
    """Count the criteria found in documents that set none: all of the folder but those named here."""
    setting = ("ARIES_SUPPORT_RFP.md", "Attachment-03-Proposal-Evaluation-Form")
    invented = found = 0
    paths = [path for path in sorted((SHARED / "tenders").glob("*/*")) if path.is_file()]
    for path in paths:
        criteria = tender_of(path).criteria
        sets = any(name in path.name for name in setting)
        found += len(criteria) if sets else 0
        for each in () if sets else criteria:
            invented += 1
            say(f"  invented {path.name}: {each.name} {each.weight:g}")
    say(f"criteria of {len(paths)} documents: {found} in those that set some, {invented} invented in the others")


if __name__ == "__main__":
    wanted_parts = sys.argv[1:] or ["facts", "limits", "weights", "contracts"]
    for part in wanted_parts:
        globals()[f"score_{part}"]()
