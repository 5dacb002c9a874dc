import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useDesk } from "./bridge";
import type { Crew } from "./crew-types";

/** Who helps and when. */
export function useCrew(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["crew", id], queryFn: () => desk.Crew(id) });
}

/** Puts a crew that a call gave back where everyone reads it, without asking again. */
export function useShowCrew(id: string): (crew: Crew) => void {
  const client = useQueryClient();
  return useCallback((crew) => client.setQueryData(["crew", id], crew), [client, id]);
}
