import { useMessages } from "../../i18n/i18n";
import { ChipRadios } from "../../ui/chips";
import { named } from "./kind-names";
import { problemsAt } from "./problems";
import type { Room } from "./room";

const variants = ["rows", "slips", "names"];

/** How sign-up sheets are laid out, this time; the event keeps its own way. */
export function VariantChips({ room }: { room: Room }) {
  const t = useMessages();
  const { choice, change, view, language } = room;
  const value = choice.variant || view.doc.signup.layout || "rows";
  return (
    <>
      <ChipRadios
        label={t("signup.layout")}
        value={value}
        onChange={(variant) => change({ variant })}
        choices={variants.map((id) => ({ id, label: named(t, "signup.layout.", id) }))}
        note={named(t, "print.variantNote.", value)}
        error={problemsAt(room, "signup", language?.tag)}
      />
      <p className="quiet">{t("print.signupWords")}</p>
    </>
  );
}
