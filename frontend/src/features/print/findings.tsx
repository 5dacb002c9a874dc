import { CircleCheck, Info } from "lucide-react";
import type { Preview, Problem } from "../../bridge/print-types";
import { useChoices } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import { isMessageKey } from "../../i18n/messages";
import { hrefOf } from "../../lib/route";
import { Notice } from "../../ui/notice";
import { otherProblems, problemWords, roomFor } from "./problems";
import type { Room } from "./room";

/** What the pages say about themselves: what is amiss, from how far they read, where the code leads. */
export function Findings({ room }: { room: Room }) {
  const { preview } = room;
  if (!preview) return null;
  return (
    <div className="stack findings">
      <Problems room={room} />
      <Draft drafts={preview.drafts} />
      <Distance preview={preview} />
      {preview.notes.map((note) => (
        <Note key={note} note={note} />
      ))}
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
  const nameOf = useLanguageName();
  const where = roomFor(problem);
  return (
    <>
      {problemWords(t, problem, nameOf)}
      {where && (
        <>
          {" "}
          <a href={hrefOf({ page: "room", event: room.id, room: where })}>
            {t("print.goTo", { room: t(`nav.${where}`) })}
          </a>
        </>
      )}
    </>
  );
}

function Draft({ drafts }: { drafts: readonly string[] }) {
  const t = useMessages();
  const nameOf = useLanguageName();
  if (drafts.length === 0) return null;
  return <Line words={t("print.draft", { languages: drafts.map(nameOf).join(", ") })} />;
}

function useLanguageName(): (tag: string) => string {
  const { data: choices } = useChoices();
  return (tag) => choices?.languages.find((language) => language.tag === tag)?.name ?? tag;
}

function Distance({ preview }: { preview: Preview }) {
  const t = useMessages();
  const reads = metres(preview.reads_from_m);
  const qr = metres(preview.qr_from_m);
  if (preview.reads_from_m <= 0) return null;
  const words = preview.qr_from_m > 0 ? t("print.reads", { reads, qr }) : t("print.readsOnly", { reads });
  return <Line words={words} good />;
}

function Note({ note }: { note: string }) {
  const t = useMessages();
  return <Line words={isMessageKey(note) ? t(note) : note} />;
}

function Line({ words, good = false }: { words: string; good?: boolean }) {
  const Icon = good ? CircleCheck : Info;
  return (
    <p className="quiet finding">
      <Icon className="icon" aria-hidden />
      <span>{words}</span>
    </p>
  );
}

/** Rounded down to a tenth, so that the promise holds. */
function metres(value: number): string {
  return String(Math.floor(value * 10) / 10);
}
