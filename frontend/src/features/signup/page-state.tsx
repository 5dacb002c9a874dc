import { useState } from "react";
import { useDesk } from "../../bridge/bridge";
import { useShowEvent } from "../../bridge/queries";
import type { EventView, Text } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useHistory } from "../../bridge/use-history";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { ChipRadios } from "../../ui/chips";
import { Notice } from "../../ui/notice";
import { say, useNotes } from "../../ui/toast";
import { StateNotes } from "./state-notes";

const states = ["open", "full", "closed", "moved", "cancelled"] as const;

/** Opens and closes the sign-up on the page. Nothing changes until it is said so. */
export function PageState({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const now = view.doc.signup_page;
  const stored = now?.state ?? "open";
  const [state, setState] = useState<string>(stored);
  const [note, setNote] = useState<Text>(now?.note ?? {});
  const { change, busy, error } = useStateChange(id, view.published);
  const same = state === stored && JSON.stringify(note) === JSON.stringify(now?.note ?? {});
  return (
    <Card title={t("online.stateTitle")}>
      <ChipRadios
        label={t("online.stateTitle")}
        quietLabel
        choices={states.map((one) => ({ id: one, label: t(`online.state.${one}`) }))}
        value={state}
        onChange={setState}
      />
      {(state !== "open" || Object.keys(note).length > 0) && (
        <StateNotes languages={view.languages} note={note} onChange={setNote} />
      )}
      {view.doc.venue.hide_address && <p className="quiet">{t("online.quiet")}</p>}
      {error && <Notice tone="trouble">{errorWords(t, error)}</Notice>}
      <div>
        <Button isDisabled={same || busy} onPress={() => void change(state, note)}>
          {view.published ? t("online.stateYes") : t("online.stateKeep")}
        </Button>
      </div>
    </Card>
  );
}

function useStateChange(id: string, published: boolean) {
  const t = useMessages();
  const desk = useDesk();
  const show = useShowEvent(id);
  const { run, busy, error } = useAct();
  const { undoing } = useHistory(id, useNotes());
  const change = async (state: string, note: Text) => {
    const view = await run(() => desk.SignupState(id, state, JSON.stringify(note)));
    if (!view) return;
    show(view);
    say(published ? t("online.stateSay") : t("online.stateKept"), undoing);
  };
  return { change, busy, error };
}
