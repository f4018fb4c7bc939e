// The list of commands above the message field: from the Menu button, or while a command is being typed.

import { byId, element } from "./dom.js";
import { Suggestions } from "./suggestions.js";

export class CommandList {
  #button = byId("commands-button");
  #text = byId("text");
  #commands = [];
  #list;
  #say;

  constructor(say) {
    this.#say = say;
    const closed = () => this.#button.setAttribute("aria-expanded", "false");
    this.#list = new Suggestions(byId("commands"), this.#text, { keep: [this.#button], closed });
    this.#button.addEventListener("click", () => this.#toggle());
    this.#text.addEventListener("input", () => this.#suggest());
  }

  show(commands) {
    this.#commands = commands;
    this.#button.hidden = commands.length === 0;
    if (this.#list.isOpen) this.#fill(commands);
  }

  close() {
    this.#list.close();
  }

  #toggle() {
    if (this.#list.isOpen) return this.close();
    this.#fill(this.#commands);
    this.#list.focusFirst();
  }

  #suggest() {
    const typed = /^\/(\w*)$/.exec(this.#text.value);
    const fitting = typed ? this.#commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase())) : [];
    if (fitting.length) this.#fill(fitting);
    else this.close();
  }

  #fill(commands) {
    this.#list.fill(commands.map(({ command, description }) =>
      element("button", { type: "button", onclick: () => this.#pick(command) },
        element("span", { class: "command-name" }, `/${command}`),
        element("span", { class: "command-about", dir: "auto" }, description))));
    this.#button.setAttribute("aria-expanded", String(this.#list.isOpen));
  }

  #pick(command) {
    this.close();
    this.#text.value = "";
    this.#text.focus();
    this.#say(`/${command}`);
  }
}
