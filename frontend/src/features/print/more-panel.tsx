import { useMessages } from "../../i18n/i18n";
import { Checkbox } from "../../ui/checkbox";
import { ChipRadios } from "../../ui/chips";
import { Disclosure } from "../../ui/disclosure";
import { named } from "./kind-names";
import { tilesOf } from "./request";
import type { Room } from "./room";

/** No paper is called so. */
const whole = "-";

/** What few need: one large page over several sheets, and the local calendar. */
export function MorePanel({ room }: { room: Room }) {
  const t = useMessages();
  const { kind, request, choice, change, choices } = room;
  const tiles = kind.options.includes("tile") ? tilesOf(request.paper, choices.papers) : [];
  const takesLocal = kind.options.includes("local");
  if (!takesLocal && !kind.options.includes("tile")) return null;
  return (
    <Disclosure label={t("print.more")}>
      <div className="stack panel">
        {tiles.length > 0 && (
          <ChipRadios
            label={t("print.tile")}
            note={t("print.tileNote")}
            value={request.tile === "" ? whole : request.tile}
            onChange={(tile) => change({ tile: tile === whole ? "" : tile })}
            choices={[
              { id: whole, label: t("print.tileNone") },
              ...tiles.map((id) => ({ id, label: t("print.tileOf", { size: named(t, "print.size.", id) }) })),
            ]}
          />
        )}
        {kind.options.includes("tile") && tiles.length === 0 && (
          <p className="quiet">{t("print.tileLarger")}</p>
        )}
        {takesLocal && (
          <Checkbox
            isSelected={choice.local}
            onChange={(local) => change({ local })}
            note={t("print.localNote")}
          >
            {t("print.local")}
          </Checkbox>
        )}
      </div>
    </Disclosure>
  );
}
