// What the page knows: people, and for each the messages, commands and profile that the stream told of.

export class Chats {
  people = new Map(); // id -> person, its messages as a Map by id
  now = 0;
  current = null; // the id of the person whose chat is open
  #seen = new Map(); // person id -> the newest message that was on the screen

  get person() {
    return this.people.get(this.current);
  }

  everything({ people, now }) {
    this.now = now;
    this.people.clear();
    for (const person of people) this.put(person);
    if (!this.people.has(this.current)) this.current = people[0]?.id ?? null;
  }

  put(person) {
    const messages = new Map(person.messages.map((message) => [message.id, message]));
    this.people.set(person.id, { ...person, messages });
    if (!this.#seen.has(person.id)) this.see(person.id);
  }

  // Somebody who writes has started the bot, and no longer blocks it.
  message({ chat_id: id, message }) {
    const person = this.people.get(id);
    person.messages.set(message.id, message);
    if (!message.from_bot) Object.assign(person, { started: true, blocked: false });
    this.now = Math.max(this.now, message.date);
  }

  edit({ chat_id: id, message }) {
    this.people.get(id).messages.set(message.id, message);
  }

  delete({ chat_id: id, message_id: messageId }) {
    this.people.get(id).messages.delete(messageId);
  }

  pin({ chat_id: id, message_id: messageId, pinned }) {
    const message = this.people.get(id).messages.get(messageId);
    if (message) message.pinned = pinned;
  }

  commands({ chat_id: id, commands }) {
    this.people.get(id).commands = commands;
  }

  profile({ chat_id: id, profile }) {
    this.people.get(id).profile = profile;
  }

  messages(id = this.current) {
    return [...(this.people.get(id)?.messages.values() ?? [])];
  }

  see(id) {
    this.#seen.set(id, this.messages(id).at(-1)?.id ?? 0);
  }

  unread(id) {
    return this.messages(id).filter((message) => message.from_bot && message.id > this.#seen.get(id)).length;
  }
}
