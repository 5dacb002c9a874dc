import { useEffect, useSyncExternalStore } from "react";
import type { Autosaver, Drafts } from "./autosaver";

/** What a saver holds now. It saves when the window closes and when its form goes away. */
export function useDrafts(saver: Autosaver): Drafts {
  const drafts = useSyncExternalStore(saver.subscribe, saver.snapshot);
  useEffect(() => saver.enlist(), [saver]);
  useEffect(() => {
    const flush = () => void saver.flush();
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      void saver.leave();
    };
  }, [saver]);
  return drafts;
}
