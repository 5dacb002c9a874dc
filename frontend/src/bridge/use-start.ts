import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDesk } from "./bridge";
import type { StartForm } from "./start-types";

/** What an event would begin with; what was there stays while the next is worked out. */
export function useStartPreview(form: StartForm) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["start", form],
    queryFn: () => desk.PreviewStart(form),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
