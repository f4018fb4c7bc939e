// Toasts, alerts, and the other windows over the chat.

import { byId, element } from "./dom.js";

const TOAST_MILLISECONDS = 4000;

let fading = 0;

// The dark line over the chat: what the bot answers to a tap, and what the page has to say itself.
export function toast(text) {
  const place = byId("toast");
  place.replaceChildren(element("span", { dir: "auto" }, text));
  clearTimeout(fading);
  fading = setTimeout(() => place.replaceChildren(), TOAST_MILLISECONDS);
}

export function alertDialog(text) {
  byId("alert-text").textContent = text;
  open(byId("alert"));
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied to the clipboard.");
  } catch {
    toast("The browser does not allow copying here.");
  }
}

export function showProfile(profile) {
  byId("profile-name").textContent = profile.name;
  fill("profile-username", `@${profile.username}`);
  fill("profile-short", profile.short_description);
  fill("profile-description", profile.description);
  open(byId("profile"));
}

function fill(id, text) {
  byId(id).textContent = text;
  byId(id).parentElement.hidden = !text;
}

export function showPicture(address, name) {
  byId("picture-image").src = address;
  byId("picture-image").alt = name;
  byId("picture-download").href = address;
  byId("picture-download").download = name;
  open(byId("picture"));
}

// Resolves with the value of the button that closed it, "" for Escape or Cancel.
export function asked(dialog) {
  open(dialog);
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

function open(dialog) {
  dialog.returnValue = "";
  if (!dialog.open) dialog.showModal();
}

for (const button of document.querySelectorAll("dialog [data-close]"))
  button.addEventListener("click", () => button.closest("dialog").close(""));

// A click beside a window closes it, as in Telegram.
for (const dialog of document.querySelectorAll("dialog"))
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close(""));

// A menu opens at its button, and stays within the window.
for (const menu of document.querySelectorAll(".menu[popover]")) {
  menu.addEventListener("toggle", (event) => event.newState === "open" && place(menu));
  menu.addEventListener("click", (event) => event.target.closest("button") && menu.hidePopover());
}

function place(menu) {
  const button = document.querySelector(`[popovertarget="${menu.id}"]`).getBoundingClientRect();
  const below = button.bottom + 6;
  const fitsBelow = below + menu.offsetHeight < innerHeight;
  menu.style.top = `${fitsBelow ? below : button.top - menu.offsetHeight - 6}px`;
  menu.style.left = `${Math.max(8, button.right - menu.offsetWidth)}px`;
}
