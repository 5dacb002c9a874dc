import { useWords } from "../../bridge/queries";
import type { WordHint } from "../../bridge/words-types";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { Disclosure } from "../../ui/disclosure";
import "./words-hints.css";

const labels = {
  title: "details.titleIn",
  "texts.headline": "details.headline",
  "texts.about": "details.about",
  "texts.access": "details.accessLine",
} as const;

type Labelled = WordHint & { field: keyof typeof labels };

function labelled(hint: WordHint): hint is Labelled {
  return hint.field in labels;
}

/** Advice on the words in one language, for those who ask. Nothing waits for it. */
export function WordsHints({ id, lang }: { id: string; lang: string }) {
  const t = useMessages();
  const { data } = useWords(id);
  const hints = (data?.hints ?? []).filter((hint) => hint.lang === lang).filter(labelled);
  if (hints.length === 0) return null;
  return (
    <Disclosure label={t("words.hints", { count: hints.length })} note={t("words.hintsNote")}>
      <ul className="words-hints" aria-label={t("words.hintsList")}>
        {hints.map((hint) => (
          <li key={`${hint.field} ${hint.kind} ${hint.found}`}>
            <span className="words-hint-at">{t(labels[hint.field])}</span> {about(t, hint)}
            <p className="quiet">{t("words.why", { why: hint.why, basis: hint.basis })}</p>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function about(t: Translate, hint: WordHint): string {
  const { found, say, number, most } = hint;
  return t(`words.${hint.kind}`, { found, say, number, most });
}
