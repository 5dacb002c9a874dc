import { utf8, uuid } from "./bytes";

/** What a person says of an event that is over. */
export interface Told {
  readonly lang: string;
  readonly answers: Readonly<Record<string, readonly string[]>>;
  readonly words: string;
  readonly quote: boolean;
}

/** The length of all answers before they are sealed; wire.FeedbackSize. */
const size = 4096;

/** The greatest length of the words, as the field of the page has it; wire.MaxFeedbackWords. */
const maxWords = 600;

/**
 * Writes wire.Feedback with what was asked and nothing else, padded; undefined where nothing is answered. The
 * random bytes must be 16.
 */
export function composeHow(
  ask: readonly string[],
  told: Told,
  random: Uint8Array,
): { id: string; plain: Uint8Array } | undefined {
  const id = uuid(random);
  const answers: Record<string, readonly string[]> = {};
  for (const key of ask) {
    const given = told.answers[key] ?? [];
    if (given.length > 0) answers[key] = given;
  }
  const words = lines(told.words);
  if (words === "" && Object.keys(answers).length === 0) return undefined;
  const feedback = {
    v: 2,
    kind: "feedback",
    id,
    ...(told.lang === "" ? {} : { lang: told.lang }),
    answers,
    ...(words === "" ? {} : { words }),
    ...(words !== "" && told.quote ? { may_quote: true } : {}),
  };
  const json = utf8(JSON.stringify(feedback));
  if (json.length > size) throw new Error("too long");
  const plain = new Uint8Array(size).fill(0x20);
  plain.set(json);
  return { id, plain };
}

/** Text without control characters but ends of lines, cut at a whole character. */
export function lines(text: string): string {
  const plain = text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\n]|[\u2028\u2029]/gu, " ")
    .trim();
  return plain.slice(0, maxWords).replace(/[\ud800-\udbff]$/, "");
}
