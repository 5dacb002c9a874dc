import { useChoices } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { type EventForm, useAutosave } from "../../bridge/use-autosave";
import { useMessages } from "../../i18n/i18n";
import { Loading } from "../../ui/notice";
import { SaveState } from "../../ui/save-state";
import { ForEveryone } from "./details-everyone";
import { WhatAndWhen } from "./details-what";
import { Where } from "./details-where";
import { WordsByLanguage } from "./details-words";
import { useMovedWords } from "./use-moved-words";

/** Everything known about the event, on one form that saves itself. */
export function Details({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const form: EventForm = useAutosave(id, view.doc, useMovedWords(id));
  if (!choices) return <Loading label={t("app.loading")} />;
  return (
    <div className="stack">
      <SaveState state={form.drafts.state} />
      <WhatAndWhen form={form} choices={choices} />
      <WordsByLanguage id={id} form={form} languages={view.languages} />
      <Where form={form} />
      <ForEveryone form={form} choices={choices} />
    </div>
  );
}
