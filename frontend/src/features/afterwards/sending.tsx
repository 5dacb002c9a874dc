import { useStateLine } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { AboutToSend } from "./about-to-send";
import { Campaign } from "./campaign";
import { PublicPage } from "./public-page";

/** What a send would carry, to whom, and the event's page on the web. */
export function Sending({ id, view }: { id: string; view: EventView }) {
  const { data: state } = useStateLine();
  return (
    <div className="after-columns">
      <AboutToSend />
      <div className="stack">
        {state && <Campaign state={state} />}
        <PublicPage id={id} published={view.published} />
      </div>
    </div>
  );
}
