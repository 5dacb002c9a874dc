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
    const asked = answer.status === 429 ? await challenge(answer) : undefined;
    if (asked === undefined) return outcome(answer);
    working();
    work = await solve(asked, letter.id, letter.body);
  }
  return { is: "busy", wait: 60 };
}

async function put(letter: Letter, work: string | undefined): Promise<Response | undefined> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    return await fetch(`/v1/e/${letter.event}/signups/${letter.id}`, {
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
      signal: stop.signal,
    });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

interface Problem {
  readonly code?: unknown;
  readonly challenge?: { readonly token?: unknown; readonly bits?: unknown };
}

async function problem(answer: Response): Promise<Problem> {
  try {
    return ((await answer.clone().json()) as Problem | null) ?? {};
  } catch {
    return {};
  }
}

async function challenge(answer: Response): Promise<Challenge | undefined> {
  const { token, bits } = (await problem(answer)).challenge ?? {};
  if (typeof token !== "string" || typeof bits !== "number" || !(bits >= 0 && bits <= maxBits))
    return undefined;
  return { token, bits };
}

async function outcome(answer: Response): Promise<Outcome> {
  const { status } = answer;
  const wait = Number(answer.headers.get("Retry-After")) || 0;
  if (status === 200 || status === 201) return { is: "sent" };
  if (status === 410) return { is: "late" };
  if (status === 404) return { is: "gone" };
  if (status === 503 && (await problem(answer)).code === "full") return { is: "full", wait };
  if (status === 429 || status === 408 || status >= 500) return { is: "busy", wait };
  return { is: "refused" };
}
