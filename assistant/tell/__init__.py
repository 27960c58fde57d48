"""What the records say, as plain lines for a person and as JSON for a program."""

from assistant.tell.asked import blocks, decisions, reading, register
from assistant.tell.bids import added, draft, files, health, partner, partners, proposal, search
from assistant.tell.changes import changes
from assistant.tell.objects import (
    added_json,
    changes_json,
    draft_json,
    health_json,
    partner_json,
    partners_json,
    proposal_json,
    reading_json,
    search_json,
)

__all__ = [
    "added",
    "added_json",
    "blocks",
    "changes",
    "changes_json",
    "decisions",
    "draft",
    "draft_json",
    "files",
    "health",
    "health_json",
    "partner",
    "partner_json",
    "partners",
    "partners_json",
    "proposal",
    "proposal_json",
    "reading",
    "reading_json",
    "register",
    "search",
    "search_json",
]
