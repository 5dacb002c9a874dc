import { useChoices } from "../../bridge/queries";
import type { Signup } from "../../bridge/signup-types";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { type DataColumn, DataTable } from "../../ui/data-table";
import { SignupName } from "./signup-name";
import { tickWords } from "./tick-words";

/** Who has a place, the latest first. */
export function OnlineEntries({ entries }: { entries: readonly Signup[] }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const languageName = (tag: string) => choices?.languages.find((one) => one.tag === tag)?.name ?? tag;
  if (entries.length === 0) return <p className="online-empty quiet">{t("online.none")}</p>;
  return (
    <div className="card online-table">
      <DataTable
        label={t("online.list")}
        columns={columns(t, languageName)}
        items={entries}
        empty={<p className="quiet">{t("online.none")}</p>}
      />
    </div>
  );
}

function columns(t: Translate, languageName: (tag: string) => string): DataColumn<Signup>[] {
  return [
    { id: "name", title: t("signup.name"), width: "3fr", cell: (one) => <SignupName signup={one} /> },
    { id: "people", title: t("signup.people"), cell: (one) => one.party },
    { id: "lang", title: t("signup.lang"), width: "2fr", cell: (one) => languageName(one.lang) },
    { id: "contact", title: t("signup.contact"), width: "3fr", cell: (one) => <bdi>{one.contact}</bdi> },
    { id: "ticks", title: t("online.ticked"), width: "2fr", cell: (one) => tickWords(t, one.ticks) },
    {
      id: "came",
      title: t("online.cameAt"),
      width: "2fr",
      cell: (one) => (one.page ? instantWords(one.came) : t("online.byHand")),
    },
  ];
}
