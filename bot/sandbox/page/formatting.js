// A message's text. The server sends it as HTML; here it is parsed into a document that runs and loads nothing, and
// what Telegram can format is built anew from it. Anything else keeps its text alone.

import { element, icon } from "./dom.js";
import { startPayload } from "./links.js";

const SAME = new Set(["B", "I", "U", "S"]);
const LINKS = new Set(["http:", "https:", "mailto:"]);

// `acts` has command(text), which says it, copy(text), start(payload) and username().
export function formatted(html, acts) {
  const parsed = new DOMParser().parseFromString(`<!doctype html><body>${html}`, "text/html");
  const text = document.createDocumentFragment();
  text.append(...new Builder(acts).children(parsed.body));
  return text;
}

class Builder {
  #acts;
  #afterBlock = false; // the line end behind a quote or a code block is the block's own

  constructor(acts) {
    this.#acts = acts;
  }

  children(parent) {
    return [...parent.childNodes].flatMap((node) => this.#node(node));
  }

  #node(node) {
    if (node.nodeType === Node.TEXT_NODE) return [this.#text(node.data)];
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    const made = this.#element(node);
    if (node.matches("pre, blockquote")) this.#afterBlock = true;
    return made;
  }

  #text(data) {
    const text = this.#afterBlock ? data.replace(/^\n/, "") : data;
    this.#afterBlock = false;
    return document.createTextNode(text);
  }

  #element(node) {
    if (SAME.has(node.tagName)) return [element(node.tagName, {}, ...this.children(node))];
    if (node.tagName === "CODE") return [this.#code(node)];
    if (node.tagName === "PRE") return [this.#block(node)];
    if (node.tagName === "BLOCKQUOTE") return [quote(this.children(node), node.matches(".expandable"))];
    if (node.tagName === "A") return [this.#link(node)];
    if (node.matches("span.spoiler")) return [spoiler(this.children(node))];
    if (node.matches("span.mention, span.hashtag, span.text_mention"))
      return [element("span", { class: "link" }, ...this.children(node))];
    return this.children(node);
  }

  #code(node) {
    const copy = () => this.#acts.copy(node.textContent);
    return pressable("code", { title: "Copy" }, copy, node.textContent);
  }

  #block(node) {
    const text = node.textContent;
    const language = node.querySelector("code")?.className.replace(/^language-/, "") || "code";
    const copy = element("button", { type: "button", onclick: () => this.#acts.copy(text) }, icon("copy"), "Copy");
    return element("div", { class: "code-block" },
      element("div", { class: "code-head" }, element("span", {}, language), copy),
      element("pre", { tabindex: "0", onclick: () => nothingSelected() && this.#acts.copy(text) }, text));
  }

  #link(node) {
    if (node.matches(".command")) return pressed(node.textContent, () => this.#acts.command(node.dataset.command));
    const payload = startPayload(node.href, this.#acts.username());
    if (payload !== null) return pressed(node.textContent, () => this.#acts.start(payload));
    const url = URL.canParse(node.href) ? new URL(node.href) : null;
    if (!url || !LINKS.has(url.protocol)) return element("span", { class: "link" }, ...this.children(node));
    const outside = { href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href };
    return element("a", outside, ...this.children(node));
  }
}

const pressed = (text, onclick) => element("button", { type: "button", class: "link", onclick }, text);

function quote(children, expandable) {
  const text = element("div", { class: "quote-text" }, ...children);
  if (!expandable) return element("blockquote", {}, text);
  const folded = { type: "button", class: "unfold", "aria-expanded": "false", "aria-label": "Show all" };
  const unfold = element("button", folded, icon("down"));
  const made = element("blockquote", { class: "expandable" }, text, unfold);
  made.addEventListener("click", (event) => {
    if (event.target.closest("a, code, .link, .spoiler") || !nothingSelected() || made.matches(".fits")) return;
    made.dispatchEvent(new CustomEvent("unfold", { bubbles: true }));
    const open = made.classList.toggle("open");
    unfold.setAttribute("aria-expanded", String(open));
    unfold.setAttribute("aria-label", open ? "Show less" : "Show all");
  });
  heights.observe(text);
  return made;
}

// A folded quote that shows all of its text already has nothing to unfold.
const heights = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const made = target.parentElement;
    if (!made.matches(".open")) made.classList.toggle("fits", target.scrollHeight <= target.clientHeight + 1);
  }
});

function spoiler(children) {
  const show = (event) => event.currentTarget.classList.add("shown");
  return pressable("span", { class: "spoiler", title: "Show" }, show, ...children);
}

// Inline text that can be pressed: a real button would not wrap with the line.
function pressable(tag, attributes, act, ...children) {
  const keys = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act(event);
  };
  return element(tag, { role: "button", tabindex: "0", ...attributes, onclick: act, onkeydown: keys }, ...children);
}

// Somebody who marks text to copy it doesn't mean to press what stands there.
const nothingSelected = () => document.getSelection().isCollapsed;
