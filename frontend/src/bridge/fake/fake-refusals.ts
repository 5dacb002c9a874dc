import { BridgeError } from "../bridge-error";
import type { EventDoc } from "../types";

/** Refuses what Go would refuse, as far as a test or a person at the fake meets it. */
export function refuseNonsense(doc: EventDoc): void {
  const title = Object.values(doc.title).join("");
  if (title === "")
    throw new BridgeError("invalid", "title: an event needs a title", "write one in any language");
  if (doc.capacity < 0) throw new BridgeError("invalid", "capacity: it cannot be below 0", "");
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(doc.start))
    throw new BridgeError("invalid", "start: not a time of day", "17:30");
  if (doc.date < "2000")
    throw new BridgeError("invalid", "date: that is long past", "choose the day of the event");
  for (const [row, point] of doc.programme.entries())
    if ((point.title.en ?? "").length > 120)
      throw new BridgeError("invalid", `programme[${row}].title.en: is too long`, "120 letters are the most");
}
