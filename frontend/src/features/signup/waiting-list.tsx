import type { Signups } from "../../bridge/signup-types";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { WaitingEntry } from "./waiting-entry";

/** Who waits for a place, in the order in which they came. Nothing is sent from here. */
export function WaitingList({ id, signups, date }: { id: string; signups: Signups; date: string }) {
  const t = useMessages();
  return (
    <Card title={t("online.queue")} note={t("online.freeNow", { count: signups.free })}>
      <p className="quiet">{t("online.queueWords")}</p>
      <ol className="waiting-list">
        {signups.queue.map((signup) => (
          <WaitingEntry key={signup.id} id={id} signup={signup} date={date} />
        ))}
      </ol>
    </Card>
  );
}
