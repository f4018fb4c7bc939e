// The line under the bot's name: its short description, or what it is doing just now.

import { byId } from "./dom.js";

const DOING = {
  upload_photo: "sending a photo",
  upload_document: "sending a file",
  record_voice: "recording a voice message",
};
const ACTION_MILLISECONDS = 5000; // as long as Telegram shows it

export class Status {
  #line = byId("bot-status");
  #profile = { name: "", short_description: "" };
  #doing = "";
  #connected = false;
  #ends = 0;

  show(profile) {
    this.#profile = profile;
    byId("bot-title").textContent = profile.name;
    this.#draw();
  }

  busy(action) {
    this.#doing = `${DOING[action] ?? "typing"}…`;
    clearTimeout(this.#ends);
    this.#ends = setTimeout(() => this.quiet(), ACTION_MILLISECONDS);
    this.#draw();
  }

  quiet() {
    this.#doing = "";
    this.#draw();
  }

  connected(yes) {
    this.#connected = yes;
    this.#draw();
  }

  #draw() {
    const text = this.#connected ? this.#doing || this.#profile.short_description || "bot" : "connecting…";
    this.#line.textContent = text;
    this.#line.classList.toggle("doing", text === this.#doing);
  }
}
