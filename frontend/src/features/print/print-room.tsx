import { useState } from "react";
import { bridgeError } from "../../bridge/bridge-error";
import { usePreview } from "../../bridge/queries";
import type { EventView, LanguageTag, PrintRequest } from "../../bridge/types";
import { useAutosave } from "../../bridge/use-autosave";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Notice } from "../../ui/notice";
import { Findings } from "./findings";
import { Kinds } from "./kinds";
import { LanguageTabs } from "./language-tabs";
import { Output } from "./output";
import { type Choice, requestOf } from "./request";
import { Stage } from "./stage";
import { WordsPanel } from "./words-panel";
import "./print.css";

/** Pages as they will print, with the words and the paper beside them. */
export function PrintRoom({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const [choice, setChoice] = useState<Choice>({ kind: "poster", lang: "", paper: "a4", saveInk: false });
  const form = useAutosave(id, view.doc);
  const request = requestOf(choice, view);
  const { data: preview, error, isFetching } = usePreview(id, request);
  const language = languageOf(view, request);
  const change = (part: Partial<Choice>) => setChoice({ ...choice, ...part });
  return (
    <div className="print">
      <header className="print-head">
        <h1>{t("print.title")}</h1>
        <p className="page-note">{t("print.note")}</p>
      </header>
      <Kinds id={id} view={view} choice={choice} onChange={change} />
      <div className="print-stage">
        {error ? (
          <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>
        ) : (
          <Stage key={request.kind} preview={preview} busy={isFetching} />
        )}
        {request.kind !== "article1" && (
          <LanguageTabs languages={view.languages} chosen={language} onChange={(lang) => change({ lang })} />
        )}
      </div>
      <aside className="print-side" aria-label={t("print.side")}>
        <WordsPanel
          form={form}
          request={request}
          language={language}
          main={view.languages[0]}
          problems={preview?.problems ?? []}
        />
        <Output id={id} request={request} choice={choice} onChange={change} before={form.flush} />
        {preview && <Findings preview={preview} lang={request.lang} />}
      </aside>
    </div>
  );
}

function languageOf(view: EventView, request: PrintRequest): LanguageTag | undefined {
  return view.languages.find((language) => language.tag === request.lang) ?? view.languages[0];
}
