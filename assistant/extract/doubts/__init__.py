"""The doubts about a tender, a module for each sort; `assistant.extract.doubts.flags` puts them in order."""
