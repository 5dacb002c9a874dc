import { useVoices } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { ChipRadios } from "../../ui/chips";
import { Notice } from "../../ui/notice";
import { problemsAt } from "./problems";
import type { Room } from "./room";

/** The consents under which a voice may be printed. */
const usable = new Set(["granted", "asserted-by-source"]);

/** Whose words lead the page, of the voices that were chosen for the event. */
export function VoicePicker({ room }: { room: Room }) {
  const t = useMessages();
  const { id, choice, change, language } = room;
  const { data: voices } = useVoices(id);
  const chosen = voices?.filter((voice) => voice.chosen && usable.has(voice.consent));
  const problem = problemsAt(room, "voice", language?.tag);
  if (!chosen) return null;
  const [first] = chosen;
  if (!first) return <NoVoice id={id} />;
  const value = chosen.some((voice) => voice.id === choice.voice) ? choice.voice : first.id;
  return (
    <ChipRadios
      label={t("print.voice")}
      value={value}
      onChange={(voice) => change({ voice })}
      choices={chosen.map(({ id: voice, credit }) => ({ id: voice, label: credit }))}
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
