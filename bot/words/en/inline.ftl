# What is offered where somebody types the bot's name and a few words in any chat.

inline-button = Ask me in a private chat
inline-check = Check my case
