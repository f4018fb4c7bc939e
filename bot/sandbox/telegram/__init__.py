"""A pretend Telegram: `server.PretendTelegram`, and two ways to reach it, `request` and `http`."""
