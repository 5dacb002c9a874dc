import { useDesk } from "../../bridge/bridge";
import { useStateLine } from "../../bridge/queries";
import type { State } from "../../bridge/types";
import { useAct } from "../../bridge/use-act";
import { instantWords } from "../../i18n/dates";
import { useMessages, useWindowLocale } from "../../i18n/i18n";
import { locales } from "../../i18n/pseudo";
import { Card } from "../../ui/card";
import { ChipRadios } from "../../ui/chips";
import { Page } from "../../ui/page";
import { useRefusal } from "../../ui/toast";
import "./settings.css";

/** What holds for this laptop rather than for one event. */
export function SettingsPage() {
  const t = useMessages();
  const { data: state } = useStateLine();
  return (
    <Page title={t("settings.title")} note={t("settings.note")}>
      <div className="settings">
        <LanguageCard />
        {state && <DataCard state={state} />}
        {state && <AboutCard state={state} />}
      </div>
    </Page>
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

function DataCard({ state }: { state: State }) {
  const t = useMessages();
  return (
    <Card title={t("settings.data")}>
      <p>{t("settings.dataWords")}</p>
      <p>{t(state.safe_to_wipe ? "settings.wipeYes" : "settings.wipeNo")}</p>
      <p>
        {state.joined
          ? t("after.campaignWords", { group: state.group, server: state.server })
          : t("settings.notJoined")}
      </p>
      {state.last_receipt !== "" && <p>{t("after.receipt", { when: instantWords(state.last_receipt) })}</p>}
      {state.quarantined > 0 && <p>{t("settings.quarantined", { count: state.quarantined })}</p>}
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
