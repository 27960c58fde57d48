"""How much of what stands in public documents the extraction finds: `python tests/score_extract.py`.

Three counts on the folder of public documents beside this checkout: the facts labelled by hand (found, missed,
invented), the limits and weights of government forms (exact or not), and criteria invented on contract schedules.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from assistant.extract import extract, label  # noqa: E402
from assistant.read import read_pack  # noqa: E402
from assistant.records import Block, Cell, Document, Pack, Tender  # noqa: E402

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


def form_pack(lines: list[dict]) -> Pack:
    """Return a fund's form as a document: its path as headings, its lines as paragraphs."""
    blocks, trail = [], ()
    for number, line in enumerate(lines):
        path = tuple(line["path"])
        kept = [place for place, (one, other) in enumerate(zip(path, trail, strict=False)) if one != other]
        new = range(kept[0] if kept else min(len(path), len(trail)), len(path)) if path != trail else ()
        blocks += [
            Block(id=f"h{number}-{n}", text=path[n], kind="heading", headings=path[:n], level=n + 1) for n in new
        ]
        trail = path
        if line["text"]:
            kind = "item" if line["tag"] == "li" else "paragraph"
            blocks.append(Block(id=f"p{number}", text=line["text"], kind=kind, headings=path))
    return Pack(documents=(Document(name="form.docx", sha256="", kind="response_form", blocks=tuple(blocks)),))


def score_limits() -> None:
    funds: dict[str, list[dict]] = defaultdict(list)
    for text in (SHARED / "forms" / "mhclg_form_lines.jsonl").read_text().splitlines():
        line = json.loads(text)
        funds[line["fund"]].append(line)
    exact = wrong = 0
    for fund, lines in sorted(funds.items()):
        pack = form_pack(lines)
        starts = {int(re.sub(r"\D.*", "", q.source.block[1:])): q for q in extract(pack, label(pack)).questions}
        for number, line in enumerate(lines):
            if line["max_words"] is None:
                continue
            question = starts[max(start for start in starts if start <= number)]
            if question.limit and question.limit.number == line["max_words"]:
                exact += 1
            else:
                wrong += 1
                say(f"  wrong {fund} {line['path'][-1]}: {question.text[:60]}")
    say(f"form limits on their question: {exact} exact, {wrong} wrong or missed")


def table_pack(rows: list[tuple[str, str]]) -> Pack:
    blocks = [Block(id="p1", text="Evaluation criteria", kind="heading", level=1)]
    for number, row in enumerate([("Criterion", "Weighting"), *rows], 1):
        for column, text in enumerate(row, 1):
            blocks.append(
                Block(
                    id=f"t1r{number}c{column}",
                    text=text,
                    kind="cell",
                    headings=("Evaluation criteria",),
                    cell=Cell(table=1, row=number, column=column),
                )
            )
    return Pack(documents=(Document(name="itt.docx", sha256="", kind="instructions", blocks=tuple(blocks)),))


def score_weights() -> None:
    files: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for text in (SHARED / "forms" / "mhclg_weightings.jsonl").read_text().splitlines():
        line = json.loads(text)
        if line["weighting"]:
            files[line["file"]].append((line["criterion"], round(line["weighting"] * 100, 2)))
    right = total = 0
    for rows in files.values():
        pack = table_pack([(name, f"{weight:g}%") for name, weight in rows])
        found = {(each.name, each.weight) for each in extract(pack, label(pack)).criteria}
        right += sum(row in found for row in rows)
        total += len(rows)
        for row in rows:
            if row not in found:
                say("  missed", row)
    say(f"form weights: {right} of {total} exact")


def score_contracts() -> None:
    invented = 0
    paths = sorted((SHARED / "tenders" / "docx").glob("ccs-fm*.docx"))
    for path in paths:
        for each in tender_of(path).criteria:
            invented += 1
            say(f"  invented {path.stem}: {each.name} {each.weight:g}")
    say(f"criteria invented on {len(paths)} contract documents: {invented}")


if __name__ == "__main__":
    wanted_parts = sys.argv[1:] or ["facts", "limits", "weights", "contracts"]
    for part in wanted_parts:
        globals()[f"score_{part}"]()
