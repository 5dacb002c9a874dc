import type { EventView } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { Page } from "../../ui/page";
import { Tabs } from "../../ui/tabs";
import { GuestActions } from "./guest-actions";
import { GuestList } from "./guest-list";
import { Online } from "./online";
import { PageAsks } from "./page-asks";
import { PageLook } from "./page-look";
import { Sheets } from "./sheets";
import "./signup.css";
import "./online.css";

interface SignupRoomProps {
  id: string;
  view: EventView;
  /** The view that the address asks for. */
  tab?: string | undefined;
}

/** Who is coming, and the page and the paper on which they say so. */
export function SignupRoom({ id, view, tab }: SignupRoomProps) {
  const t = useMessages();
  const fresh = view.new_signups;
  const online = fresh > 0 ? t("online.tabNew", { count: fresh }) : t("online.tab");
  const tabs = [
    { id: "guests", label: t("signup.guests"), content: <GuestList id={id} view={view} /> },
    { id: "online", label: online, content: <Online id={id} view={view} /> },
    { id: "asks", label: t("online.asks"), content: <PageAsks id={id} view={view} /> },
    { id: "sheets", label: t("signup.sheets"), content: <Sheets id={id} view={view} /> },
  ];
  return (
    <Page
      title={t("signup.title")}
      note={t("signup.note")}
      actions={<GuestActions id={id} view={view} />}
      fills
    >
      <PageLook id={id} />
      <Tabs label={t("signup.views")} tabs={tabs} first={tab} />
    </Page>
  );
}
