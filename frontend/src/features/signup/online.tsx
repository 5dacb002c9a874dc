import { useEffect, useRef } from "react";
import { useDesk } from "../../bridge/bridge";
import { bridgeError } from "../../bridge/bridge-error";
import { useShowEvent, useSignups } from "../../bridge/queries";
import type { Signups } from "../../bridge/signup-types";
import type { EventView } from "../../bridge/types";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Loading, Notice } from "../../ui/notice";
import { OnlineEntries } from "./online-entries";
import { OnlinePairs } from "./online-pairs";
import { Unopened } from "./online-unopened";
import { OnlineWishes } from "./online-wishes";
import { PageLine } from "./page-line";
import { PageLookLine } from "./page-look";
import { WaitingList } from "./waiting-list";

/** What came by the page: who has a place, who waits, what is to be decided, and what they chose. */
export function Online({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { data: signups, error } = useSignups(id);
  useLookedAt(id, signups !== undefined);
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!signups) return <Loading label={t("app.loading")} />;
  return (
    <div className="online">
      <PageLine id={id} page={signups.page} />
      <PageLookLine id={id} />
      <Numbers signups={signups} />
      {signups.pairs.length > 0 && <OnlinePairs id={id} pairs={signups.pairs} />}
      {signups.queue.length > 0 && <WaitingList id={id} signups={signups} date={view.doc.date} />}
      <OnlineEntries entries={signups.entries} />
      <OnlineWishes food={signups.food} access={signups.access} />
      <Unopened id={id} letters={signups.unopened} />
    </div>
  );
}

/** Takes down that somebody looks. The marks of what is new stay until they come back. */
function useLookedAt(id: string, shown: boolean): void {
  const desk = useDesk();
  const show = useShowEvent(id);
  const told = useRef(false);
  useEffect(() => {
    if (!shown || told.current) return;
    told.current = true;
    desk.SeenSignups(id).then(show, () => undefined); // what is new is then new once more
  }, [desk, id, show, shown]);
}

/** People and places in one line. */
function Numbers({ signups }: { signups: Signups }) {
  const t = useMessages();
  const { capacity, people, offered, waiting, free } = signups;
  return (
    <ul className="online-numbers">
      <li>{t("online.people", { count: people })}</li>
      {capacity > 0 && <li>{t("online.free", { count: free, capacity })}</li>}
      {offered > 0 && <li>{t("online.offered", { count: offered })}</li>}
      {waiting > 0 && <li>{t("online.waiting", { count: waiting })}</li>}
    </ul>
  );
}
