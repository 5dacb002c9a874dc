import { useEffect, useState } from "react";
import { useDesk } from "./bridge";
import type { Progress } from "./safety-types";
import { useProgress } from "./use-progress";

/** A Merge or a Restore while it runs. */
export interface Work {
  /** How far it is, once it has taken half a second. */
  progress: Progress | undefined;
  /** It was asked to stop, and has not heard of it yet. */
  stopping: boolean;
  /** It can no longer be stopped. */
  final: boolean;
  stop: () => void;
}

/** How far a Merge or a Restore is, and the way to stop it. */
export function useWork(running: boolean): Work {
  const desk = useDesk();
  const progress = useProgress(running);
  const [stopping, setStopping] = useState(false);
  useEffect(() => {
    if (!running) setStopping(false);
  }, [running]);
  const stop = () => {
    setStopping(true);
    desk.Stop().catch(() => setStopping(false)); // whoever waits for the work hears how it ends
  };
  return { progress, stopping: running && stopping, final: progress?.final ?? false, stop };
}
