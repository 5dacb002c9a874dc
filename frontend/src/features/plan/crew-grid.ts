import type { CrewShift } from "../../bridge/crew-types";

/** A shift with where it lies between the first and the last hour of its day, in percent. */
export interface Placed {
  shift: CrewShift;
  start: number;
  length: number;
}

/** The shifts of one date, with the hours that stand over them. */
export interface CrewDay {
  date: string;
  /** "17:00" and so on, evenly apart; the last is where the day's last shift has ended. */
  hours: string[];
  shifts: Placed[];
}

const most = 6;

/** Shifts by the date on which they begin, on a scale of whole hours that all of a date have in common. */
export function daysOf(shifts: readonly CrewShift[]): CrewDay[] {
  const byDate = new Map<string, CrewShift[]>();
  for (const shift of shifts) byDate.set(shift.date, [...(byDate.get(shift.date) ?? []), shift]);
  return [...byDate].map(([date, own]) => {
    const first = Math.floor(Math.min(...own.map(({ begins }) => begins)) / 60);
    const end = Math.ceil(Math.max(...own.map(({ begins, minutes }) => begins + minutes)) / 60);
    const step = Math.ceil((end - first) / most);
    const steps = Math.ceil((end - first) / step);
    const span = step * steps * 60;
    return {
      date,
      hours: Array.from({ length: steps + 1 }, (_, i) => clock(first + i * step)),
      shifts: own.map((shift) => ({
        shift,
        start: ((shift.begins - first * 60) / span) * 100,
        length: (shift.minutes / span) * 100,
      })),
    };
  });
}

function clock(hour: number): string {
  return `${String(hour % 24).padStart(2, "0")}:00`;
}
