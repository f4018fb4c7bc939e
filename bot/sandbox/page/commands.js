// The list of commands above the message field: from the Menu button, or while a command is being typed.

import { byId, element } from "./dom.js";

export class CommandList {
  #list = byId("commands");
  #button = byId("commands-button");
  #text = byId("text");
  #commands = [];
  #say;

  constructor(say) {
    this.#say = say;
    this.#button.addEventListener("click", () => this.#toggle());
    this.#text.addEventListener("input", () => this.#suggest());
    this.#text.addEventListener("keydown", (event) => this.#enter(event));
    this.#list.addEventListener("keydown", (event) => this.#walk(event));
    document.addEventListener("click", (event) => this.#outside(event.target) && this.close());
  }

  show(commands) {
    this.#commands = commands;
    this.#button.hidden = commands.length === 0;
    if (this.#open) this.#fill(commands);
  }

  close() {
    this.#list.hidden = true;
    this.#button.setAttribute("aria-expanded", "false");
  }

  get #open() {
    return !this.#list.hidden;
  }

  #toggle() {
    if (this.#open) return this.close();
    this.#fill(this.#commands);
    this.#list.querySelector("button")?.focus();
  }

  #suggest() {
    const typed = /^\/(\w*)$/.exec(this.#text.value);
    const fitting = typed ? this.#commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase())) : [];
    if (fitting.length) this.#fill(fitting);
    else this.close();
  }

  #fill(commands) {
    this.#list.replaceChildren(...commands.map(({ command, description }) =>
      element("button", { type: "button", onclick: () => this.#pick(command) },
        element("span", { class: "command-name" }, `/${command}`),
        element("span", { class: "command-about", dir: "auto" }, description))));
    this.#list.hidden = commands.length === 0;
    this.#button.setAttribute("aria-expanded", String(commands.length > 0));
  }

  #pick(command) {
    this.close();
    this.#text.value = "";
    this.#text.focus();
    this.#say(`/${command}`);
  }

  // From the field, the arrows lead into the list.
  #enter(event) {
    if (!this.#open) return;
    if (event.key === "Escape") this.close();
    const buttons = this.#list.querySelectorAll("button");
    const next = { ArrowUp: buttons[buttons.length - 1], ArrowDown: buttons[0] }[event.key];
    if (next) this.#focus(event, next);
  }

  #walk(event) {
    const here = document.activeElement;
    if (event.key === "Escape") this.close();
    const ways = { ArrowUp: here.previousElementSibling, ArrowDown: here.nextElementSibling, Escape: this.#text };
    const next = ways[event.key];
    if (next) this.#focus(event, next);
  }

  #focus(event, target) {
    event.preventDefault();
    target.focus();
  }

  #outside(target) {
    return !this.#list.contains(target) && !this.#button.contains(target) && target !== this.#text;
  }
}
