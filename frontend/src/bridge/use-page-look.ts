import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useDesk } from "./bridge";
import type { PageLook } from "./look-types";

/** What came of looking at the public page as a visitor does. */
export function usePageLook(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["page-look", id], queryFn: () => desk.PageLook(id) });
}

/** Puts a look that a call gave back where everyone reads it. */
export function useShowPageLook(id: string): (look: PageLook) => void {
  const client = useQueryClient();
  return useCallback((look) => client.setQueryData(["page-look", id], look), [client, id]);
}
