// Links that lead to the bot itself.

// What /start is told by a link such as t.me/bot?start=payload; null for any other link.
export function startPayload(url, username) {
  const link = url && URL.canParse(url) ? new URL(url) : null;
  const own = link?.host === "t.me" && link.pathname.toLowerCase() === `/${username}`.toLowerCase();
  return own ? link.searchParams.get("start") ?? "" : null;
}
