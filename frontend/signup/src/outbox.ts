import { base64, fromBase64 } from "./bytes";

/** What a letter is: the end of the address that takes it. */
export type Box = "signups" | "feedback";

/** A sealed sign-up, or sealed answers, that no server has taken yet. */
export interface Letter {
  readonly event: string;
  readonly box: Box;
  readonly id: string;
  readonly body: Uint8Array;
  readonly until: string; // RFC 3339; after it nobody takes the letter
}

const prefix = "daykit-letter ";

/** Sealed letters that wait on this phone. Nothing else is ever kept, and nothing of a letter once it was taken. */
export class Outbox {
  constructor(private readonly storage: Storage | null | undefined) {}

  /** Keeps a letter; false where the browser keeps nothing: in private windows, when it is full, without saying so. */
  keep(l: Letter): boolean {
    try {
      const text = JSON.stringify({ event: l.event, box: l.box, body: base64(l.body), until: l.until });
      this.storage?.setItem(prefix + l.id, text);
      return this.storage?.getItem(prefix + l.id) === text;
    } catch {
      return false;
    }
  }

  drop(id: string): void {
    try {
      this.storage?.removeItem(prefix + id);
    } catch {
      // Then nothing was kept.
    }
  }

  /**
   * The letters for a box of an event that wait, however late it is here: many a phone's clock is wrong, and the
   * server knows. Others are dropped when their time is long over, since nobody may come for them.
   */
  waiting(event: string, box: Box, now: number): Letter[] {
    const found: Letter[] = [];
    for (const key of this.keys()) {
      const letter = this.open(key);
      if (letter?.event === event && letter.box === box) found.push(letter);
      else if (!(now <= Date.parse(letter?.until ?? "") + grace)) this.drop(key.slice(prefix.length));
    }
    return found;
  }

  private keys(): string[] {
    try {
      return Object.keys(this.storage ?? {}).filter((key) => key.startsWith(prefix));
    } catch {
      return [];
    }
  }

  private open(key: string): Letter | undefined {
    try {
      const kept = JSON.parse(this.storage?.getItem(key) ?? "") as Record<string, string>;
      const { event, body, until } = kept;
      if (event === undefined || body === undefined || until === undefined) return undefined;
      const box = kept.box === "feedback" ? "feedback" : "signups"; // scripts of before said nothing of it
      return { event, box, id: key.slice(prefix.length), body: fromBase64(body), until };
    } catch {
      return undefined;
    }
  }
}

/** Beyond the end of sign-up, for clocks that are wrong. */
const grace = 7 * 24 * 60 * 60 * 1000;

/** The browser's storage, undefined where it may not be used; pages within other programs may have null. */
export function storage(): Storage | null | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
