import { useState } from "react";
import { bridgeError } from "../../bridge/bridge-error";
import type { PrintChoices } from "../../bridge/print-types";
import { useChoices, usePreview, usePrintChoices } from "../../bridge/queries";
import type { EventView } from "../../bridge/types";
import { useAutosave } from "../../bridge/use-autosave";
import { errorWords } from "../../i18n/error-words";
import { findingWords } from "../../i18n/finding-words";
import { useMessages } from "../../i18n/i18n";
import { useSettled } from "../../lib/use-settled";
import { Loading, Notice } from "../../ui/notice";
import { Page } from "../../ui/page";
import { Gallery } from "./gallery";
import { Languages } from "./languages";
import { type Choice, firstChoice, requestOf } from "./request";
import type { Room } from "./room";
import { Side } from "./side";
import { Stage } from "./stage";
import "./dialogs.css";
import "./print.css";
import "./stage.css";

/** Pages as they will print, with the words and the paper beside them. */
export function PrintRoom({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { data: choices, error } = usePrintChoices();
  if (choices) return <Press id={id} view={view} choices={choices} />;
  return (
    <Page title={t("print.title")}>
      {error ? (
        <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>
      ) : (
        <Loading label={t("app.loading")} />
      )}
    </Page>
  );
}

/** A letter is shown once typing rests: there is a page for each guest. */
const restsFor = 400;

function useLanguageName(): Room["languageName"] {
  const { data: choices } = useChoices();
  return (tag) => choices?.languages.find((language) => language.tag === tag)?.name ?? tag;
}

function Press({ id, view, choices }: { id: string; view: EventView; choices: PrintChoices }) {
  const t = useMessages();
  const [choice, setChoice] = useState<Choice>(firstChoice);
  const form = useAutosave(id, view.doc);
  const languageName = useLanguageName();
  const kind = choices.kinds.find((one) => one.kind === choice.kind) ?? choices.kinds[0];
  const letters = useSettled(choice.letters, restsFor);
  const ask = (wish: Choice) => kind && requestOf(wish, kind, view.doc.languages, choices.papers);
  const { data: preview, error, isFetching, isPlaceholderData } = usePreview(id, ask({ ...choice, letters }));
  const request = ask(choice);
  if (!kind || !request) return null;
  const main = view.languages[0];
  const room: Room = {
    ...{ id, view, choices, kind, choice, request, preview, form, main },
    change: (part) => setChoice((before) => ({ ...before, ...part })),
    fresh: !isFetching && !isPlaceholderData && !error && letters === choice.letters,
    language: view.languages.find(({ tag }) => tag === request.lang.split(",")[0]) ?? main,
    languageName,
    words: (problem) => findingWords(t, problem, languageName),
  };
  return (
    <div className="print">
      <header className="print-head">
        <h1>{t("print.title")}</h1>
        <p className="page-note">{t("print.note")}</p>
      </header>
      <Gallery room={room} />
      <div className="print-stage">
        {error ? (
          <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>
        ) : (
          <Stage
            key={kind.kind + request.tile}
            preview={preview}
            busy={isFetching}
            isTiled={request.tile !== ""}
          />
        )}
        <Languages room={room} />
      </div>
      <Side room={room} />
    </div>
  );
}
