// The bar on top that belongs to the sandbox alone: what time it is there, and buttons that move it.

import { iso, nowText } from "./dates.js";
import { byId } from "./dom.js";

export class TimeBar {
  #now = byId("now");
  #buttons = document.querySelectorAll("[data-to]");
  #move;

  // `move(to)` asks the server; a promise that is done when it has answered.
  constructor(move) {
    this.#move = move;
    for (const button of this.#buttons) button.addEventListener("click", () => this.#press(button));
  }

  show(seconds) {
    this.#now.dateTime = iso(seconds);
    this.#now.title = `${iso(seconds)} (UTC)`;
    const text = nowText(seconds);
    if (this.#now.textContent !== text) this.#now.textContent = text;
  }

  // One step at a time: a second press while the first is under way would leap further than anybody meant.
  async #press(button) {
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    await this.#move(button.dataset.to);
    button.removeAttribute("aria-busy");
  }
}
