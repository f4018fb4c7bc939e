"""Trying the bot without Telegram."""
