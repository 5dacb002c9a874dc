import { TriangleAlert } from "lucide-react";
import { Fragment } from "react";
import type { Preview, Problem } from "../../bridge/print-types";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { Notice } from "../../ui/notice";
import { Line } from "./line";
import { otherProblems, type ProblemLine, problemLines } from "./problems";
import type { Room } from "./room";

/** What the pages say about themselves: what is amiss, from how far they read, where the code leads. */
export function Findings({ room }: { room: Room }) {
  const { preview } = room;
  if (!preview) return null;
  return (
    <div className="stack findings">
      <Problems room={room} />
      <Draft room={room} drafts={preview.drafts} />
      <Distance preview={preview} />
      <Notes room={room} notes={preview.notes.filter((note) => !isOfCode(note))} />
    </div>
  );
}

/** The problems that have no field of their own beside the page. */
function Problems({ room }: { room: Room }) {
  const t = useMessages();
  const rest = otherProblems(room);
  if (rest.length === 0) return null;
  return (
    <Notice tone="trouble">
      <strong>{t("print.problems")}</strong>
      <ul className="problem-lines">
        {problemLines(t, rest, room.languageName).map((line) => (
          <li key={line.words}>
            <ProblemWords event={room.id} line={line} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function ProblemWords({ event, line }: { event: string; line: ProblemLine }) {
  const t = useMessages();
  return (
    <>
      {line.words}
      {line.places.map((place) => (
        <Fragment key={hrefOf({ page: "room", event, ...place })}>
          {" "}
          <a href={hrefOf({ page: "room", event, ...place })}>
            {t("print.goTo", { room: t(`nav.${place.room}`) })}
          </a>
        </Fragment>
      ))}
    </>
  );
}

function Draft({ room, drafts }: { room: Room; drafts: readonly string[] }) {
  const t = useMessages();
  if (drafts.length === 0) return null;
  return <Line words={t("print.draft", { languages: drafts.map(room.languageName).join(", ") })} />;
}

function Distance({ preview }: { preview: Preview }) {
  const t = useMessages();
  const reads = metres(preview.reads_from_m);
  const qr = metres(preview.qr_from_m);
  if (preview.reads_from_m <= 0) return null;
  const words = preview.qr_from_m > 0 ? t("print.reads", { reads, qr }) : t("print.readsOnly", { reads });
  return <Line words={words} good />;
}

function Notes({ room, notes }: { room: Room; notes: readonly Problem[] }) {
  const t = useMessages();
  const lines = problemLines(t, notes, room.languageName);
  return lines.map(({ words }) => <Line key={words} words={words} />);
}

/** Whether it says that the code leads to nothing yet. */
function isOfCode({ code }: Problem): boolean {
  return code === "not-joined" || code === "not-published";
}

/** That the code leads to nothing yet, and where to put it right: to be known before anything is printed. */
export function CodeNote({ room }: { room: Room }) {
  const t = useMessages();
  const note = room.preview?.notes.find(isOfCode);
  if (!note) return null;
  return (
    <p className="code-note">
      <TriangleAlert className="icon" aria-hidden />
      <span>
        {room.words(note)}{" "}
        <a href={hrefOf({ page: "room", event: room.id, room: "afterwards", tab: "send" })}>
          {t("print.goTo", { room: t("nav.afterwards") })}
        </a>
      </span>
    </p>
  );
}

/** Rounded down to a tenth, so that the promise holds. */
function metres(value: number): string {
  return String(Math.floor(value * 10) / 10);
}
