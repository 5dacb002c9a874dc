import { useMessages } from "../../i18n/i18n";
import { DateField } from "../../ui/date-field";
import { TextField } from "../../ui/text-field";
import type { Room } from "./room";
import { VoicePicker } from "./voice-picker";

/** From when the press may use the notice, whom it may ask, and whose words it quotes. */
export function PressWords({ room }: { room: Room }) {
  const t = useMessages();
  const { choice, change } = room;
  return (
    <>
      <p className="quiet">{t("print.pressWords")}</p>
      <DateField
        label={t("print.embargo")}
        value={choice.embargo}
        onChange={(embargo) => change({ embargo })}
        clearLabel={t("print.embargoClear")}
      />
      {choice.embargo === "" && <p className="quiet">{t("print.embargoNone")}</p>}
      <TextField
        label={t("print.pressContact")}
        note={t("print.pressContactNote")}
        value={choice.contact}
        onChange={(contact) => change({ contact })}
      />
      <VoicePicker room={room} />
    </>
  );
}
