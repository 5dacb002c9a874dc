import type { Letter } from "./outbox";
import { type Challenge, maxBits, solve } from "./work";

/** What a try to send came to. */
export type Outcome =
  | { readonly is: "sent" } // the server has it
  | { readonly is: "late" } // closed, cancelled or over
  | { readonly is: "gone" } // the page was taken down
  | { readonly is: "refused" } // the server will never take it
  | { readonly is: "full"; readonly wait: number } // too many wait; seconds until the next try
  | { readonly is: "busy"; readonly wait: number }
  | { readonly is: "offline" };

/** How often a server may ask for work during one try. */
const rounds = 3;

/** How long an answer may take, in milliseconds: a slow line takes its time over two kilobytes. */
const patience = 45_000;

/** Sends a letter once, and does the work that the server asks for. */
export async function send(letter: Letter, working: () => void): Promise<Outcome> {
  let work: string | undefined;
  for (let round = 0; round <= rounds; round++) {
    const answer = await put(letter, work);
    if (answer === undefined) return { is: "offline" };
    const asked = answer.status === 429 ? challenge(answer.said) : undefined;
    if (asked === undefined) return outcome(answer);
    working();
    work = await solve(asked, letter.id, letter.body);
  }
  return { is: "busy", wait: 60 };
}

/** What an answer says, as far as this page reads it: wire.Done and wire.Problem. Others than our server answer too. */
interface Said {
  readonly done?: unknown;
  readonly code?: unknown;
  readonly challenge?: { readonly token?: unknown; readonly bits?: unknown } | null;
}

interface Answer {
  readonly status: number;
  readonly wait: number;
  readonly said: Said;
}

/** Puts a letter once; undefined where no whole answer came in time. */
async function put(letter: Letter, work: string | undefined): Promise<Answer | undefined> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const answer = await fetch(`/v1/e/${letter.event}/${letter.box}/${letter.id}`, {
      method: "PUT",
      body: letter.body as Uint8Array<ArrayBuffer>,
      headers: {
        "Content-Type": "application/octet-stream",
        ...(work === undefined ? {} : { "Daykit-Work": work }),
      },
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      keepalive: true, // it goes on when the page is closed at once
      signal: stop.signal,
    });
    const wait = Number(answer.headers.get("Retry-After")) || 0;
    return { status: answer.status, wait, said: read(await answer.text()) };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function read(text: string): Said {
  try {
    return (JSON.parse(text) as Said | null) ?? {};
  } catch {
    return {};
  }
}

function challenge(said: Said): Challenge | undefined {
  const { token, bits } = said.challenge ?? {};
  if (typeof token !== "string" || typeof bits !== "number" || !(bits >= 0 && bits <= maxBits))
    return undefined;
  return { token, bits };
}

/** The codes of our server after which a letter is never, or not now, worth another try. */
const last: Record<string, Outcome["is"] | undefined> = {
  "410 closed": "late",
  "404 not_found": "gone",
  "400 invalid": "refused",
  "413 invalid": "refused",
};

/**
 * Believes an answer only in our server's own words: a firewall, a proxy or a filter between has the same
 * statuses, and a letter must not be lost, or be said to have arrived, by theirs.
 */
function outcome({ status, wait, said }: Answer): Outcome {
  if ((status === 200 || status === 201) && said.done === true) return { is: "sent" };
  const is = last[`${status} ${said.code}`];
  if (is === "late" || is === "gone" || is === "refused") return { is };
  if (status === 503 && said.code === "full") return { is: "full", wait };
  return { is: "busy", wait };
}
