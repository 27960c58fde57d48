"""Statements, profiles and tables -> partners and the passages that prove what they can do."""

from assistant.partners.gather import Gathered, gather

__all__ = ["Gathered", "gather"]
