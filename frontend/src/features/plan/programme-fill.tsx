import { useQuery } from "@tanstack/react-query";
import { useDesk } from "../../bridge/bridge";
import { bridgeError } from "../../bridge/bridge-error";
import { useShowEvent } from "../../bridge/queries";
import type { Slot } from "../../bridge/running-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { clockWords } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Loading, Notice } from "../../ui/notice";
import { say, useNotes } from "../../ui/toast";

/** Shows the running order that the activities bring, and puts it in when asked. */
export function FillDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const act = useAct();
  const { undoing } = useHistory(id, useNotes());
  const { data: offer, error } = useQuery({
    queryKey: ["programme-offer", id],
    queryFn: () => desk.OfferProgramme(id),
    gcTime: 0,
  });
  const fill = async () => {
    const view = await act.run(() => desk.FillProgramme(id, (offer?.replaces ?? 0) > 0));
    if (!view) return;
    show(view);
    onClose();
    say(t("order.filled"), undoing);
  };
  const trouble = act.error ?? (error ? bridgeError(error) : undefined);
  const replaces = offer?.replaces ?? 0;
  return (
    <Dialog title={t("order.fillTitle")} isOpen onClose={onClose} wide>
      {!offer && !error && <Loading label={t("app.loading")} />}
      {offer && (
        <>
          <p>{t("order.fillWords")}</p>
          <ol className="order-slots">
            {offer.slots.map((slot) => (
              <SlotLine key={`${slot.at} ${slot.title}`} slot={slot} />
            ))}
          </ol>
          {replaces > 0 && <Notice>{t("order.replaces", { count: replaces })}</Notice>}
        </>
      )}
      {trouble && <Notice tone="trouble">{errorWords(t, trouble)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        {offer && (
          <Button loudness="filled" isDisabled={act.busy} onPress={() => void fill()}>
            {replaces > 0 ? t("order.replace", { count: replaces }) : t("order.put")}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function SlotLine({ slot }: { slot: Slot }) {
  const t = useMessages();
  return (
    <li className="order-slot">
      <span className="order-time">{clockWords(slot.at)}</span>
      <span>
        <span lang="en">{slot.title}</span>{" "}
        <span className="quiet">
          {t("order.minutes", { minutes: slot.minutes })}
          {slot.short && ` · ${t("order.short")}`}
          {slot.alongside && ` · ${t("order.alongside")}`}
        </span>
      </span>
    </li>
  );
}
