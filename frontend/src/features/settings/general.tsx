import { useDesk } from "../../bridge/bridge";
import { useStateLine } from "../../bridge/queries";
import type { State } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { useMessages, useWindowLocale } from "../../i18n/i18n";
import { locales } from "../../i18n/pseudo";
import { Card } from "../../ui/card";
import { ChipRadios } from "../../ui/chips";
import { useRefusal } from "../../ui/toast";

/** How the window speaks, and which one it is. */
export function General() {
  const { data: state } = useStateLine();
  return (
    <div className="settings">
      <LanguageCard />
      {state && <AboutCard state={state} />}
    </div>
  );
}

function LanguageCard() {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct(useRefusal());
  const locale = useWindowLocale();
  return (
    <Card>
      <ChipRadios
        label={t("settings.language")}
        note={t("settings.languageNote")}
        value={locale}
        choices={locales.map((id) => ({ id, label: t(`settings.${id}`) }))}
        onChange={(tag) => void act.run(() => desk.SetLocale(tag))}
      />
    </Card>
  );
}

function AboutCard({ state }: { state: State }) {
  const t = useMessages();
  return (
    <Card title={t("settings.about")}>
      <p>{t("settings.version", { version: state.version })}</p>
      {state.fonts_note !== "" && <p>{t("settings.fonts", { note: state.fonts_note })}</p>}
    </Card>
  );
}
