import type { DayCounts, FilledForm, FilledPile } from "../feedback-types";

const uncounted: DayCounts = {
  children: null,
  adults: null,
  heard: [],
  volunteers: null,
  minutes: null,
  posters_up: null,
  posters_down: null,
  from_shifts: false,
};

/** What was said of an event, as the fake keeps it. */
export interface FakeSaid {
  forms: FilledForm[];
  piles: FilledPile[];
  /** By the key of the crew's question. */
  debrief: Record<string, string>;
  counts: DayCounts;
}

export function nothingSaid(): FakeSaid {
  return { forms: [], piles: [], debrief: {}, counts: uncounted };
}
