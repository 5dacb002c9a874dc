import type { MessageKey, Translate } from "./messages";

/** The parts of a refusal that words are made from. */
interface Refusal {
  code: string;
  message: string;
  hint: string;
}

const known: Record<string, MessageKey> = {
  invalid: "error.invalid",
  not_found: "error.not_found",
  conflict: "error.conflict",
  denied: "error.denied",
  locked: "error.locked",
  in_use: "error.in_use",
  offline: "error.offline",
  full: "error.full",
  damaged: "error.damaged",
  cancelled: "error.cancelled",
  timeout: "error.timeout",
};

/** What went wrong and what to do next, in one or two sentences. */
export function errorWords(t: Translate, { code, message, hint }: Refusal): string {
  return joined(t(known[code] ?? "error.internal", { message }), sentence(hint));
}

/** The same beside the field it is about, whose name the person sees already. */
export function fieldWords(refusal: Refusal | undefined): string | undefined {
  if (!refusal) return undefined;
  const words = refusal.message.replace(/^[a-z0-9_.[\]-]+: /i, "");
  return joined(sentence(words), sentence(refusal.hint));
}

function sentence(words: string): string {
  if (words === "") return "";
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?…]$/.test(first) ? first : `${first}.`;
}

function joined(first: string, second: string): string {
  return second === "" ? first : `${first} ${second}`;
}
