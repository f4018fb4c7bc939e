// Instants come as Unix seconds of the sandbox's clock, and are shown in the time zone of this machine, as an app does.

const format = (options) => new Intl.DateTimeFormat("en-GB", options);
const CLOCK = { hour: "2-digit", minute: "2-digit" };
const TIME = format(CLOCK);
const DAY = format({ day: "numeric", month: "long" });
const DAY_AND_YEAR = format({ day: "numeric", month: "long", year: "numeric" });
const SHORT_DAY = format({ day: "numeric", month: "short" });
const NOW = format({ weekday: "short", day: "numeric", month: "short", year: "numeric", ...CLOCK });

const date = (seconds) => new Date(seconds * 1000);

export const iso = (seconds) => date(seconds).toISOString();
export const timeOf = (seconds) => TIME.format(date(seconds));
export const dayKey = (seconds) => DAY_AND_YEAR.format(date(seconds));
export const nowText = (seconds) => NOW.format(date(seconds));

export function dayLabel(seconds, now) {
  const sameYear = date(seconds).getFullYear() === date(now).getFullYear();
  return (sameYear ? DAY : DAY_AND_YEAR).format(date(seconds));
}

// In the list of people: the time for today, else the day.
export const briefly = (seconds, now) => (dayKey(seconds) === dayKey(now) ? TIME : SHORT_DAY).format(date(seconds));
