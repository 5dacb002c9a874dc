import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { EventCard } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { longDate } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { hrefOf } from "../../lib/route";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { useRefusal } from "../../ui/toast";
import { EventMenu } from "./event-menu";

/** One event at a glance; its title leads into its rooms. */
export function EventCardView({ event }: { event: EventCard }) {
  const t = useMessages();
  const [asking, setAsking] = useState(false);
  return (
    <li className="event-card" data-past={event.days_to_go < 0 || undefined}>
      <p className="event-card-when">{distance(t, event.days_to_go)}</p>
      <h2 className="event-card-title" dir="auto">
        <a href={hrefOf({ page: "room", event: event.id, room: "plan" })}>{event.title}</a>
      </h2>
      <p>{longDate(event.date)}</p>
      <p className="quiet">
        <bdi>{event.group}</bdi>
        {event.town !== "" && (
          <>
            {" · "}
            <bdi>{event.town}</bdi>
          </>
        )}
      </p>
      <p className="quiet">
        {t(event.arrived > 0 ? "events.numbersCame" : "events.numbers", {
          signedUp: event.signed_up,
          inRoom: event.arrived,
        })}
      </p>
      <div className="event-card-foot">
        {event.ready && event.days_to_go >= 0 && <span className="event-card-due">{t("task.ready")}</span>}
        {event.tasks_due > 0 && (
          <span className="event-card-due">{t("events.due", { count: event.tasks_due })}</span>
        )}
        <EventMenu event={event} onDelete={() => setAsking(true)} />
      </div>
      {asking && <DeleteDialog event={event} onClose={() => setAsking(false)} />}
    </li>
  );
}

function distance(t: Translate, days: number): string {
  return days >= 0 ? t("events.toGo", { days }) : t("events.past", { days: -days });
}

function DeleteDialog({ event, onClose }: { event: EventCard; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const remove = async () => {
    await act.run(() => desk.DeleteEvent(event.id));
    onClose();
  };
  return (
    <Dialog title={t("events.deleteAsk")} isOpen onClose={onClose} alert>
      <p>{t("events.deleteWords", { title: event.title })}</p>
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {t("app.cancel")}
        </Button>
        <Button loudness="send" isDisabled={act.busy} onPress={() => void remove()}>
          {t("events.deleteYes")}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
