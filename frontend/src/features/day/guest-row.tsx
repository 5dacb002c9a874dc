import { Check } from "lucide-react";
import type { Guest } from "../../bridge/types";
import { clockWords } from "../../i18n/dates";
import { useMessages } from "../../i18n/i18n";
import { Button } from "../../ui/button";

interface GuestRowProps {
  guest: Guest;
  busy: boolean;
  onArrive: () => void;
}

/** One guest: who, with how many, and whether they are here. */
export function GuestRow({ guest, busy, onArrive }: GuestRowProps) {
  const t = useMessages();
  const people = t("day.people", { count: guest.party });
  return (
    <>
      <span className="avatar" data-colour={colourOf(guest.name)} aria-hidden="true">
        {initialOf(guest.name)}
      </span>
      <span className="door-words">
        <span className="door-head">
          <bdi className="door-name" lang={guest.lang}>
            {guest.name}
          </bdi>
          <Place place={guest.place} />
        </span>
        <span className="quiet">
          {people}
          {guest.notes !== "" && (
            <>
              {" · "}
              <bdi>{guest.notes}</bdi>
            </>
          )}
        </span>
      </span>
      {guest.arrived_at === "" ? (
        <Button
          size="small"
          isDisabled={busy}
          aria-label={t("day.arrivedName", { name: guest.name })}
          onPress={onArrive}
        >
          {t("day.arrived")}
        </Button>
      ) : (
        <span className="door-time">
          <Check className="icon" aria-hidden />
          <span className="hidden-text">{t("day.arrived")}</span>
          {clockWords(guest.arrived_at)}
        </span>
      )}
    </>
  );
}

/** Marks who has no place: whether they come in is for whoever is at the door. */
function Place({ place }: { place: Guest["place"] }) {
  const t = useMessages();
  if (place === "" || place === "accepted") return null;
  return <span className="door-place">{t(`day.place.${place}`)}</span>;
}

/** The first letter as a reader of that script sees it. */
function initialOf(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name.trim());
  return first?.segment.toUpperCase() ?? "";
}

const colours = 7;

/** The same colour for the same name, on every laptop. */
function colourOf(name: string): number {
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % colours;
}
