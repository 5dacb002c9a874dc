import { useQuery } from "@tanstack/react-query";
import { useDesk } from "./bridge";

/** What is planned so that nobody comes to harm; open, also what is sealed. */
export function useDoorPlan(id: string, open: boolean) {
  const desk = useDesk();
  return useQuery({
    queryKey: ["door", id, open],
    queryFn: () => (open ? desk.OpenDoorPlan(id) : desk.DoorPlan(id)),
    placeholderData: (before) => before,
  });
}
