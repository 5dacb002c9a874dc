import { useState } from "react";
import { bridgeError } from "../../bridge/bridge-error";
import { useGuests } from "../../bridge/queries";
import type { Guest } from "../../bridge/types";
import { errorWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { found } from "../../lib/found";
import { announce } from "../../ui/announcer";
import { Button } from "../../ui/button";
import { Loading, Notice } from "../../ui/notice";
import { SearchField } from "../../ui/search-field";
import { VirtualList } from "../../ui/virtual-list";
import { GuestRow } from "./guest-row";
import { useDoor } from "./use-door";
import { useSlash } from "./use-slash";

/** The list at the door. Enter in the search box marks the one person left as arrived. */
export function DoorList({ id, signedUp }: { id: string; signedUp: number }) {
  const t = useMessages();
  const { data: guests, error } = useGuests(id);
  const [search, setSearch] = useState("");
  const door = useDoor(id);
  const box = useSlash();
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!guests) return <Loading label={t("app.loading")} />;
  const shown = found(guests, search, (guest) => guest.name);
  const narrow = (words: string) => {
    setSearch(words);
    announce(t("day.found", { count: found(guests, words, (guest) => guest.name).length }));
  };
  // What is typed for the next person meanwhile stays, and so does what was refused.
  const cleared = (words: string) => (isDone: boolean) => {
    if (isDone) setSearch((now) => (now === words ? "" : now));
  };
  const submit = () => {
    const [only, second] = shown.filter((guest) => guest.arrived_at === "");
    if (search !== "" && only && !second) void door.arrive(only).then(cleared(search));
  };
  const act = (guestID: string) => {
    const guest = guests.find((one) => one.id === guestID);
    if (guest && guest.arrived_at === "") void door.arrive(guest);
  };
  return (
    <section className="card door" aria-label={t("day.list")}>
      <div className="door-search">
        <SearchField
          label={t("day.search")}
          placeholder={t("day.placeholder")}
          value={search}
          onChange={narrow}
          onSubmit={submit}
          inputRef={box}
          aside={<span className="door-count">{t("day.signedUp", { count: signedUp })}</span>}
        />
      </div>
      <VirtualList
        label={t("day.list")}
        items={shown}
        textOf={(guest: Guest) => guest.name}
        onAction={act}
        empty={
          <Nobody
            search={search.trim()}
            onAdd={() => void door.arriveNamed(search.trim()).then(cleared(search))}
          />
        }
      >
        {(guest) => <GuestRow guest={guest} busy={door.busy} onArrive={() => void door.arrive(guest)} />}
      </VirtualList>
    </section>
  );
}

function Nobody({ search, onAdd }: { search: string; onAdd: () => void }) {
  const t = useMessages();
  if (search === "") return <p className="nobody quiet">{t("day.noGuests")}</p>;
  return (
    <div className="nobody stack">
      <p>{t("day.none", { name: search })}</p>
      <div>
        <Button onPress={onAdd}>{t("day.addNamed", { name: search })}</Button>
      </div>
    </div>
  );
}
