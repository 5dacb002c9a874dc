import { Check, UserX } from "lucide-react";
import { useState } from "react";
import { bridgeError } from "../../bridge/bridge-error";
import { useChoices, useGuests } from "../../bridge/queries";
import type { EventView, Guest } from "../../bridge/types";
import { clockWords } from "../../i18n/dates";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { IconButton } from "../../ui/button";
import { type DataColumn, DataTable } from "../../ui/data-table";
import { Loading, Notice } from "../../ui/notice";
import { EraseDialog } from "./erase-dialog";

/** Everybody on the list, as a table that stays quick with hundreds of names. */
export function GuestList({ id, view }: { id: string; view: EventView }) {
  const t = useMessages();
  const { data: guests, error } = useGuests(id);
  const nameOf = useLanguageNames();
  const [erasing, setErasing] = useState<Guest>();
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!guests) return <Loading label={t("app.loading")} />;
  return (
    <div className="card guest-sheet">
      <p className="guest-total">
        {t("signup.total", { people: view.attendance.signed_up, entries: guests.length })}
      </p>
      <DataTable
        label={t("signup.list")}
        columns={[...columns(t, nameOf), eraseColumn(t, setErasing)]}
        items={guests}
        empty={<p className="guest-empty quiet">{t("signup.empty")}</p>}
      />
      <p className="quiet guest-total">{t("signup.importHelp")}</p>
      {erasing && <EraseDialog id={id} guest={erasing} onClose={() => setErasing(undefined)} />}
    </div>
  );
}

function useLanguageNames(): (tag: string) => string {
  const { data: choices } = useChoices();
  return (tag) => choices?.languages.find((language) => language.tag === tag)?.name ?? tag;
}

function columns(t: Translate, languageName: (tag: string) => string): DataColumn<Guest>[] {
  return [
    { id: "name", title: t("signup.name"), width: "3fr", cell: (guest) => nameCell(t, guest) },
    { id: "people", title: t("signup.people"), cell: (guest) => guest.party },
    { id: "lang", title: t("signup.lang"), width: "2fr", cell: (guest) => languageName(guest.lang) },
    {
      id: "notes",
      title: t("signup.notes"),
      width: "3fr",
      cell: (guest) => <span dir="auto">{guest.notes}</span>,
    },
    { id: "contact", title: t("signup.contact"), width: "3fr", cell: (guest) => <bdi>{guest.contact}</bdi> },
    { id: "came", title: t("signup.came"), width: "2fr", cell: cameCell },
  ];
}

function eraseColumn(t: Translate, onErase: (guest: Guest) => void): DataColumn<Guest> {
  return {
    id: "erase",
    title: t("erase.column"),
    cell: (guest) => (
      <IconButton
        icon={UserX}
        label={t("erase.button", { name: guest.name })}
        onPress={() => onErase(guest)}
      />
    ),
  };
}

function nameCell(t: Translate, guest: Guest) {
  return (
    <span className="guest-name">
      <span dir="auto" lang={guest.lang}>
        {guest.name}
      </span>
      {guest.org !== "" && (
        <span className="quiet" dir="auto">
          {guest.org}
        </span>
      )}
      {guest.page && <span className="quiet">{t("signup.fromPage")}</span>}
    </span>
  );
}

function cameCell(guest: Guest) {
  if (guest.arrived_at === "") return null;
  return (
    <span className="guest-came">
      <Check className="icon" aria-hidden />
      {clockWords(guest.arrived_at)}
    </span>
  );
}
