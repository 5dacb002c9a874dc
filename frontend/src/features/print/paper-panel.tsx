import type { Ink, PaperItem } from "../../bridge/print-types";
import { useInk } from "../../bridge/queries";
import { useMessages } from "../../i18n/i18n";
import type { Translate } from "../../i18n/messages";
import { Checkbox } from "../../ui/checkbox";
import { ChipRadios } from "../../ui/chips";
import { NumberField } from "../../ui/number-field";
import { isLandscape, named, paperName, sizeOf, turned } from "./kind-names";
import type { Room } from "./room";

/** On which paper, and with how much ink. */
export function PaperPanel({ room }: { room: Room }) {
  const t = useMessages();
  const { kind } = room;
  const isScreen = kind.group === "screen";
  return (
    <section className="stack" aria-labelledby="print-paper">
      <h2 id="print-paper">{t(isScreen ? "print.shape" : "print.paper")}</h2>
      <Sizes room={room} />
      {kind.options.includes("save_ink") && <SaveInk room={room} />}
      {kind.options.includes("named") && (
        <Checkbox
          isSelected={room.choice.named}
          onChange={(named) => room.change({ named })}
          note={t("print.namedNote")}
        >
          {t("print.named")}
        </Checkbox>
      )}
      {kind.options.includes("sums") && (
        <Checkbox
          isSelected={room.choice.sums}
          onChange={(sums) => room.change({ sums })}
          note={t("print.sumsNote")}
        >
          {t("print.sums")}
        </Checkbox>
      )}
      {!isScreen && <InkLine room={room} />}
      {kind.formats.includes("pdf") && <Copies room={room} />}
    </section>
  );
}

function Copies({ room }: { room: Room }) {
  const t = useMessages();
  const { choice, change } = room;
  return (
    <div className="print-copies">
      <NumberField
        label={t("print.copies")}
        note={t("print.copiesNote")}
        min={1}
        max={100_000}
        value={choice.copies}
        onChange={(copies) => change({ copies })}
      />
    </div>
  );
}

/** A kind that comes on one paper only says which; there is nothing to choose then. */
function Sizes({ room }: { room: Room }) {
  const t = useMessages();
  const { kind, request, change, choices } = room;
  const sizes = bySize([...new Set(kind.papers.map(sizeOf))], choices.papers);
  const size = sizeOf(request.paper);
  const other = turned(size, !isLandscape(request.paper));
  const canTurn = kind.papers.includes(other);
  const pick = (next: string) => {
    const same = turned(next, isLandscape(request.paper));
    change({ paper: kind.papers.includes(same) ? same : turned(next, !isLandscape(request.paper)) });
  };
  return (
    <>
      {sizes.length > 1 ? (
        <ChipRadios
          label={t("print.paperSize")}
          quietLabel
          value={size}
          onChange={pick}
          choices={sizes.map((id) => ({ id, label: named(t, "print.size.", id) }))}
        />
      ) : (
        <p>{canTurn ? named(t, "print.size.", size) : paperName(t, request.paper)}</p>
      )}
      {canTurn && (
        <Checkbox isSelected={isLandscape(request.paper)} onChange={() => change({ paper: other })}>
          {t("print.onSide")}
        </Checkbox>
      )}
    </>
  );
}

/** Papers from small to large; shapes for a screen as they come. */
function bySize(sizes: string[], papers: readonly PaperItem[]): string[] {
  const area = (size: string) => {
    const paper = papers.find(({ name }) => name === size);
    return paper && paper.px === 0 ? paper.width_mm * paper.height_mm : 0;
  };
  return sizes.sort((a, b) => area(a) - area(b));
}

/** Says what it saves as soon as both ways are measured. */
function SaveInk({ room }: { room: Room }) {
  const t = useMessages();
  const { id, request, choice, change } = room;
  const ready = isMeasurable(room);
  const { data: full } = useInk(id, { ...request, save_ink: false }, ready);
  const { data: spare } = useInk(id, { ...request, save_ink: true }, ready);
  const less = full && spare ? Math.round((1 - total(spare) / total(full)) * 100) : 0;
  return (
    <Checkbox
      isSelected={choice.saveInk}
      onChange={(saveInk) => change({ saveInk })}
      note={less > 0 ? t("print.saveInkLess", { percent: less }) : t("print.saveInkNote")}
    >
      {t("print.saveInk")}
    </Checkbox>
  );
}

function isMeasurable({ fresh, preview }: Room): boolean {
  return fresh && preview !== undefined;
}

/** Of many pages Go measures a sample; the line says so. */
function InkLine({ room }: { room: Room }) {
  const t = useMessages();
  const { data: ink, error } = useInk(room.id, room.request, isMeasurable(room));
  if (room.preview === undefined) return null;
  return <p className="quiet">{inkWords(t, ink, error !== null)}</p>;
}

function inkWords(t: Translate, ink: Ink | undefined, failed: boolean): string {
  if (!ink) return t(failed ? "print.inkNone" : "print.inkWait");
  const percent = Math.min(100, Math.max(1, Math.round(total(ink))));
  const { pages, measured } = ink;
  return measured < pages ? t("print.inkSample", { percent, pages, measured }) : t("print.ink", { percent });
}

function total({ cyan, magenta, yellow, black }: Ink): number {
  return cyan + magenta + yellow + black;
}
