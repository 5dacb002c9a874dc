import { useMessages } from "../../i18n/i18n";
import { Actions } from "./actions";
import { Findings } from "./findings";
import { MorePanel } from "./more-panel";
import { PaperPanel } from "./paper-panel";
import { PhotoPanel } from "./photo-panel";
import { PrinterPanel } from "./printer-panel";
import { Records } from "./records";
import type { Room } from "./room";
import { ShopPanel } from "./shop-panel";
import { WordsPanel } from "./words-panel";

/** What can be chosen for the page on show: the usual things open, the rest on request. */
export function Side({ room }: { room: Room }) {
  const t = useMessages();
  const { kind } = room;
  return (
    <aside className="print-side" aria-label={t("print.side")}>
      <WordsPanel room={room} />
      <PaperPanel room={room} />
      <div className="print-more">
        {kind.designs.length > 0 && <PhotoPanel room={room} />}
        <MorePanel room={room} />
        {kind.formats.includes("pdf") && <ShopPanel room={room} />}
        {kind.options.includes("printer") && <PrinterPanel room={room} />}
      </div>
      <Findings room={room} />
      <Records room={room} />
      <Actions room={room} />
    </aside>
  );
}
