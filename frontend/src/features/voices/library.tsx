import { useState } from "react";
import { bridgeError } from "../../bridge/bridge-error";
import { useVoiceSearch } from "../../bridge/queries";
import type { VoicePage, VoiceQuery } from "../../bridge/voice-types";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { useSettled } from "../../lib/use-settled";
import { Loading, Notice } from "../../ui/notice";
import { SearchField } from "../../ui/search-field";
import { VoiceFilters } from "./filters";
import { StoppedVoice, stopped, VoiceCard } from "./voice-card";

const everything: VoiceQuery = {
  text: "",
  year: 0,
  topic: "",
  lang: "",
  organisation: "",
  use: "",
  from: "",
};

/** The voices that may be chosen, narrowed by what is looked for. */
export function Library({ id }: { id: string }) {
  const t = useMessages();
  const [query, setQuery] = useState(everything);
  const text = useSettled(query.text, 150);
  const { data: page, error } = useVoiceSearch(id, { ...query, text });
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!page) return <Loading label={t("app.loading")} />;
  if (page.all === 0) return <Notice>{t("voices.empty")}</Notice>;
  return (
    <>
      <SearchField
        label={t("voices.search")}
        placeholder={t("voices.searchHint")}
        value={query.text}
        onChange={(words) => setQuery({ ...query, text: words })}
        aside={
          <span className="voices-count" role="status">
            {t("voices.shown", { shown: page.voices.length, all: page.all })}
          </span>
        }
      />
      <VoiceFilters query={query} page={page} onChange={setQuery} />
      <Voices id={id} page={page} />
    </>
  );
}

function Voices({ id, page }: { id: string; page: VoicePage }) {
  const t = useMessages();
  if (page.voices.length === 0) return <Notice>{t("voices.noneFound")}</Notice>;
  return (
    <ul className="voices">
      {page.voices.map((voice) => (
        <li key={voice.id}>
          {stopped.has(voice.consent) ? (
            <StoppedVoice id={id} voice={voice} />
          ) : (
            <VoiceCard id={id} voice={voice} />
          )}
        </li>
      ))}
    </ul>
  );
}
