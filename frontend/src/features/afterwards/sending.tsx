import { useStateLine } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { Campaign } from "./campaign";
import { PublicPage } from "./public-page";
import { SendExactly } from "./send-exactly";
import { SendParts } from "./send-parts";

/** What a send would carry, to whom, and the event's page on the web. */
export function Sending({ id, view }: { id: string; view: EventView }) {
  const { data: state } = useStateLine();
  return (
    <div className="after-columns">
      <SendParts id={id} />
      <div className="stack">
        <SendExactly />
        {state && <Campaign state={state} />}
        <PublicPage id={id} view={view} />
      </div>
    </div>
  );
}
