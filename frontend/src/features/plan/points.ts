import type { EventDoc, ProgrammePoint } from "../../bridge/types";

/** A point with a name of its own, which it keeps when others move. */
export interface NamedPoint extends ProgrammePoint {
  key: number;
}

/** Names points in their order: those that are known keep their names, the rest get new ones. */
export function namedPoints(points: readonly ProgrammePoint[], known: readonly number[]): NamedPoint[] {
  const next = Math.max(0, ...known) + 1;
  return points.map((point, at) => ({ ...point, key: known[at] ?? next + at }));
}

type Day = Pick<EventDoc, "start" | "end">;

/** The points as they follow each other; what an event past midnight does after it comes last. */
export function inOrder<P extends ProgrammePoint>(points: readonly P[], day: Day): P[] {
  return [...points].sort((a, b) => hourOf(a.at, day).localeCompare(hourOf(b.at, day)));
}

/** A time as text that sorts in the order of the event. */
function hourOf(at: string, { start, end }: Day): string {
  const isPastMidnight = end < start && at <= end;
  return `${isPastMidnight ? 1 : 0} ${at}`;
}

const usualMinutes = 15;

/** What comes after the last point, beginning when that ends. */
export function nextPoint(points: readonly ProgrammePoint[], day: Day): ProgrammePoint {
  const last = points.at(-1);
  const at = last ? later(last.at, last.minutes) : day.start;
  return { at, minutes: usualMinutes, title: {}, lead: "" };
}

function later(time: string, minutes: number): string {
  const [hours = 0, past = 0] = time.split(":").map(Number);
  const all = (hours * 60 + past + minutes) % (24 * 60);
  return `${String(Math.floor(all / 60)).padStart(2, "0")}:${String(all % 60).padStart(2, "0")}`;
}

/** Which point and field a refusal such as "programme[2].minutes: …" is about. */
export function placeOf(message: string): { row: number; field: string } | undefined {
  const [, row, field] = /^programme\[(\d+)\]\.(\w+)/.exec(message) ?? [];
  return row === undefined || field === undefined ? undefined : { row: Number(row), field };
}
