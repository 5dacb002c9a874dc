import { useVoices } from "../../bridge/queries";
import type { Voice } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { ChipRadios } from "../../ui/chips";
import { Notice } from "../../ui/notice";
import { problemsAt } from "./problems";
import type { Room } from "./room";

/** Whose words lead the page, of the voices that were chosen for the event. */
export function VoicePicker({ room }: { room: Room }) {
  const t = useMessages();
  const { id, choice, change, language } = room;
  const { data: voices } = useVoices(id);
  const use = choice.kind === "social" || choice.kind === "press" ? choice.kind : "print";
  const offered = (voice: Voice) => voice.uses.some((one) => one.use === use && one.allowed);
  const chosen = voices?.filter((voice) => voice.chosen && offered(voice));
  const problem = problemsAt(room, "voice", language?.tag);
  if (!chosen) return null;
  const [first] = chosen;
  if (!first)
    return use === "press" ? <p className="quiet">{t("print.pressVoiceNone")}</p> : <NoVoice id={id} />;
  const field = use === "press" ? "pressVoice" : "voice";
  const wish = choice[field];
  const value = chosen.some((voice) => voice.id === wish) ? wish : first.id;
  return (
    <ChipRadios
      label={t("print.voice")}
      value={value}
      onChange={(voice) => change({ [field]: voice })}
      choices={chosen.map(({ id: voice, credit }) => ({ id: voice, label: credit || t("voices.noName") }))}
      note={t("print.voiceNote")}
      error={problem}
    />
  );
}

function NoVoice({ id }: { id: string }) {
  const t = useMessages();
  return (
    <Notice>
      {t("print.voiceNone")}{" "}
      <a href={hrefOf({ page: "room", event: id, room: "voices" })}>{t("print.voiceChoose")}</a>
    </Notice>
  );
}
