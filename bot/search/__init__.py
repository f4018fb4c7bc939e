"""Free text -> topics, problems and traps of the guide. Knows the phrasings and nothing else; no network, no clock."""

from bot.search.lookup import NOTHING, Looked, Lookup

__all__ = ["NOTHING", "Looked", "Lookup"]
