import type { ReactNode } from "react";
import { bridgeError } from "../../bridge/bridge-error";
import { useSafety } from "../../bridge/queries";
import type { Safety } from "../../bridge/safety-types";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { Loading, Notice } from "../../ui/notice";
import { Page } from "../../ui/page";
import { Tabs } from "../../ui/tabs";
import { AuditList } from "./audit-list";
import { Backups } from "./backups";
import { Devices } from "./devices";
import { General } from "./general";
import { IsItSafe } from "./is-it-safe";
import { PassphraseCard } from "./passphrase-card";
import { RecoveryCard } from "./recovery-card";
import "./settings.css";

interface SettingsPageProps {
  /** The event the person came from; may be "". */
  event: string;
  tab: string | undefined;
  /** The way for this laptop into another group's laptops. */
  accept: ReactNode;
}

/** What holds for this laptop rather than for one event. */
export function SettingsPage({ event, tab, accept }: SettingsPageProps) {
  const t = useMessages();
  const { data: safety, error } = useSafety();
  const known = (draw: (safety: Safety) => ReactNode) => (
    <div className="settings">
      {error && <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>}
      {!safety && !error && <Loading label={t("app.loading")} />}
      {safety && draw(safety)}
    </div>
  );
  const tabs = [
    { id: "general", label: t("settings.general"), content: <General /> },
    {
      id: "safe",
      label: t("safe.title"),
      content: known((now) => <IsItSafe safety={now} event={event} />),
    },
    { id: "keep", label: t("keep.title"), content: known((now) => <KeepIt safety={now} event={event} />) },
    {
      id: "devices",
      label: t("devices.title"),
      content: known((now) => <Devices devices={now.devices} accept={accept} />),
    },
    { id: "log", label: t("audit.title"), content: <AuditList /> },
  ];
  return (
    <Page title={t("settings.title")} note={t("settings.note")}>
      <Tabs label={t("settings.views")} tabs={tabs} first={tab} />
    </Page>
  );
}

function KeepIt({ safety, event }: { safety: Safety; event: string }) {
  return (
    <>
      <RecoveryCard recovery={safety.recovery} />
      <Backups backups={safety.backups} guarded={safety.keys === "passphrase"} />
      <PassphraseCard safety={safety} event={event} />
    </>
  );
}
