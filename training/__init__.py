"""Teaches the lookup: phrasings and synonyms in, weights out. Needs numpy, which the bot doesn't."""
