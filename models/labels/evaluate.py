"""Says how well the labelling does on documents of a family it has not seen.

`python -m models.labels.evaluate --data LABELLED --documents TENDERS` leaves out one family at a time, trains on
the others and on the documents written for training, and labels the one left out. A labelled text that no unit
covers counts as labelled furniture, as in a reading that lost it. Says what was gained and lost against the figures
in scores.toml; `--keep` puts the new ones there. `--parts` says instead what each part of what the first look sees
is worth.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.extract.labelling.head import LABELS, Head
from assistant.extract.labelling.labels import settle
from models.labels.examples import Labelled, labelled, written
from models.labels.scores import Scores, changes, keep, kept
from models.labels.table import Table
from models.labels.train import Folds, arguments

Pair = tuple[str, str]

# What the first look sees, part by part, by the first letters of its features' names.
PARTS = (
    ("the bare sentence", ("w:", "ww:", "first", "ends=", "starts=", "long=", "capitals", "titled", "braces")),
    ("modal and actor", ("rule=", "actor=", "modal=", "do=", "has=", "passive", "asks")),
    ("lead-in and list", ("lead", "led=", "kind=", "part=", "numbered=")),
    ("headings and kind of document", ("head:", "trail:", "deep=", "bare", "document=")),
    ("table", ("column:", "row:", "cell=", "awaits=")),
    ("neighbours", ("before", "after")),
)


def compare(document: Labelled, found: Sequence[tuple[str, str | None]]) -> tuple[list[Pair], list[bool]]:
    """Return the pairs of right and found labels, and for each requirement found whether its force is right."""
    pairs, forces = [], []
    for gold in document.gold:
        label, force = ("furniture", None) if gold.place is None else found[gold.place]
        pairs.append((gold.label, label))
        if gold.label == label == "requirement":
            forces.append(force == gold.force)
    if document.is_written:
        pairs = [(right, label) for right, (label, _) in zip(document.labels, found, strict=True) if right]
    return pairs, forces


def scores(pairs: Iterable[Pair]) -> dict[str, float]:
    """Return the F1 of each label that occurs."""
    counts = Counter(pairs)
    found = {}
    for label in LABELS:
        right = counts[label, label]
        wrong = sum(count for pair, count in counts.items() if label in pair and pair != (label, label))
        if right or wrong:
            found[label] = 2 * right / (2 * right + wrong)
    return found


def line(name: str, figures: Mapping[str, float]) -> str:
    return f"{name:34.34} " + " ".join(f"{label} {figure:.3f}" for label, figure in figures.items())


def figures(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return the share that is right, the mean of the labels' F1, and each of them."""
    each = scores(pairs)
    right = sum(one == two for one, two in pairs) / len(pairs)
    return {"right": right, "macro": sum(each.values()) / len(each), **each}


def report(table: Table) -> Iterator[tuple[str, dict[str, float]]]:
    folds = Folds(table)
    whole: dict[bool, list[Pair]] = {True: [], False: []}
    forces: list[bool] = []
    for group in sorted(set(table.groups)):
        head = folds.head([group])
        here: list[Pair] = []
        for document in table.left_out(group):
            pairs, right = compare(document, _told(document, head))
            here += pairs
            forces += right
            whole[document.is_written] += pairs
        yield group, figures(here)
    yield "all written, a third left out", figures(whole[True])
    yield "all labelled, a family left out", figures(whole[False])
    head = folds.head()
    aside = [pair for each in written("aside") for pair in compare(each, _told(each, head))[0]]
    yield "written and kept aside", figures(aside)
    yield "force of requirements found", {"right": sum(forces) / max(1, len(forces))}


def _told(document: Labelled, head: Head) -> list[tuple[str, str | None]]:
    return [(each.label, each.force) for each in settle(document.units, head)]


def worth(table: Table) -> Iterator[tuple[str, dict[str, float]]]:
    """Return figures on the labelled families, of a first look at more and more."""
    families = sorted({document.family for document in table.documents if not document.is_written})
    for number, (name, _) in enumerate(PARTS):
        part = table.seeing(tuple(starts for _, each in PARTS[: number + 1] for starts in each))
        pairs: list[Pair] = []
        for family in families:
            weights, bias = Folds(part).without([family])
            mine = part.rows[part.groups == family] @ weights + bias
            told = iter([LABELS[place] for place in mine.argmax(axis=1)])
            for document in part.left_out(family):
                pairs += compare(document, [(next(told), None) for _ in document.units])[0]
        yield f"{'' if not number else 'and '}{name}", figures(pairs)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--keep", action="store_true", help="put the figures into scores.toml")
    parser.add_argument("--parts", action="store_true", help="say what each part of what is looked at is worth")
    given = parser.parse_args()
    table = Table.of([*labelled(given.data, given.documents), *written()])
    found: Scores = {}
    for name, each in worth(table) if given.parts else report(table):
        found[name] = each
        sys.stdout.write(f"{line(name, each)}\n")
        sys.stdout.flush()
    if given.parts:
        return
    for change in changes(kept(), found):
        sys.stdout.write(f"{change}\n")
    if given.keep:
        keep(found)


if __name__ == "__main__":
    main()
