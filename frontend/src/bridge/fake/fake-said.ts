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

const written: [string, boolean, boolean][] = [
  ["My mum danced. She has not danced since we came.", true, true],
  ["I live on the next street and had never said hello.", true, true],
  ["More chairs for older people please.", true, false],
  ["Ask me again when it is warmer.", false, false],
];

const ticked: Record<string, string[]>[] = [
  { welcome: ["5"], new: ["yes"], again: ["yes"], why: ["people", "programme"], heard: ["poster"] },
  { welcome: ["5"], new: ["yes"], again: ["yes"], why: ["family"], heard: ["friend"] },
  { welcome: ["4"], new: ["yes"], again: ["yes"], why: ["people", "day"], heard: ["group"] },
  { welcome: ["5"], new: ["no"], again: ["yes"], why: ["learn"], heard: ["friend"] },
];

/** Forms as a day brings them. */
export function sampleSaid(): FakeSaid {
  const forms = Array.from({ length: 27 }, (_, at): FilledForm => {
    const [words = "", may = false, quote = false] = written[at] ?? [];
    const answers = ticked[at % ticked.length] ?? {};
    return {
      id: `f-sample-${at}`,
      n: at + 1,
      via: "paper",
      lang: "en",
      answers,
      words,
      may_quote: may,
      quote,
    };
  });
  return { ...nothingSaid(), forms, debrief: { worked: "The long table. Not the microphone." } };
}
