/**
 * The items whose name holds every word searched for. Case and accents do not matter, so that "lukasz"
 * finds Łukasz and a phone's plain letters find everyone.
 */
export function found<T>(items: readonly T[], search: string, nameOf: (item: T) => string): T[] {
  const words = plain(search).split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const name = plain(nameOf(item));
    return words.every((word) => name.includes(word));
  });
}

/** Letters that no decomposition reaches. */
const single: Record<string, string> = { ł: "l", ø: "o", đ: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe" };

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[łøđıßæœ]/g, (letter) => single[letter] ?? letter);
}
