"""What a buyer can look at and take along: a time line, a calendar, a case file, all that is kept of them.

Plain values in, files' contents out; no Telegram, no storage.
"""
