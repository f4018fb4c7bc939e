"""The host's commands, one file a topic."""
