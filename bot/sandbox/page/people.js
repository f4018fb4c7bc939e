// The list of people on the left; on a narrow screen it covers the chat while it is open.

import { briefly } from "./dates.js";
import { asked } from "./dialogs.js";
import { byId, count, element } from "./dom.js";
import { inOneLine } from "./message.js";

const COLOURS = 7; // as many as the style sheet has for avatars

export class PeopleList {
  #list = byId("people-list");
  #acts;

  // `acts`: pick(id), add(first_name, language_code)
  constructor(acts) {
    this.#acts = acts;
    byId("add-person").addEventListener("click", () => this.#add());
    byId("show-people").addEventListener("click", () => this.#open(true));
    byId("hide-people").addEventListener("click", () => this.#open(false));
  }

  show(chats) {
    const focused = document.activeElement?.dataset.person;
    this.#list.replaceChildren(...[...chats.people.values()].map((person) => this.#row(person, chats)));
    if (focused) this.#list.querySelector(`[data-person="${focused}"]`)?.focus();
    const elsewhere = [...chats.people.keys()].filter((id) => id !== chats.current);
    count(byId("elsewhere"), elsewhere.reduce((sum, id) => sum + chats.unread(id), 0));
  }

  #row(person, chats) {
    const last = chats.messages(person.id).at(-1);
    const unread = person.id === chats.current ? 0 : chats.unread(person.id);
    const badge = element("span", { class: "badge" });
    count(badge, unread);
    const attributes = {
      type: "button",
      "data-person": person.id,
      "aria-label": `Chat of ${person.first_name}${unread ? `, ${unread} unread` : ""}`,
      "aria-current": person.id === chats.current && "true",
      onclick: () => this.#pick(person.id),
    };
    const row = element("button", attributes,
      avatar(person),
      element("span", { class: "two-lines" },
        element("span", { class: "person-top" },
          element("span", { class: "title", dir: "auto" }, person.first_name),
          element("span", { class: "language" }, person.language_code ?? "no language"),
          last && element("time", {}, briefly(last.date, chats.now))),
        element("span", { class: "person-bottom" },
          element("span", { class: "subtitle", dir: "auto" }, preview(person, last)), badge)));
    return element("li", {}, row);
  }

  #pick(id) {
    this.#open(false);
    this.#acts.pick(id);
  }

  async #add() {
    const name = byId("new-person-name");
    name.value = "";
    if ((await asked(byId("new-person"))) !== "add") return;
    this.#open(false);
    this.#acts.add(name.value, byId("new-person-language").value);
  }

  #open(open) {
    const people = byId("people");
    if (people.classList.toggle("open", open)) people.querySelector("[aria-current]")?.focus();
  }
}

export function avatar(person) {
  const letter = [...person.first_name.trim()][0] ?? "?";
  const looks = `avatar colour-${person.id % COLOURS}`;
  return element("span", { class: looks, "aria-hidden": "true" }, letter.toUpperCase());
}

function preview(person, last) {
  if (person.blocked) return "has blocked the bot";
  if (!last) return "has not started yet";
  return `${last.from_bot ? "" : "You: "}${inOneLine(last)}`;
}
