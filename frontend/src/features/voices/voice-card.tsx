import { useQueryClient } from "@tanstack/react-query";
import { Check, ShieldCheck } from "lucide-react";
import { useDesk } from "../../bridge/bridge";
import { useChoices } from "../../bridge/queries";
import type { Voice } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey, type MessageKey } from "../../i18n/messages";
import { announce } from "../../ui/announcer";
import { Button } from "../../ui/button";
import { useRefusal } from "../../ui/toast";
import { Agreed } from "./agreed";
import { OwnMenu } from "./own-menu";
import { useWords } from "./use-names";

/** The consents under which nothing new may carry a voice. */
export const stopped = new Set(["withdrawn", "unchecked", "missing", "expired", "asked", "locked"]);

interface VoiceProps {
  id: string;
  voice: Voice;
}

/** A voice that nothing may carry now, and what to do. */
export function StoppedVoice({ id, voice }: VoiceProps) {
  const t = useMessages();
  const key = `voices.stopped.${voice.consent}`;
  const gone = voice.consent !== "asked";
  return (
    <figure className="voice" data-stopped>
      <div>
        <p className="voice-name">{gone ? <s>{voice.credit}</s> : voice.credit}</p>
        <p>{isMessageKey(key) ? t(key) : voice.consent}</p>
      </div>
      <figcaption className="voice-row">
        {voice.chosen && <ChooseButton id={id} voice={voice} />}
        {voice.local && <OwnMenu id={id} voice={voice} />}
      </figcaption>
    </figure>
  );
}

export function VoiceCard({ id, voice }: VoiceProps) {
  const t = useMessages();
  return (
    <figure className="voice">
      <blockquote className="voice-quote" lang={voice.lang} dir="auto">
        {voice.quote}
      </blockquote>
      <figcaption className="voice-foot">
        <div>
          <p className="voice-name">{voice.credit === "" ? t("voices.noName") : voice.credit}</p>
          <p className="voice-role">{whoWords(voice)}</p>
        </div>
        <div className="voice-row">
          <VoiceTerms voice={voice} />
          {voice.local && <OwnMenu id={id} voice={voice} />}
          <ChooseButton id={id} voice={voice} />
        </div>
        <Agreed voice={voice} />
      </figcaption>
    </figure>
  );
}

/** Organisation, role and year, as far as they are known. */
function whoWords({ organisation, role, year }: Voice): string {
  const what = [role, year === 0 ? "" : String(year)].filter(Boolean).join(" ");
  return [organisation, what].filter(Boolean).join(" · ");
}

function VoiceTerms({ voice }: { voice: Voice }) {
  const t = useMessages();
  const words = useWords();
  const { data: choices } = useChoices();
  const language =
    choices?.languages.find(({ tag }) => tag === voice.lang)?.endonym ?? voice.lang.toUpperCase();
  const scope = voice.uses.filter(({ allowed }) => allowed).map(({ use }) => words.use(use));
  return (
    <p className="voice-terms">
      <span className="voice-chip">
        <ShieldCheck className="icon" aria-hidden />
        <span className="hidden-text">{t("voices.scope", { scope: "" })}</span>
        {scope.length === 0 ? t("voices.scopeNone") : scope.join(", ")}
      </span>
      <span className="voice-chip">
        <span className="hidden-text">{t("voices.lang", { language: "" })}</span>
        <span lang={voice.lang}>{language}</span>
      </span>
      {voice.local && <span className="voice-chip">{t("voices.local")}</span>}
    </p>
  );
}

function nameKey({ chosen, consent }: Voice): MessageKey {
  if (stopped.has(consent)) return "voices.takeOffName";
  return chosen ? "voices.usedName" : "voices.useName";
}

/** Nothing of an event can carry a voice that is neither for print nor for social media. */
function usable({ uses }: Voice): boolean {
  return uses.some(({ use, allowed }) => allowed && (use === "print" || use === "social"));
}

function ChooseButton({ id, voice }: VoiceProps) {
  const t = useMessages();
  const desk = useDesk();
  const client = useQueryClient();
  const act = useAct(useRefusal());
  const { chosen } = voice;
  const credit = voice.credit === "" ? t("voices.noName") : voice.credit;
  const off = stopped.has(voice.consent);
  const choose = async () => {
    const voices = await act.run(() => desk.ChooseVoice(id, voice.id, !chosen));
    if (!voices) return;
    await client.invalidateQueries({ queryKey: ["voices", id] });
    announce(t(chosen ? "voices.unchosen" : "voices.chosen", { credit }));
  };
  if (!off && !chosen && !usable(voice)) return null;
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
