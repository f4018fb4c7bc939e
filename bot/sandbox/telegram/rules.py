"""What this pretend Telegram leaves out, and which of its answers nobody has seen from the real one."""

from __future__ import annotations

# Methods of the Bot API, in lower case, that are answered with 501 rather than "method not found".
NOT_PRETENDED = frozenset({
    "sendmediagroup", "sendmessagedraft", "copymessage", "copymessages", "forwardmessage", "forwardmessages",
    "sendanimation", "sendaudio", "sendvideo", "sendvideonote", "sendvoice", "sendsticker", "sendlocation", "sendvenue",
    "sendcontact", "sendpoll", "stoppoll", "senddice", "sendinvoice", "sendgame", "sendchecklist", "editmessagemedia",
    "editmessagelivelocation", "stopmessagelivelocation", "unpinallchatmessages", "getchatmember",
    "getchatadministrators", "getchatmembercount", "leavechat", "getuserprofilephotos", "answershippingquery",
    "answerprecheckoutquery", "answerwebappquery", "setmydefaultadministratorrights",
    "getmydefaultadministratorrights",
})  # fmt: skip

MISSING = {
    "Markdown": "parse_mode Markdown is answered with 501",
    "MarkdownV2": "parse_mode MarkdownV2 is answered with 501",
    "albums": "sendMediaGroup is answered with 501",
    "sendMessageDraft": "answered with 501",
    "copying and forwarding": "copyMessage and forwardMessage are answered with 501",
    "pauses of web hook delivery": "at most 60 s; the server picks 60 to 120 s by chance",
    "connections to a web hook": "one that can't be opened counts as a refused post; certificates are the machine's",
    "a method in a web hook's answer": "is not carried out",
    "HTTP 410 for 23 h": "doesn't remove the web hook",
    "409 once per 3 s": "a second conflict is answered at once",
    "more than 8 buttons in a row": "no warning; more than 12 are left out, as on the server",
    "links without a scheme": "only http:// and https:// are recognised in plain text",
    "text_mention": "tg://user?id=… makes an entity whose user has no name",
    "answer size": "getUpdates doesn't stop at 4 MB",
    "close": "always allowed",
    "inline results": "articles with a text only; other kinds are answered with 501, other contents count as none",
    "chosen_inline_result": "is never sent, as long as nobody sets /setinlinefeedback",
    "inline messages": "can't be edited by the bot: inline_message_id is answered with MESSAGE_ID_INVALID",
}

UNCONFIRMED = {
    "editMessageText over 4096": "MESSAGE_TOO_LONG, as reported by users; sending says: message is too long",
    "editMessageCaption over 1024": "MEDIA_CAPTION_TOO_LONG",
    "blocked": "an edit still works",
    "answerCallbackQuery": "late means 150 s, as long as the update is kept",
    "answerInlineQuery": "late means 30 s, and so is a second answer; USER_BOT_INVALID while inline mode is off",
    "setMyName over 64": "BOT_NAME_TOO_LONG",
    "setMyDescription over 512": "BOT_DESCRIPTION_TOO_LONG",
    "setMyShortDescription over 120": "BOT_SHORT_DESCRIPTION_TOO_LONG",
    "BOT_COMMANDS_TOO_MUCH": "beyond 7800 bytes in all",
    "reactions": "REACTIONS_TOO_MANY",
    "photo over 10 MB": "file of size N bytes is too big for a photo; the maximum size is 10485760 bytes",
    "file by URL": "failed to get HTTP URL content: nothing is ever fetched",
    "logOut": "Logged out, for good",
    "last_error_message": "Connection closed, where the web hook hangs up; Read timeout expired, after 60 s",
    "short bursts": "3 messages at once to a person, then one a second",
}
