// Inline mode: while "@bot words" is being typed, what the bot offers stands above the message field.

import { byId, element, icon } from "./dom.js";
import { Suggestions } from "./suggestions.js";

const WAIT_MILLISECONDS = 250; // for the next key: apps don't ask at every single one either
const MAX_QUERY = 256;
const NEAR = 80; // pixels from the end of the list at which the next page is asked for

export class InlineList {
  #frame = byId("inline");
  #text = byId("text");
  #list;
  #acts;
  #username = "";
  #query = null; // what the list is for; null while there is none
  #asked = null; // the offset that was asked for and not answered yet
  #next = ""; // the offset of the next page
  #waiting = 0;

  // `acts`: inline(query, offset), choose(queryId, resultId), start(payload), written(text)
  constructor(acts) {
    this.#acts = acts;
    this.#list = new Suggestions(this.#frame, this.#text, { closed: () => (this.#query = null) });
    this.#text.addEventListener("input", () => this.#typed());
    this.#frame.addEventListener("scroll", () => this.#more(), { passive: true });
  }

  show(username) {
    this.#username = username;
  }

  close() {
    clearTimeout(this.#waiting);
    this.#list.close();
    this.#query = null;
  }

  // What the bot offers; answers to what was typed before come too late.
  offered({ inline_query_id: id, query, offset, results, next_offset: next, button }) {
    if (query !== this.#query || offset !== this.#asked) return;
    this.#asked = null;
    this.#next = next;
    const rows = results.map((result) => this.#row(id, result));
    if (offset) this.#frame.append(...rows);
    else this.#list.fill([button && this.#top(button), ...rows].filter(Boolean));
    this.#more();
  }

  // The bot's name and a space begin a query, as in the apps.
  #typed() {
    const name = `@${this.#username} `.toLowerCase();
    const { value } = this.#text;
    if (!value.toLowerCase().startsWith(name)) return this.close();
    const query = value.slice(name.length).trim().slice(0, MAX_QUERY);
    if (query === this.#query) return;
    this.#query = query;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#ask(""), WAIT_MILLISECONDS);
  }

  #ask(offset) {
    this.#asked = offset;
    this.#acts.inline(this.#query, offset);
  }

  #more() {
    const { scrollHeight, scrollTop, clientHeight } = this.#frame;
    const near = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#list.isOpen && near && this.#next && this.#asked === null) this.#ask(this.#next);
  }

  #row(queryId, { id, title, description }) {
    const choose = () => this.#leave(() => this.#acts.choose(queryId, id));
    return element("button", { type: "button", class: "offer", onclick: choose },
      element("span", { class: "offer-letter", "aria-hidden": "true" }, [...title][0] ?? ""),
      element("span", { class: "two-lines" },
        element("span", { class: "title", dir: "auto" }, title),
        element("span", { class: "subtitle", dir: "auto" }, description)));
  }

  #top({ text, start_parameter: payload }) {
    const start = () => this.#leave(() => this.#acts.start(payload));
    return element("button", { type: "button", class: "offer-top", onclick: start }, icon("elsewhere"), text);
  }

  #leave(act) {
    this.close();
    this.#acts.written("");
    this.#text.focus();
    act();
  }
}
