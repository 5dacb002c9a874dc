import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { saveAll } from "./autosaver";
import { useDesk } from "./bridge";
import type { Safety } from "./safety-types";

/** What may be known while the names are locked. */
const plain = ["state", "safety", "choices"];

/** Locks the names away: what was typed is saved first, and nothing that was read stays in the window. */
export function useLock(): () => Promise<void> {
  const desk = useDesk();
  const client = useQueryClient();
  return useCallback(async () => {
    await saveAll();
    await desk.Lock();
    client.setQueryData<Safety>(["safety"], (safety) => safety && { ...safety, locked: true });
    await client.invalidateQueries({ queryKey: ["safety"] });
  }, [desk, client]);
}

/** Gives a function that forgets all that was read; the window must show none of it by then. */
export function useForgetting(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    client.removeQueries({ predicate: ({ queryKey }) => !plain.includes(String(queryKey[0])) });
  }, [client]);
}
