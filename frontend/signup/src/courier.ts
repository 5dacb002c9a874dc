import type { Letter, Outbox } from "./outbox";
import type { Outcome } from "./send";

/** What the page is told of a letter. */
export type News = Outcome["is"] | "working";

/** Seconds before the next try: doubled each time, and a little different on each phone. */
const firstWait = 2;
const lastWait = 300;

/** The longest wait that an answer is believed, in seconds: whatever stands between may ask for days. */
const longest = 3600;

export interface Ways {
  send(letter: Letter, working: () => void): Promise<Outcome>;
  /** kept says whether all letters that wait outlive this page. */
  tell(news: News, kept: boolean): void;
  /** Told whether a letter waits in this page alone, and is lost with it. */
  alone(unkept: boolean): void;
  later(what: () => void, seconds: number): () => void;
  random(): number;
}

/** Carries letters to the server until each was taken, or never will be. */
export class Courier {
  private readonly queue: { letter: Letter; kept: boolean }[] = [];
  private wait = firstWait;
  private busy = false;
  private cancel: (() => void) | undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly ways: Ways,
  ) {}

  /** Keeps a letter on this phone and begins to carry it. */
  post(letter: Letter): Promise<void> {
    this.queue.push({ letter, kept: this.outbox.keep(letter) });
    this.ways.alone(!this.kept());
    return this.now();
  }

  /** Takes up letters that an earlier visit left. */
  resume(letters: readonly Letter[]): Promise<void> {
    for (const letter of letters) this.queue.push({ letter, kept: true });
    return this.now();
  }

  /** Tries at once, as when the line is back. */
  async now(): Promise<void> {
    if (this.busy) return;
    this.cancel?.();
    this.busy = true;
    try {
      while (this.queue.length > 0 && (await this.carryFirst())) this.wait = firstWait;
    } finally {
      this.busy = false;
    }
  }

  /** Reports whether the first letter is off our hands. */
  private async carryFirst(): Promise<boolean> {
    const first = this.queue[0];
    if (first === undefined) return false;
    const out = await this.try(first.letter);
    // With others behind it, who wrote last would take it for theirs.
    if (out.is !== "sent" || this.queue.length === 1) this.ways.tell(out.is, this.kept());
    switch (out.is) {
      case "sent":
      case "late":
      case "refused":
        this.outbox.drop(first.letter.id);
        return this.letGo();
      case "gone": // It may come back: the letter stays for the next visit.
        return this.letGo();
      case "full":
      case "busy":
        this.again(Math.max(Math.min(out.wait, longest), this.wait));
        return false;
      case "offline":
        this.again(this.wait);
        return false;
    }
  }

  private letGo(): true {
    this.queue.shift();
    this.ways.alone(!this.kept());
    return true;
  }

  private kept(): boolean {
    return this.queue.every((waiting) => waiting.kept);
  }

  private async try(letter: Letter): Promise<Outcome> {
    try {
      return await this.ways.send(letter, () => this.ways.tell("working", this.kept()));
    } catch {
      return { is: "busy", wait: 0 };
    }
  }

  private again(seconds: number): void {
    this.wait = Math.min(this.wait * 2, lastWait);
    this.cancel = this.ways.later(() => void this.now(), seconds * (0.75 + this.ways.random() / 2));
  }
}
