import type { EventView } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { Page } from "../../ui/page";
import { Tabs } from "../../ui/tabs";
import { GuestActions } from "./guest-actions";
import { GuestList } from "./guest-list";
import { Sheets } from "./sheets";
import "./signup.css";

/** Who is coming, and the paper on which they say so. */
export function SignupRoom({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const tabs = [
    { id: "guests", label: t("signup.guests"), content: <GuestList id={id} view={view} /> },
    { id: "sheets", label: t("signup.sheets"), content: <Sheets id={id} view={view} /> },
  ];
  return (
    <Page
      title={t("signup.title")}
      note={t("signup.note")}
      actions={<GuestActions id={id} view={view} />}
      fills
    >
      <Tabs label={t("signup.views")} tabs={tabs} />
    </Page>
  );
}
