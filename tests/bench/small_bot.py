"""A bot for the tests of the driver, in the standard library alone: it shows the wanted buttons, one after the other."""

import json
import os
from http.client import HTTPConnection

NEXT = {"q:one": "q:two", "q:two": "q:three"}


def main():
    host, _, port = os.environ["API_URL"].removeprefix("http://").partition(":")
    connection = HTTPConnection(host, int(port))

    def call(method, **fields):
        connection.request("POST", f"/bot1/{method}", json.dumps(fields), {"Content-Type": "application/json"})
        return json.loads(connection.getresponse().read())["result"]

    def show(chat_id, data):
        keyboard = {"inline_keyboard": [[{"text": data, "callback_data": data}]]}
        call("sendMessage", chat_id=chat_id, text=data, reply_markup=keyboard)

    offset = 0
    while True:
        for update in call("getUpdates", offset=offset, timeout=50):
            offset = update["update_id"] + 1
            if query := update.get("callback_query"):
                show(query["from"]["id"], NEXT[query["data"]])
                call("answerCallbackQuery", callback_query_id=query["id"])
            else:
                show(update["message"]["chat"]["id"], "q:one")


if __name__ == "__main__":
    main()
