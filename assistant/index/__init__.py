"""The pool of partners: SQLite is the truth, FAISS a cache that is checked and can always be made again."""

from assistant.index.encode import Encoder, QuickEncoder, ReferenceEncoder, encoder_for
from assistant.index.pool import Pool

__all__ = ["Encoder", "Pool", "QuickEncoder", "ReferenceEncoder", "encoder_for"]
