import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useDesk } from "./bridge";
import type { SendView } from "./send-types";

/** What the campaign would get of an event, and what of it is ticked. */
export function useSend(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["send", id], queryFn: () => desk.Send(id) });
}

/** Shows what Go gave back at once, so that a second click answers what is there now. */
export function useShowSend(id: string): (view: SendView) => void {
  const client = useQueryClient();
  return useCallback((view) => client.setQueryData(["send", id], view), [client, id]);
}
