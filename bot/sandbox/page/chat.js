// The page's parts, brought together: changes from the server go into `chats`, and from there onto the page.

import { Attach } from "./attach.js";
import { Chats } from "./chats.js";
import { Composer } from "./composer.js";
import { alertDialog, copy, showPicture, showProfile, toast } from "./dialogs.js";
import { byId } from "./dom.js";
import { Taps } from "./keyboard.js";
import { Log } from "./log.js";
import { editable, inOneLine } from "./message.js";
import { PeopleList, avatar } from "./people.js";
import { listen, post } from "./server.js";
import { Status } from "./status.js";
import { TimeBar } from "./time-bar.js";

const chats = new Chats();
chats.current = Number(location.hash.slice(1)) || null;

// What the person whose chat is open does.

const act = (what, body) => post(`people/${chats.current}/${what}`, body);

// Gives what the server answered, or says in a toast why it refused.
async function tried(promise) {
  try {
    return await promise;
  } catch (problem) {
    toast(problem.message);
    return null;
  }
}

const say = (text, replyTo) => tried(act("say", { text, reply_to: replyTo ?? null }));
const edit = (id, text) => tried(act("edit", { message_id: id, text }));
const lastOwn = () => chats.messages().findLast(editable);
const username = () => chats.person.profile.username;
const start = (payload = "") => tried(act("start", { payload }));

async function tap(id, data) {
  const answer = await tried(act("tap", { message_id: id, button: data }));
  return answer?.callback_query_id;
}

async function add(name, language) {
  const person = await tried(post("people", { first_name: name, language_code: language }));
  if (!person) return;
  if (!chats.people.has(person.id)) chats.put(person);
  open(person.id);
}

// The parts of the page.

const taps = new Taps({ tap, copy, start, username });
const attach = new Attach(act);
const composer = new Composer({
  say, edit, lastOwn, start,
  inline: (query, offset) => act("inline", { query, offset }).catch(() => {}), // the app then offers nothing
  choose: (query, result) => tried(act("choose", { inline_query_id: query, result_id: result })),
  unblock: () => tried(act("unblock")),
  pasted: (file) => attach.offer(file),
});
const log = new Log({
  copy, start, username,
  command: (text) => say(text),
  keyboard: (message) => taps.keyboard(message),
  look: (file, address) => showPicture(address, file.name ?? "photo.jpg"),
  reply: (message) => composer.reply(message),
  edit: (message) => composer.edit(message),
});
const people = new PeopleList({ pick: open, add });
const status = new Status();
const timeBar = new TimeBar((to) => tried(post("clock", { to })));

// Showing.

function open(id) {
  chats.current = id;
  history.replaceState(null, "", `#${id}`);
  log.open(chats.messages(), chats.now);
  byId("spoken").textContent = "";
  showPerson();
  composer.focus();
}

function showPerson() {
  const { person } = chats;
  if (!person) return;
  chats.see(person.id);
  document.title = `${person.profile.name} · ${person.first_name} · sandbox`;
  byId("whose").replaceChildren(avatar(person), person.first_name);
  byId("about").hidden = person.messages.size > 0;
  byId("about-text").textContent = person.profile.description;
  byId("menu-block").lastElementChild.textContent = person.blocked ? "Unblock the bot" : "Block the bot";
  status.show(person.profile);
  composer.show(person);
  people.show(chats);
}

function speak(message) {
  if (message.from_bot) byId("spoken").textContent = `${chats.person.profile.name}: ${inOneLine(message)}`;
}

// Changes of the open chat. Those of the others show in the list of people alone.
const shown = {
  message({ message }) {
    log.arrived(message, chats.now);
    if (message.from_bot) status.quiet();
    speak(message);
  },
  edit({ message }) {
    log.put(message, chats.now);
    log.showPinned(chats.messages());
    if (message.id === chats.messages().at(-1).id) speak(message);
  },
  delete({ message_id: id }) {
    log.remove(id);
    log.showPinned(chats.messages());
  },
  pin: () => log.showPinned(chats.messages()),
  toast({ callback_query_id: id, text, alert }) {
    taps.answered(id);
    if (text) (alert ? alertDialog : toast)(text);
  },
  inline: (answer) => composer.offered(answer),
  action: ({ action }) => status.busy(action),
};

function changed(change) {
  if (change.type === "clock") chats.now = change.now;
  else if (change.type === "everything") everything(change);
  else if (change.type === "person") chats.put(change.person);
  else ofOneChat(change);
  timeBar.show(chats.now);
  if (change.type !== "clock") showPerson();
}

function ofOneChat(change) {
  chats[change.type]?.(change);
  if (change.chat_id === chats.current) shown[change.type]?.(change);
}

// The beginning, and whenever the connection comes back: the reader stays where they were.
function everything(change) {
  const before = chats.current;
  chats.everything(change);
  taps.forget();
  if (chats.current === before && log.used) log.sync(chats.messages(), chats.now);
  else open(chats.current);
}

byId("show-profile").addEventListener("click", () => showProfile(chats.person.profile));
byId("menu-profile").addEventListener("click", () => showProfile(chats.person.profile));
byId("menu-block").addEventListener("click", () => tried(act(chats.person.blocked ? "unblock" : "block")));
for (const button of document.querySelectorAll("[data-send]"))
  button.addEventListener("click", () => tried(act(button.dataset.send)));

listen(changed, (connected) => status.connected(connected));
