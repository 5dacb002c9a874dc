import { ChevronLeft, ChevronRight, Map as MapIcon } from "lucide-react";
import { type CSSProperties, useState } from "react";
import type { Preview } from "../../bridge/print-types";
import { useMessages } from "../../i18n/i18n";
import { Button, IconButton } from "../../ui/button";
import { Loading } from "../../ui/notice";

interface StageProps {
  preview: Preview | undefined;
  busy: boolean;
  /** The page is spread over sheets, whose map comes last. */
  isTiled: boolean;
}

/** The page on a table, one at a time. */
export function Stage({ preview, busy, isTiled }: StageProps) {
  const t = useMessages();
  const [page, setPage] = useState(0);
  if (!preview) return <Loading label={t("print.drawing")} />;
  const last = preview.urls.length - 1;
  const at = Math.min(page, Math.max(last, 0));
  const url = preview.urls[at];
  const showMap = isTiled ? () => setPage(last) : undefined;
  return (
    <>
      <figure className="stage" aria-label={t("print.preview")} aria-busy={busy}>
        {url !== undefined && (
          <img
            className="stage-page"
            src={url}
            alt={t("print.pageOf", { page: at + 1, pages: preview.pages, alt: preview.alt })}
            style={shapeOf(preview)}
          />
        )}
      </figure>
      {last > 0 && <Pages at={at} last={last} turn={setPage} showMap={showMap} />}
    </>
  );
}

interface PagesProps {
  at: number;
  last: number;
  turn: (page: number) => void;
  showMap: (() => void) | undefined;
}

function Pages({ at, last, turn, showMap }: PagesProps) {
  const t = useMessages();
  return (
    <div className="stage-pages">
      <IconButton
        icon={ChevronLeft}
        label={t("print.previous")}
        isDisabled={at === 0}
        onPress={() => turn(at - 1)}
      />
      <span>{t("print.pageCount", { page: at + 1, pages: last + 1 })}</span>
      <IconButton
        icon={ChevronRight}
        label={t("print.next")}
        isDisabled={at === last}
        onPress={() => turn(at + 1)}
      />
      {showMap && (
        <Button loudness="quiet" size="small" icon={MapIcon} onPress={showMap}>
          {t("print.map")}
        </Button>
      )}
    </div>
  );
}

function shapeOf(preview: Preview): CSSProperties {
  return { "--shape": preview.width_mm / preview.height_mm } as CSSProperties;
}
