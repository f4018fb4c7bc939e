// Photos, documents, stickers and voice messages.

import { asked } from "./dialogs.js";
import { byId } from "./dom.js";
import { sizeOf } from "./message.js";

const MOST_BYTES = 10 * 1024 * 1024;
const TITLES = { photo: "Send a photo", document: "Send a document" };

export class Attach {
  #dialog = byId("send-file");
  #picture = byId("send-file-picture");
  #problem = byId("send-file-problem");
  #act;

  // `act(what, body)` does it as the person whose chat is open; a promise that rejects with a sentence.
  constructor(act) {
    this.#act = act;
    for (const button of document.querySelectorAll("[data-pick]"))
      button.addEventListener("click", () => byId(`pick-${button.dataset.pick}`).click());
    for (const kind of Object.keys(TITLES))
      byId(`pick-${kind}`).addEventListener("change", (event) => this.#picked(kind, event.target));
  }

  // A file that came by paste: a picture goes as a photo.
  offer(file) {
    return this.#ask(file.type.startsWith("image/") ? "photo" : "document", file);
  }

  #picked(kind, input) {
    const [file] = input.files;
    input.value = ""; // so that the same file can be picked again
    if (file) this.#ask(kind, file);
  }

  async #ask(kind, file) {
    const preview = kind === "photo" ? URL.createObjectURL(file) : "";
    byId("send-file-title").textContent = TITLES[kind];
    byId("send-file-name").textContent = `${file.name}, ${sizeOf(file.size)}`;
    byId("send-file-caption").value = "";
    this.#problem.textContent = "";
    this.#picture.hidden = !preview;
    this.#picture.src = preview;
    await this.#untilSent(kind, file);
    URL.revokeObjectURL(preview);
  }

  // What the server refuses is said in the window, which stays open.
  async #untilSent(kind, file) {
    while ((await asked(this.#dialog)) === "send") {
      const problem = await this.#send(kind, file);
      if (!problem) return;
      this.#problem.textContent = problem;
    }
  }

  async #send(kind, file) {
    if (file.size > MOST_BYTES) return "A file may have 10 MB here.";
    const form = new FormData();
    form.append("caption", byId("send-file-caption").value);
    form.append("file", file);
    try {
      await this.#act(kind, form);
      return "";
    } catch (problem) {
      return problem.message;
    }
  }
}
