import { useEffect, useState } from "react";
import { useBridge } from "./bridge";
import type { Progress } from "./safety-types";

/** What is over sooner is not worth a bar that flashes up. */
const worthShowing = 500;

/** How far a Merge or a Restore is, while it runs; undefined until it has taken half a second. */
export function useProgress(running: boolean): Progress | undefined {
  const bridge = useBridge();
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    if (!running) return undefined;
    setProgress(undefined);
    let last: Progress | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown = false;
    const show = () => {
      shown = true;
      setProgress(last);
    };
    const leave = bridge.listenProgress((heard) => {
      last = heard;
      timer ??= setTimeout(show, worthShowing);
      if (shown) setProgress(heard);
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [bridge, running]);
  return running ? progress : undefined;
}
