import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import type { Signup } from "../../bridge/signup-types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { longDate } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { DateField } from "../../ui/date-field";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Form } from "../../ui/form";
import { Notice } from "../../ui/notice";
import { say, useNotes } from "../../ui/toast";

interface OfferDialogProps {
  id: string;
  signup: Signup;
  /** Of the event. */
  date: string;
  onClose: () => void;
}

/** Holds a place until a day. Without a day it is the usual time. */
export function OfferDialog({ id, signup, date, onClose }: OfferDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const { undoing } = useHistory(id, useNotes());
  const [until, setUntil] = useState("");
  const offer = async () => {
    if (!(await act.run(() => desk.OfferPlace(id, signup.id, until)))) return;
    onClose();
    say(t("online.offeredSay"), undoing);
  };
  const name = signup.name === "" ? t("online.noName") : signup.name;
  return (
    <Dialog title={t("online.offerTitle", { name })} isOpen onClose={onClose}>
      <Form onSubmit={() => void offer()}>
        <p>{t("online.offerWords", { count: signup.party })}</p>
        <DateField label={t("online.until")} value={until} onChange={setUntil} />
        <p className="quiet">{t("online.untilNote", { date: longDate(date) })}</p>
        {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
        <DialogActions>
          <Button onPress={onClose}>{t("app.cancel")}</Button>
          <Button type="submit" loudness="filled" isDisabled={act.busy}>
            {t("online.offerYes")}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
