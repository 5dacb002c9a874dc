import { useQuery } from "@tanstack/react-query";
import { useDesk } from "./bridge";

/** The photographs of an event, with what was agreed for each. */
export function usePhotographs(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["photographs", id], queryFn: () => desk.Photographs(id) });
}

/** Where a photograph was used. */
export function usePhotographUses(id: string, photo: string) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["photograph-uses", id, photo],
    queryFn: () => desk.PhotographUses(id, photo),
  });
}

/** How many people there are to thank; not who they are. */
export function useThanksCounts(id: string) {
  const desk = useDesk();
  return useQuery({ queryKey: ["thanks", id], queryFn: () => desk.ThanksCounts(id) });
}
