// The way to the sandbox's server: one stream of changes, and a POST for each thing that a person does.

export async function post(path, body = {}) {
  const answer = await request(path, body);
  const said = await answer.json().catch(() => ({ error: "The sandbox failed; its log says why." }));
  if (!answer.ok) throw new Error(said.error);
  return said;
}

async function request(path, body) {
  const form = body instanceof FormData;
  const headers = form ? {} : { "Content-Type": "application/json" };
  try {
    return await fetch(path, { method: "POST", headers, body: form ? body : JSON.stringify(body) });
  } catch {
    throw new Error("The sandbox does not answer. Is it still running?");
  }
}

// The stream opens again by itself, and begins with everything each time, so nothing is missed in between.
export function listen(onChange, onConnection) {
  const stream = new EventSource("events");
  stream.onmessage = (event) => onChange(JSON.parse(event.data));
  stream.onopen = () => onConnection(true);
  stream.onerror = () => {
    onConnection(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000, onChange, onConnection);
  };
}
