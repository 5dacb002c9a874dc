import type { EventView } from "../../bridge/types";
import { Numbers } from "./numbers";

/** The day in numbers, and what people said. */
export function Happened({ view }: { id: string; view: EventView }) {
  return (
    <div className="stack">
      <Numbers view={view} />
    </div>
  );
}
