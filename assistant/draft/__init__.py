"""LineUp -> Word: response.docx, matrix.xlsx and one request per member, every sentence traced to what it rests on."""

from assistant.draft.brief import Brief
from assistant.draft.summary import summarise
from assistant.draft.write import draft

__all__ = ["Brief", "draft", "summarise"]
