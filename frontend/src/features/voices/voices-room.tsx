import { useQueryClient } from "@tanstack/react-query";
import { Check, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useDesk } from "../../bridge/bridge";
import { bridgeError } from "../../bridge/bridge-error";
import { useVoices } from "../../bridge/queries";
import type { Voice } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type MessageKey } from "../../i18n/messages";
import { announce } from "../../ui/announcer";
import { Button } from "../../ui/button";
import { Loading, Notice } from "../../ui/notice";
import { Page } from "../../ui/page";
import { useRefusal } from "../../ui/toast";
import { FetchList } from "./fetch-list";
import { PackLine } from "./pack-line";
import "./voices.css";

interface VoicesRoomProps {
  id: string;
  /** The way in for a file of the campaign. */
  bringPack: ReactNode;
}

/** People's own words, to be chosen for this event. */
export function VoicesRoom({ id, bringPack }: VoicesRoomProps) {
  const t = useMessages();
  const { data: voices, error } = useVoices(id);
  return (
    <Page
      title={t("voices.title")}
      note={t("voices.note")}
      actions={
        <>
          <FetchList />
          {bringPack}
        </>
      }
    >
      {error && <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>}
      {!voices && !error && <Loading label={t("app.loading")} />}
      {voices?.length === 0 && <Notice>{t("voices.empty")}</Notice>}
      <PackLine />
      <ul className="voices">
        {voices?.map((voice) => (
          <li key={voice.id}>
            {stopped.has(voice.consent) ? (
              <StoppedVoice id={id} voice={voice} />
            ) : (
              <VoiceCard id={id} voice={voice} />
            )}
          </li>
        ))}
      </ul>
      <Notice>
        <strong>{t("voices.consentLead")}</strong> {t("voices.consent")}
      </Notice>
    </Page>
  );
}

/** The consents under which nothing new may carry a voice. */
const stopped = new Set(["withdrawn", "unchecked", "missing", "expired"]);

function StoppedVoice({ id, voice }: { id: string; voice: Voice }) {
  const t = useMessages();
  const key = `voices.stopped.${voice.consent}`;
  return (
    <figure className="voice" data-stopped>
      <div>
        <p className="voice-name">
          <s>{voice.credit}</s>
        </p>
        <p>{isMessageKey(key) ? t(key) : voice.consent}</p>
      </div>
      {voice.chosen && (
        <figcaption className="voice-row">
          <ChooseButton id={id} voice={voice} />
        </figcaption>
      )}
    </figure>
  );
}

function VoiceCard({ id, voice }: { id: string; voice: Voice }) {
  const t = useMessages();
  return (
    <figure className="voice">
      <blockquote className="voice-quote" lang={voice.lang} dir="auto">
        {voice.quote}
      </blockquote>
      <figcaption className="voice-foot">
        <div>
          <p className="voice-name">{voice.credit}</p>
          <p className="voice-role">
            {voice.organisation === ""
              ? t("voices.role", { role: voice.role, year: String(voice.year) })
              : t("voices.who", {
                  organisation: voice.organisation,
                  role: voice.role,
                  year: String(voice.year),
                })}
          </p>
        </div>
        <div className="voice-row">
          <VoiceTerms voice={voice} />
          <ChooseButton id={id} voice={voice} />
        </div>
      </figcaption>
    </figure>
  );
}

function VoiceTerms({ voice }: { voice: Voice }) {
  const t = useMessages();
  const scope = voice.scope.join(", ");
  return (
    <p className="voice-terms">
      <span className="voice-chip">
        <ShieldCheck className="icon" aria-hidden />
        <span className="hidden-text">{t("voices.scope", { scope: "" })}</span>
        {scope === "" ? t("voices.scopeNone") : scope}
      </span>
      <span className="voice-chip">
        <span className="hidden-text">{t("voices.lang", { language: "" })}</span>
        {voice.lang.toUpperCase()}
      </span>
    </p>
  );
}

function nameKey({ chosen, consent }: Voice): MessageKey {
  if (stopped.has(consent)) return "voices.takeOffName";
  return chosen ? "voices.usedName" : "voices.useName";
}

function ChooseButton({ id, voice }: { id: string; voice: Voice }) {
  const t = useMessages();
  const desk = useDesk();
  const client = useQueryClient();
  const act = useAct(useRefusal());
  const { chosen, credit } = voice;
  const off = stopped.has(voice.consent);
  const choose = async () => {
    const voices = await act.run(() => desk.ChooseVoice(id, voice.id, !chosen));
    if (!voices) return;
    client.setQueryData(["voices", id], voices);
    announce(t(chosen ? "voices.unchosen" : "voices.chosen", { credit }));
  };
  return (
    <Button
      loudness={chosen && !off ? "warm" : "light"}
      {...(chosen && !off && { icon: Check })}
      aria-label={t(nameKey(voice), { credit })}
      {...(!off && { "aria-pressed": chosen })}
      onPress={() => void choose()}
    >
      {t(off ? "voices.takeOff" : chosen ? "voices.used" : "voices.use")}
    </Button>
  );
}
