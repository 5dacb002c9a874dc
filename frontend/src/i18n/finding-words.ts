import { isMessageKey, type Translate } from "./messages";

/** What Go found, by its code; the words are its English ones, for a code that is newer than this window. */
interface Finding {
  code: string;
  params: Readonly<Record<string, string | number>>;
  what: string;
}

/** Parameters that are language tags. */
const tags = ["language", "instead"];

/** What was found, in whole sentences. */
export function findingWords(t: Translate, finding: Finding, languageName: (tag: string) => string): string {
  const key = `finding.${finding.code}`;
  if (!isMessageKey(key)) return sentence(finding.what);
  const values = Object.entries(finding.params).map(([name, value]) => {
    if (typeof value === "number") return [name, value] as const;
    return [name, isolated(tags.includes(name) ? languageName(value) : value)] as const;
  });
  return t(key, Object.fromEntries(values));
}

/** Somebody's words in another script must not turn the sentence around them. */
function isolated(words: string): string {
  return `\u2068${words}\u2069`;
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
