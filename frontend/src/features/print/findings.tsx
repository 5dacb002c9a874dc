import type { Preview, Problem } from "../../bridge/print-types";
import { useMessages } from "../../i18n/i18n";
import { hrefOf } from "../../lib/route";
import { Notice } from "../../ui/notice";
import { Line } from "./line";
import { otherProblems, placeFor, problemWords } from "./problems";
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
      <Notes room={room} notes={preview.notes} />
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
      <ul>
        {rest.map((problem) => (
          <li key={problem.field + problem.lang + problem.what}>
            <ProblemLine room={room} problem={problem} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function ProblemLine({ room, problem }: { room: Room; problem: Problem }) {
  const t = useMessages();
  const where = placeFor(problem);
  return (
    <>
      {problemWords(t, problem, room.languageName)}
      {where && (
        <>
          {" "}
          <a href={hrefOf({ page: "room", event: room.id, ...where })}>
            {t("print.goTo", { room: t(`nav.${where.room}`) })}
          </a>
        </>
      )}
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
  const lines = notes.map((note) => problemWords(t, note, room.languageName));
  return [...new Set(lines)].map((words) => <Line key={words} words={words} />);
}

/** Rounded down to a tenth, so that the promise holds. */
function metres(value: number): string {
  return String(Math.floor(value * 10) / 10);
}
