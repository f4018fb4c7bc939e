// The messages of the chat that is open, by day; scrolled along with the newest as long as its reader is at the bottom.

import { dayKey, dayLabel, iso } from "./dates.js";
import { byId, count, element } from "./dom.js";
import { MessageOnPage, inOneLine } from "./message.js";

const NEAR = 40; // pixels from the bottom that still count as the bottom

export class Log {
  #frame = byId("log");
  #inner = byId("messages");
  #down = byId("to-bottom");
  #pinned = byId("pinned");
  used = false; // whether a chat has been opened yet
  #acts;
  #onPage = new Map(); // message id -> MessageOnPage
  #atBottom = true;
  #top = 0; // where it was scrolled to, in pixels
  #missed = 0;

  constructor(acts) {
    this.#acts = { ...acts, goTo: (id) => this.goTo(id), find: (id) => this.#onPage.get(id)?.message };
    this.#frame.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#down.addEventListener("click", () => this.toBottom());
    this.#frame.addEventListener("unfold", () => (this.#atBottom = false)); // its reader wants to see where it begins
    const follow = new ResizeObserver(() => (this.#atBottom ? this.toBottom() : this.#scrolled()));
    follow.observe(this.#frame);
    follow.observe(this.#inner);
  }

  // Another person's chat, from its end.
  open(messages, now) {
    this.used = true;
    this.#inner.replaceChildren();
    this.#onPage.clear();
    this.sync(messages, now);
    this.toBottom();
  }

  // The same chat after a pause: what changed meanwhile changes here, the rest stays untouched.
  sync(messages, now) {
    const kept = new Set(messages.map((message) => message.id));
    for (const id of [...this.#onPage.keys()]) if (!kept.has(id)) this.remove(id);
    for (const message of messages) this.put(message, now);
    this.showPinned(messages);
  }

  put(message, now) {
    const known = this.#onPage.get(message.id);
    if (known) return known.update(message);
    const made = new MessageOnPage(message, this.#acts);
    this.#onPage.set(message.id, made);
    this.#day(message.date, now).append(made.element);
  }

  // A message that has just arrived: its own sender always sees it, other readers are left where they read. One that is
  // higher than the window is read from its beginning.
  arrived(message, now) {
    this.put(message, now);
    if (!this.#atBottom && message.from_bot) return count(this.#down.querySelector(".badge"), ++this.#missed);
    const made = this.#onPage.get(message.id).element;
    if (made.offsetHeight < this.#frame.clientHeight) return this.toBottom();
    this.#atBottom = false;
    made.scrollIntoView({ block: "start" });
  }

  remove(id) {
    const gone = this.#onPage.get(id)?.element;
    const day = gone?.parentElement;
    gone?.remove();
    if (day && !day.querySelector(".message")) day.remove();
    this.#onPage.delete(id);
  }

  toBottom() {
    this.#frame.scrollTop = this.#frame.scrollHeight;
    this.#scrolled();
  }

  goTo(id) {
    const found = this.#onPage.get(id)?.element;
    if (!found) return;
    found.scrollIntoView({ block: "center" });
    found.focus({ preventScroll: true });
    found.classList.add("found");
    found.addEventListener("animationend", () => found.classList.remove("found"), { once: true });
  }

  // The bar on top shows the newest pinned message.
  showPinned(messages) {
    const newest = messages.findLast((message) => message.pinned);
    this.#pinned.hidden = !newest;
    if (!newest) return;
    this.#pinned.querySelector(".subtitle").textContent = inOneLine(newest);
    this.#pinned.onclick = () => this.goTo(newest.id);
  }

  // Only who scrolls up leaves the bottom: what grows below must not be taken for that.
  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#frame;
    if (scrollHeight - scrollTop - clientHeight < NEAR) this.#atBottom = true;
    else if (scrollTop < this.#top) this.#atBottom = false;
    this.#top = scrollTop;
    this.#down.hidden = this.#atBottom;
    if (this.#atBottom) count(this.#down.querySelector(".badge"), (this.#missed = 0));
  }

  #day(seconds, now) {
    const last = this.#inner.lastElementChild;
    if (last?.dataset.day === dayKey(seconds)) return last;
    const label = element("time", { datetime: iso(seconds) }, dayLabel(seconds, now));
    const heading = element("h2", { class: "day-label" }, label);
    const day = element("section", { class: "day", "data-day": dayKey(seconds) }, heading);
    this.#inner.append(day);
    return day;
  }
}
