import { useMessages } from "../../i18n/i18n";
import { Checkbox } from "../../ui/checkbox";
import { ChipRadios } from "../../ui/chips";
import { Disclosure } from "../../ui/disclosure";
import { named } from "./kind-names";
import type { Room } from "./room";

/** What print shops ask for, in millimetres past the edge. */
const edges = [3, 5];

/** What becomes of the file: printed here, kept for years, or taken to a print shop. */
export function ShopPanel({ room }: { room: Room }) {
  const t = useMessages();
  const { choices, choice, change } = room;
  const name = (id: string) => named(t, "print.profile.", id);
  return (
    <Disclosure label={t("print.shop")} {...(choice.profile !== "home" && { note: name(choice.profile) })}>
      <div className="stack panel">
        <ChipRadios
          label={t("print.profile")}
          value={choice.profile}
          onChange={(profile) => change({ profile })}
          choices={choices.profiles.map((id) => ({ id, label: name(id) }))}
          note={named(t, "print.profileNote.", choice.profile)}
        />
        {choice.profile === "print-shop" && <ShopWishes room={room} />}
      </div>
    </Disclosure>
  );
}

function ShopWishes({ room }: { room: Room }) {
  const t = useMessages();
  const { choice, change } = room;
  return (
    <>
      <ChipRadios
        label={t("print.bleed")}
        note={t("print.bleedNote", { mm: choice.bleedMm })}
        value={String(choice.bleedMm)}
        onChange={(mm) => change({ bleedMm: Number(mm) })}
        choices={edges.map((mm) => ({ id: String(mm), label: t("print.bleedOf", { mm }) }))}
      />
      <Checkbox isSelected={choice.cmyk} onChange={(cmyk) => change({ cmyk })} note={t("print.cmykNote")}>
        {t("print.cmyk")}
      </Checkbox>
    </>
  );
}
