"""The doubts about a tender, a module for each sort; `assistant.extract.flags` puts them in order."""
