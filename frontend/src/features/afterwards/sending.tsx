import { useStateLine } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { Loading } from "../../ui/notice";
import { Campaign } from "./campaign";
import { JoinForm } from "./join-form";
import { PublicPage } from "./public-page";
import { SendExactly } from "./send-exactly";
import { SendLater } from "./send-later";
import { SendParts } from "./send-parts";

/** What a send would carry, to whom, and the event's page on the web; before that the way to join. */
export function Sending({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { data: state } = useStateLine();
  if (!state) return <Loading label={t("app.loading")} />;
  if (!state.joined)
    return (
      <div className="after-columns">
        <div className="stack">
          <JoinForm />
          <PublicPage id={id} view={view} joined={false} />
        </div>
        <div className="stack">
          <SendLater id={id} />
          <SendExactly />
        </div>
      </div>
    );
  return (
    <div className="after-columns">
      <SendParts id={id} />
      <div className="stack">
        <SendExactly />
        <Campaign state={state} />
        <PublicPage id={id} view={view} joined />
      </div>
    </div>
  );
}
