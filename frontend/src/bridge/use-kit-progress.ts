import { useEffect, useState } from "react";
import { useBridge } from "./bridge";
import type { KitProgress } from "./print-types";

/** How far the printing of everything is, while it runs; undefined before the first file. */
export function useKitProgress(running: boolean): KitProgress | undefined {
  const bridge = useBridge();
  const [progress, setProgress] = useState<KitProgress>();
  useEffect(() => {
    if (!running) return undefined;
    setProgress(undefined);
    return bridge.listenKit(setProgress);
  }, [bridge, running]);
  return running ? progress : undefined;
}
