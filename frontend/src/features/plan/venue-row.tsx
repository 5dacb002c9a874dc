import { useDesk } from "../../bridge/bridge";
import { useAct } from "../../bridge/use-act";
import type { VenueItem } from "../../bridge/venue-types";
import { longDate } from "../../i18n/dates";
import { fieldWords } from "../../i18n/error-words";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey } from "../../i18n/messages";
import { Button } from "../../ui/button";
import { ChipRadios } from "../../ui/chips";
import { TextField } from "../../ui/text-field";
import { useAnswer } from "./use-answer";
import { venueIcon } from "./venue-icons";

const starts = new Map([
  ["feature", "venue.feature."],
  ["question", "venue.question."],
  ["fact", "venue.fact."],
]);

/** One fact or question: its picture and word, yes, no or not known, and a note that saves itself. */
export function VenueRow({ id, item }: { id: string; item: VenueItem }) {
  const t = useMessages();
  const desk = useDesk();
  const act = useAct();
  const [kind = "", thing = ""] = item.id.split(".");
  const key = `${starts.get(kind)}${thing}`;
  const name = isMessageKey(key) ? t(key) : item.label;
  const Icon = venueIcon(item.id);
  const own = useAnswer({ choice: item.answer, words: item.note }, (answer, note) =>
    act.run(() => desk.AnswerVenue(id, item.id, answer, note)),
  );
  const choices = [
    { id: "yes", label: t("venue.yes") },
    { id: "no", label: t("venue.no") },
    { id: "unknown", label: t("venue.notKnown") },
  ];
  return (
    <li className="venue-item">
      <p className="venue-words">
        <Icon className="icon" aria-hidden />
        <span>{name}</span>
      </p>
      {!item.words && (
        <ChipRadios
          label={name}
          quietLabel
          choices={choices}
          value={item.answer === "" ? "unknown" : item.answer}
          onChange={(answer) => own.choose(answer === "yes" || answer === "no" ? answer : "")}
        />
      )}
      <TextField
        label={t("venue.noteOf", { what: name })}
        placeholder={t("venue.note")}
        value={own.words}
        onChange={own.type}
        onBlur={own.leave}
        error={fieldWords(act.error)}
      />
      {item.since !== "" && (
        <p className="venue-doubt">
          {t("venue.since", { date: longDate(item.since) })}{" "}
          <Button loudness="quiet" isDisabled={act.busy} onPress={() => own.choose(item.answer)}>
            {t("venue.still")}
          </Button>
        </p>
      )}
      {item.doubt && <p className="venue-doubt">{t("venue.doubt")}</p>}
    </li>
  );
}
