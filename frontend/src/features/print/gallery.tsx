import type { PrintKind } from "../../bridge/print-types";
import { usePreviews } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import { LineRadios } from "../../ui/line-radios";
import { PictureRadios } from "../../ui/picture-radios";
import { iconOf, named } from "./kind-names";
import { firstChoice, requestOf } from "./request";
import type { Room } from "./room";

/** Everything that can be printed: the designs as small live pictures, the printables by name. */
export function Gallery({ room }: { room: Room }) {
  return (
    <div className="print-gallery">
      <Designs room={room} />
      <Printables room={room} />
    </div>
  );
}

/** The designs, always shown on a poster; picking one from elsewhere leads back to the poster. */
function Designs({ room }: { room: Room }) {
  const t = useMessages();
  const { kind, request, choices, change } = room;
  const poster = choices.kinds.find(({ designs }) => designs.length > 0);
  const thumbs = useThumbs(room, poster);
  if (!poster) return null;
  return (
    <PictureRadios
      label={t("print.design")}
      value={request.design}
      pictures={poster.designs.map((design, at) => ({
        id: design,
        label: named(t, "print.design.", design),
        url: thumbs[at] ?? "",
      }))}
      onChange={(design) => change({ design, ...(kind.designs.length === 0 && { kind: poster.kind }) })}
    />
  );
}

/** Each design as a plain A4 poster in the languages on show. */
function useThumbs({ id, view, choices, choice }: Room, poster: PrintKind | undefined): string[] {
  const { lang, second, voice, saveInk } = choice;
  const wish = { ...firstChoice, lang, second, voice, saveInk };
  const requests = poster
    ? poster.designs.map((design) =>
        requestOf({ ...wish, design }, poster, view.doc.languages, choices.papers),
      )
    : [];
  return usePreviews(id, requests).map(({ data }) => data?.urls[0] ?? "");
}

/** The order of a pack on its way: those who are invited come to the door, then to the tables. */
const order = ["invite", "door", "table", "crew", "after", "screen"];

function Printables({ room }: { room: Room }) {
  const t = useMessages();
  const { kind, choices, change } = room;
  const groups = [...new Set([...order, ...choices.kinds.map(({ group }) => group)])].filter((group) =>
    choices.kinds.some((one) => one.group === group),
  );
  return (
    <LineRadios
      label={t("print.what")}
      value={kind.kind}
      groups={groups.map((group) => ({
        id: group,
        title: named(t, "print.group.", group),
        lines: choices.kinds
          .filter((one) => one.group === group)
          .map((one) => ({
            id: one.kind,
            label: named(t, "print.kind.", one.kind),
            icon: iconOf(one.kind),
          })),
      }))}
      onChange={(next) => change({ kind: next })}
    />
  );
}
