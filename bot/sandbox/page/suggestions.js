// A list above the message field, to be picked from by a click, a tap, or with the arrows.

export class Suggestions {
  #list;
  #text;
  #closed;

  // `closed` is called whenever the list goes away; clicks in `keep` leave it open.
  constructor(list, text, { keep = [], closed = () => {} } = {}) {
    this.#list = list;
    this.#text = text;
    this.#closed = closed;
    text.addEventListener("keydown", (event) => this.#enter(event));
    list.addEventListener("keydown", (event) => this.#walk(event));
    const own = [list, text, ...keep];
    document.addEventListener("click", (event) => own.every((part) => !part.contains(event.target)) && this.close());
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  // What is picked from: buttons, and whatever stands beside them.
  fill(parts) {
    this.#list.replaceChildren(...parts);
    this.#list.hidden = parts.length === 0;
    this.#list.scrollTop = 0;
  }

  close() {
    if (!this.isOpen) return;
    this.#list.hidden = true;
    this.#closed();
  }

  focusFirst() {
    this.#buttons[0]?.focus();
  }

  get #buttons() {
    return [...this.#list.querySelectorAll("button")];
  }

  // From the field, the arrows lead into the list.
  #enter(event) {
    if (!this.isOpen) return;
    if (event.key === "Escape") this.close();
    const next = { ArrowUp: this.#buttons.at(-1), ArrowDown: this.#buttons[0] }[event.key];
    if (next) this.#focus(event, next);
  }

  #walk(event) {
    const here = this.#buttons.indexOf(document.activeElement);
    if (event.key === "Escape") this.close();
    const ways = { ArrowUp: this.#buttons[here - 1], ArrowDown: this.#buttons[here + 1], Escape: this.#text };
    const next = ways[event.key];
    if (next) this.#focus(event, next);
  }

  #focus(event, target) {
    event.preventDefault();
    target.focus();
  }
}
