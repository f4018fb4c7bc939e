// Inline keyboards: a pressed button turns its spinner until the bot has answered the tap.

import { element, icon } from "./dom.js";
import { startPayload } from "./links.js";

const ELSEWHERE = ["switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat"];

export class Taps {
  #acts;
  #waiting = new Map(); // callback query id -> its button
  #early = new Set(); // answers that came before the id of their tap was known here

  // `acts` has tap(messageId, data), which gives the callback query's id, copy(text), start(payload) and username().
  constructor(acts) {
    this.#acts = acts;
  }

  keyboard(message) {
    const rows = message.reply_markup?.inline_keyboard ?? [];
    return element("div", { class: "keyboard" }, ...rows.map((row) =>
      element("div", { class: "keyboard-row" }, ...row.map((button) => this.#button(message.id, button)))));
  }

  answered(queryId) {
    const button = this.#waiting.get(queryId);
    if (!button) this.#early.add(queryId);
    this.#waiting.delete(queryId);
    button?.removeAttribute("aria-busy");
  }

  // After a pause of the connection nobody knows what was answered meanwhile.
  forget() {
    for (const id of [...this.#waiting.keys()]) this.answered(id);
    this.#early.clear();
  }

  #button(messageId, button) {
    const looks = `key ${button.style ?? ""}`;
    const payload = startPayload(button.url, this.#acts.username());
    if (payload !== null) return pressed(button, looks, "elsewhere", () => this.#acts.start(payload));
    if (button.url) return link(button, looks);
    if (button.copy_text) return pressed(button, looks, "copy", () => this.#acts.copy(button.copy_text.text));
    if (button.callback_data == null) return unusable(button, looks);
    return pressed(button, looks, null, (event) => this.#tap(event.currentTarget, messageId, button.callback_data));
  }

  async #tap(button, messageId, data) {
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    const queryId = await this.#acts.tap(messageId, data);
    if (queryId && !this.#early.delete(queryId)) this.#waiting.set(queryId, button);
    else button.removeAttribute("aria-busy");
  }
}

const label = (text) => element("span", { dir: "auto" }, text);

function pressed(button, looks, corner, onclick) {
  return element("button", { type: "button", class: looks, onclick }, label(button.text), corner && icon(corner));
}

function link(button, looks) {
  const outside = { class: looks, href: button.url, target: "_blank", rel: "noopener noreferrer", title: button.url };
  const web = /^https?:\/\//i.test(button.url);
  return web ? element("a", outside, label(button.text), icon("out")) : unusable(button, looks);
}

// Buttons that lead to other chats, payments and apps have nowhere to lead in the sandbox.
function unusable(button, looks) {
  const corner = ELSEWHERE.some((name) => name in button) && icon("elsewhere");
  const off = { type: "button", class: looks, disabled: true, title: "Not in the sandbox" };
  return element("button", off, label(button.text), corner);
}
