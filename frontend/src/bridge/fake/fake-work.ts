import { BridgeError } from "../bridge-error";
import type { Progress } from "../safety-types";

/** The steps after which Go no longer stops. */
const final = ["place", "tidy"];
/** The steps of which Go knows how far they are. */
const counted = ["read", "merge"];
const parts = 4;

/** What takes its time in the fake: it tells its steps, and stops when asked. */
export class FakeWork {
  private readonly told = new Set<(progress: Progress) => void>();
  private readonly pause: number;
  private stopped = false;

  constructor(pause: number) {
    this.pause = pause;
  }

  listen(heard: (progress: Progress) => void): () => void {
    this.told.add(heard);
    return () => this.told.delete(heard);
  }

  async through(...steps: string[]): Promise<void> {
    this.stopped = false;
    for (const step of steps) {
      const all = counted.includes(step) ? parts : 0;
      for (let done = 0; done < Math.max(all, 1); done++) await this.at(step, done, all);
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private async at(step: string, done: number, all: number): Promise<void> {
    const isFinal = final.includes(step);
    for (const heard of this.told) heard({ step, done, all, final: isFinal });
    if (this.pause > 0) await new Promise((resolve) => setTimeout(resolve, this.pause));
    if (this.stopped && !isFinal) throw new BridgeError("cancelled", "cancelled", "");
  }
}
