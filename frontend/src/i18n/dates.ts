import { parseDate } from "@internationalized/date";

const short = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const long = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** "25 Nov" for "2026-11-25"; what is not a date comes back as it is. */
export function shortDate(date: string): string {
  return written(date, short);
}

/** "Friday 18 December 2026" for "2026-12-18". */
export function longDate(date: string): string {
  return written(date, long);
}

function written(date: string, format: Intl.DateTimeFormat): string {
  try {
    return format.format(parseDate(date).toDate("UTC"));
  } catch {
    return date;
  }
}

/** "09:05" for "9:05": the way a poster and the rest of the window say it. */
export function clockWords(time: string): string {
  const [hours, minutes] = time.split(":").map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) return time;
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** The local date and time of an RFC 3339 instant. */
export function instantWords(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.valueOf())) return instant;
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(at);
}
