// One message on the page. A change touches only the part that differs, so an opened quote stays open.

import { iso, timeOf } from "./dates.js";
import { element, icon } from "./dom.js";
import { formatted } from "./formatting.js";

const FILES = { photo: "Photo", document: "Document", sticker: "Sticker", voice: "Voice message" };

// What a message is in one line: its text, or the kind of its file.
export function inOneLine(message) {
  const kind = message.file ? FILES[message.file.kind] ?? "File" : "";
  return [kind, message.text.replace(/\s+/g, " ")].filter(Boolean).join(", ");
}

// Whether it is the person's own text: what they chose among a bot's offers isn't.
export const editable = (message) => !message.from_bot && !message.via_bot && !message.file;

export class MessageOnPage {
  #acts;
  #shown = {}; // what each part was made from, as JSON
  #parts = {
    via: element("span"),
    quote: element("span"),
    file: element("span"),
    text: element("div"),
    tools: element("span"),
    keyboard: element("div"),
  };

  // `acts`: command, copy, keyboard(message), username(), goTo(id), find(id), look(file), reply(message), edit(message)
  constructor(message, acts) {
    this.#acts = acts;
    const { via, quote, file, text, tools, keyboard } = this.#parts;
    this.element = element("article", { id: `message-${message.id}`, tabindex: "-1" },
      element("div", { class: "bubble" }, via, quote, file, text, tools), keyboard);
    this.update(message);
  }

  update(message) {
    this.message = message;
    this.element.className = `message ${message.from_bot ? "bot" : "own"} ${message.file?.kind ?? ""}`;
    const { html, edited, reaction, file, reply_to: replyTo, reply_markup: markup } = message;
    this.#part("via", [message.via_bot], () => this.#via());
    this.#part("quote", [replyTo], () => this.#quote(replyTo));
    this.#part("file", [file], () => (file ? attachment(file, this.#acts) : element("span")));
    this.#part("text", [html, edited, reaction, !markup], () => textOf(message, this.#acts));
    this.#part("tools", [message.file], () => this.#tools());
    this.#part("keyboard", [markup], () => this.#acts.keyboard(message));
  }

  // Whoever works by keyboard stays where they were, also when the pressed button is gone.
  #part(name, source, make) {
    const madeFrom = JSON.stringify(source);
    if (this.#shown[name] === madeFrom) return;
    this.#shown[name] = madeFrom;
    const hadFocus = this.#parts[name].contains(document.activeElement);
    const made = make();
    this.#parts[name].replaceWith(made);
    this.#parts[name] = made;
    if (hadFocus) (made.querySelector("button:enabled, a[href]") ?? this.element).focus({ preventScroll: true });
  }

  #via() {
    return element("span", { class: "via" }, this.message.via_bot && `via @${this.#acts.username()}`);
  }

  #quote(id) {
    const replied = id && this.#acts.find(id);
    if (!replied) return element("span");
    return element("button", { type: "button", class: "replied", onclick: () => this.#acts.goTo(id) },
      element("span", { class: "title" }, replied.from_bot ? "Bot" : "You"),
      element("span", { class: "subtitle", dir: "auto" }, inOneLine(replied)));
  }

  #tools() {
    const tool = (name, title) => {
      const onclick = () => this.#acts[name](this.message);
      return element("button", { type: "button", "aria-label": title, title, onclick }, icon(name));
    };
    return element("span", { class: "tools" }, tool("reply", "Reply"), editable(this.message) && tool("edit", "Edit"));
  }
}

function textOf(message, acts) {
  const edited = message.edited && !message.reply_markup; // apps don't say it of a keyboard that turns its pages
  const meta = element("span", { class: "meta" },
    edited && element("span", {}, "edited"),
    element("time", { datetime: iso(message.date) }, timeOf(message.date)),
    !message.from_bot && icon("seen"));
  const reactions = message.reaction.map((emoji) => element("span", { class: "reaction" }, emoji));
  const looks = message.html ? "text" : "text bare";
  return element("div", { class: looks, dir: "auto" }, formatted(message.html, acts), ...reactions, meta);
}

function attachment(file, acts) {
  const address = `files/${encodeURIComponent(file.file_id)}`;
  if (file.kind === "photo") return photo(file, address, acts);
  if (file.kind === "document") return paper(file, address);
  const drawing = icon(file.kind === "voice" ? "voice" : "sticker");
  return element("span", { class: "chip" }, drawing, FILES[file.kind] ?? "File");
}

// Its size is known before its bytes are here, so nothing jumps when they come.
function photo(file, address, acts) {
  const size = { width: file.width || 320, height: file.height || 240 };
  const image = element("img", { src: address, alt: "Photo", ...size });
  const look = { "aria-label": "Photo, show it large", onclick: () => acts.look(file, address) };
  return element("button", { type: "button", class: "photo", ...look }, image);
}

function paper(file, address) {
  const name = file.name ?? "file";
  return element("a", { class: "paper", href: address, download: name },
    element("span", { class: "paper-icon" }, icon("file")),
    element("span", { class: "two-lines" },
      element("span", { class: "title", dir: "auto" }, name),
      element("span", { class: "subtitle" }, sizeOf(file.size))));
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
