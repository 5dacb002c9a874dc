import { CircleCheck, Info } from "lucide-react";
import { useChoices } from "../../bridge/queries";
import type { Preview } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey } from "../../i18n/messages";
import { Notice } from "../../ui/notice";
import { hasField, problemWords } from "./problems";

/** What the pages say about themselves: what is amiss, from how far they read, where the code leads. */
export function Findings({ preview, lang }: { preview: Preview; lang: string }) {
  return (
    <div className="stack findings">
      <Problems preview={preview} lang={lang} />
      <Distance preview={preview} />
      {preview.notes.map((note) => (
        <Note key={note} note={note} />
      ))}
    </div>
  );
}

/** The problems that have no field of their own beside the page. */
function Problems({ preview, lang }: { preview: Preview; lang: string }) {
  const t = useMessages();
  const nameOf = useLanguageName();
  const rest = preview.problems.filter((problem) => !hasField(problem, lang));
  if (rest.length === 0) return null;
  return (
    <Notice tone="trouble">
      <strong>{t("print.problems")}</strong>
      <ul>
        {rest.map((problem) => (
          <li key={problem.field + problem.lang + problem.what}>{problemWords(t, problem, nameOf)}</li>
        ))}
      </ul>
    </Notice>
  );
}

function useLanguageName(): (tag: string) => string {
  const { data: choices } = useChoices();
  return (tag) => choices?.languages.find((language) => language.tag === tag)?.name ?? tag;
}

function Distance({ preview }: { preview: Preview }) {
  const t = useMessages();
  const reads = metres(preview.reads_from_m);
  const qr = metres(preview.qr_from_m);
  if (preview.reads_from_m <= 0) return null;
  const words = preview.qr_from_m > 0 ? t("print.reads", { reads, qr }) : t("print.readsOnly", { reads });
  return (
    <p className="quiet finding">
      <CircleCheck className="icon" aria-hidden />
      <span>{words}</span>
    </p>
  );
}

function Note({ note }: { note: string }) {
  const t = useMessages();
  return (
    <p className="quiet finding">
      <Info className="icon" aria-hidden />
      <span>{isMessageKey(note) ? t(note) : note}</span>
    </p>
  );
}

/** Rounded down to a tenth, so that the promise holds. */
function metres(value: number): string {
  return String(Math.floor(value * 10) / 10);
}
