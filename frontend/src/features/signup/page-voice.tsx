import type { PageVoiceOffer } from "../../bridge/signup-types";
import { usePageVoices } from "../../bridge/use-page-voices";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type Translate } from "../../i18n/messages";
import { Card } from "../../ui/card";
import { ChipRadios } from "../../ui/chips";
import { Disclosure } from "../../ui/disclosure";
import { Notice } from "../../ui/notice";
import { useNotes } from "../../ui/toast";

/** Whose words stand on the page: nobody's, or those of one voice that agreed to it. */
export function PageVoice({ id }: { id: string }) {
  const t = useMessages();
  const { data, choose, error } = usePageVoices(id, useNotes());
  if (!data) return null;
  const { chosen, offered, refused } = data;
  const shown = offered.find((voice) => voice.id === chosen);
  const stopped = refused.find((voice) => voice.id === chosen);
  const choices = offered.map((voice) => ({ id: voice.id, label: <bdi>{nameOf(t, voice)}</bdi> }));
  return (
    <Card title={t("pageVoice.title")}>
      <p className="quiet">{t("pageVoice.words")}</p>
      {stopped && (
        <Notice tone="trouble">
          {t("pageVoice.stopped", { name: nameOf(t, stopped), why: whyWords(t, stopped) })}
        </Notice>
      )}
      {(offered.length > 0 || chosen !== "") && (
        <ChipRadios
          label={t("pageVoice.title")}
          quietLabel
          choices={[{ id: "none", label: t("pageVoice.none") }, ...choices]}
          value={chosen === "" ? "none" : chosen}
          onChange={(voice) => void choose(voice)}
        />
      )}
      {offered.length === 0 && <p>{t("pageVoice.nobody")}</p>}
      {shown && <Preview voice={shown} />}
      {refused.length > 0 && (
        <Disclosure label={t("pageVoice.refused")}>
          <ul className="page-voice-refused">
            {refused.map((voice) => (
              <li key={voice.id}>
                {t("pageVoice.refusedOne", { name: nameOf(t, voice), why: whyWords(t, voice) })}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {error && <Notice tone="trouble">{errorWords(t, error)}</Notice>}
    </Card>
  );
}

/** The words as the page shows them, with every translation that readers of the page get. */
function Preview({ voice }: { voice: PageVoiceOffer }) {
  const t = useMessages();
  return (
    <figure className="page-voice">
      <blockquote lang={voice.lang} dir={voice.dir || "auto"}>
        {voice.quote}
      </blockquote>
      {voice.translations.map(({ lang, dir, text, reviewed }) => (
        <div key={lang}>
          <p className="quiet">{t(reviewed ? "pageVoice.translated" : "pageVoice.unchecked")}</p>
          <blockquote lang={lang} dir={dir || "auto"}>
            {text}
          </blockquote>
        </div>
      ))}
      {voice.credit !== "" && (
        <figcaption>
          <bdi lang={voice.lang}>{voice.credit}</bdi>
        </figcaption>
      )}
    </figure>
  );
}

function nameOf(t: Translate, { credit, id, quote }: PageVoiceOffer): string {
  if (credit !== "") return credit;
  return quote === "" ? id : t("pageVoice.nameless", { quote: quote.slice(0, 40) });
}

function whyWords(t: Translate, { why, why_words }: PageVoiceOffer): string {
  const key = `voices.why.${why}`;
  return isMessageKey(key) ? t(key) : why_words;
}
