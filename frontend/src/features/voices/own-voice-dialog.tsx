import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { bridgeError } from "../../bridge/bridge-error";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import type { OwnVoice } from "../../bridge/voice-types";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Dialog, DialogActions } from "../../ui/dialog";
import { Disclosure } from "../../ui/disclosure";
import { Form } from "../../ui/form";
import { Loading, Notice } from "../../ui/notice";
import { say, useNotes } from "../../ui/toast";
import { OwnCare } from "./own-care";
import { OwnConsent } from "./own-consent";
import { OwnTranslations } from "./own-translations";
import { OwnWords } from "./own-words";

interface OwnVoiceDialogProps {
  id: string;
  /** Its id; "" for a new one. */
  voice: string;
  onClose: () => void;
}

const nobody: OwnVoice = {
  id: "",
  name_form: "first",
  scope: [],
  given: "",
  expires: "",
  withdrawn: "",
  reason: "",
  credit: "",
  role: "",
  organisation: "",
  year: 0,
  lang: "",
  quote: "",
  topics: [],
  translations: [],
  person: "",
  withdraw_to: "",
  buddy: "",
  stop_word: "",
  call_after: "",
  has_form: false,
};

/** Adds somebody local, or changes what is kept of them. */
export function OwnVoiceDialog({ id, voice, onClose }: OwnVoiceDialogProps) {
  const t = useMessages();
  const desk = useDesk();
  const { data, error } = useQuery({
    queryKey: ["own-voice", voice],
    queryFn: () => (voice === "" ? nobody : desk.OwnVoice(voice)),
    gcTime: 0,
    staleTime: 0,
  });
  return (
    <Dialog title={t("voices.own.title")} isOpen onClose={onClose} keeps wide>
      {error && <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>}
      {data ? <Record id={id} kept={data} onClose={onClose} /> : <Loading label={t("app.loading")} />}
    </Dialog>
  );
}

function Record({ id, kept, onClose }: { id: string; kept: OwnVoice; onClose: () => void }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const { undoing } = useHistory(id, useNotes());
  const [own, setOwn] = useState(kept);
  const change = (part: Partial<OwnVoice>) => setOwn((was) => ({ ...was, ...part }));
  const save = async () => {
    const { has_form: _, ...record } = own;
    if (!(await act.run(() => desk.SaveOwnVoice(id, record)))) return;
    onClose();
    say(t("voices.own.saved"), undoing);
  };
  return (
    <Form onSubmit={() => void save()}>
      <OwnWords own={own} change={change} />
      <OwnConsent own={own} change={change} />
      <Disclosure label={t("voices.own.care")} note={t("voices.own.careNote")}>
        <OwnCare own={own} change={change} />
      </Disclosure>
      <Disclosure label={t("voices.own.translations")} note={String(own.translations.length)}>
        <OwnTranslations own={own} change={change} />
      </Disclosure>
      {act.error && <Notice tone="trouble">{errorWords(t, act.error)}</Notice>}
      <DialogActions>
        <Button onPress={onClose}>{t("app.cancel")}</Button>
        <Button type="submit" loudness="filled" isDisabled={act.busy}>
          {t("voices.own.save")}
        </Button>
      </DialogActions>
    </Form>
  );
}
