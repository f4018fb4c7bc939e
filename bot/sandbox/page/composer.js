// The foot of the chat: the message field; a big button instead where the bot isn't started, or is blocked.

import { byId } from "./dom.js";
import { CommandList } from "./commands.js";
import { InlineList } from "./inline.js";
import { inOneLine } from "./message.js";

export class Composer {
  #form = byId("composer-form");
  #text = byId("text");
  #big = byId("big-button");
  #context = byId("context");
  #about = null; // {kind: "reply" | "edit", message} while such a message is written
  #drafts = new Map(); // person id -> what they have typed
  #person = null;
  #acts;
  #commands;
  #inline;

  // `acts`: say(text, replyTo), edit(messageId, text), start(payload), unblock(), lastOwn(), pasted(file),
  // inline(query, offset), choose(queryId, resultId). The first two give true once it is sent.
  constructor(acts) {
    this.#acts = acts;
    this.#commands = new CommandList((text) => this.#acts.say(text));
    this.#inline = new InlineList({ ...acts, written: (text) => this.#fill(text) });
    this.#form.addEventListener("submit", (event) => this.#submit(event));
    this.#text.addEventListener("keydown", (event) => this.#key(event));
    this.#text.addEventListener("input", () => this.#fit());
    this.#text.addEventListener("paste", (event) => this.#paste(event));
    this.#context.querySelector("button").addEventListener("click", () => this.#leaveContext());
    this.#big.addEventListener("click", () => this.#pressBig());
  }

  show(person) {
    if (person.id !== this.#person?.id) this.#swapDraft(person);
    this.#person = person;
    const idle = person.blocked || !person.started;
    this.#form.hidden = idle;
    this.#big.hidden = !idle;
    this.#big.textContent = person.blocked ? "Unblock" : "Start";
    this.#commands.show(person.commands);
    this.#inline.show(person.profile.username);
  }

  offered(answer) {
    this.#inline.offered(answer);
  }

  focus() {
    if (matchMedia("(hover: hover)").matches) this.#text.focus();
  }

  reply(message) {
    this.#write("reply", message, `Reply to ${message.from_bot ? "the bot" : "yourself"}`, this.#text.value);
  }

  edit(message) {
    this.#write("edit", message, "Edit message", message.text);
  }

  #write(kind, message, title, text) {
    this.#about = { kind, message };
    this.#context.hidden = false;
    this.#context.querySelector("use").setAttribute("href", `page/icons.svg#${kind}`);
    this.#context.querySelector(".title").textContent = title;
    this.#context.querySelector(".subtitle").textContent = inOneLine(message);
    this.#fill(text);
    this.#text.focus();
  }

  #leaveContext() {
    if (this.#about?.kind === "edit") this.#fill("");
    this.#about = null;
    this.#context.hidden = true;
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.#text.value;
    if (!text.trim()) return;
    this.#closeLists();
    const { kind, message } = this.#about ?? {};
    const sent = kind === "edit" ? this.#acts.edit(message.id, text) : this.#acts.say(text, message?.id);
    this.#fill("");
    if (await sent) this.#leaveContext();
    else this.#fill(text);
  }

  #key(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) this.#submit(event);
    if (event.key === "Escape" && this.#about) this.#leaveContext();
    const last = event.key === "ArrowUp" && !this.#text.value && this.#acts.lastOwn();
    if (!last) return;
    event.preventDefault();
    this.edit(last);
  }

  #paste(event) {
    const [file] = event.clipboardData.files;
    if (!file) return;
    event.preventDefault();
    this.#acts.pasted(file);
  }

  async #pressBig() {
    await (this.#person.blocked ? this.#acts.unblock() : this.#acts.start());
    this.focus();
  }

  #swapDraft(person) {
    if (this.#person) this.#drafts.set(this.#person.id, this.#text.value);
    this.#leaveContext();
    this.#closeLists();
    this.#fill(this.#drafts.get(person.id) ?? "");
  }

  #closeLists() {
    this.#commands.close();
    this.#inline.close();
  }

  #fill(text) {
    this.#text.value = text;
    this.#fit();
  }

  // The field grows with its text, up to the height that the style sheet allows.
  #fit() {
    this.#text.style.height = "auto";
    this.#text.style.height = `${this.#text.scrollHeight}px`;
  }
}
