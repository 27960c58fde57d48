"""Gold against found, by name: what was right, missed and invented. `python -m assistant.evaluate` prints it.

A change to extraction or search is judged by what it gains and loses here, line by line, never by a sum alone.
`sample` judges every stage on the shipped sample; `packs` judges the reading of the test packs in `corpus/packs`,
and `kept` compares that with the committed scores.
"""

from assistant.evaluate.sample import (
    evaluate,
    judge_cover,
    judge_leads,
    judge_matches,
    judge_searches,
    judge_tender,
    ndcg,
)
from assistant.evaluate.score import Score, compare

__all__ = [
    "Score",
    "compare",
    "evaluate",
    "judge_cover",
    "judge_leads",
    "judge_matches",
    "judge_searches",
    "judge_tender",
    "ndcg",
]
