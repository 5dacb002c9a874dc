// Days to come, so that what is tried today can be tried in any other year.

/** inDays gives the local day that many days from now. */
export function inDays(n) {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + n);
}

/** typed gives a day as somebody types it into a field of English: 18122026. */
export function typed(day) {
  const two = (n) => String(n).padStart(2, "0");
  return two(day.getDate()) + two(day.getMonth() + 1) + day.getFullYear();
}

/** written gives a day as English posters say it: Friday 18 December 2026. */
export function written(day) {
  const of = (part) => new Intl.DateTimeFormat("en-GB", part).format(day);
  return [of({ weekday: "long" }), day.getDate(), of({ month: "long" }), day.getFullYear()].join(" ");
}
