/** How long a passphrase holds out: under 8 letters Go refuses it. */
type Level = "short" | "weak" | "fair" | "strong";

const least = 8;
const lettersOfAWord = 5;

/** The strength of a passphrase by its length in words, for one that is no words by its letters; steps of 4. */
export function strengthOf(text: string): { steps: number; level: Level } {
  const letters = [...text].length;
  if (letters < least) return { steps: 0, level: "short" };
  const parts = text.toLowerCase().split(/[\s.,_-]+/);
  const words = new Set(parts.filter((word) => [...word].length > 2)).size;
  const length = parts.length > 1 ? words : Math.floor(letters / lettersOfAWord);
  if (length < 3) return { steps: 1, level: "weak" };
  return length < 5 ? { steps: 2, level: "fair" } : { steps: 4, level: "strong" };
}
