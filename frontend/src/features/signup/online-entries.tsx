import { useChoices } from "../../bridge/queries";
import type { Signup } from "../../bridge/signup-types";
import { instantWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { type DataColumn, DataTable } from "../../ui/data-table";
import { SignupName } from "./signup-name";
import { tickWords } from "./tick-words";

/** Who came by the page and has a place, the latest first. Who was put on the list by hand is under Guests. */
export function OnlineEntries({ entries }: { entries: readonly Signup[] }) {
  const t = useMessages();
  const { data: choices } = useChoices();
  const languageName = (tag: string) => choices?.languages.find((one) => one.tag === tag)?.name ?? tag;
  const came = entries.filter(({ page }) => page);
  const byHand = entries.length - came.length;
  const others = byHand > 0 && <p className="quiet">{t("online.others", { count: byHand })}</p>;
  if (came.length === 0)
    return (
      <div className="online-empty">
        <p className="quiet">{t("online.none")}</p>
        {others}
      </div>
    );
  return (
    <div className="card online-table">
      <DataTable
        label={t("online.list")}
        columns={columns(t, languageName)}
        items={came}
        empty={<p className="quiet">{t("online.none")}</p>}
      />
      {others}
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
      cell: (one) => instantWords(one.came),
    },
  ];
}
