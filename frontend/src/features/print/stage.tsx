import { ChevronLeft, ChevronRight } from "lucide-react";
import { type CSSProperties, useState } from "react";
import type { Preview } from "../../bridge/types";
import { useMessages } from "../../i18n/i18n";
import { IconButton } from "../../ui/button";
import { Loading } from "../../ui/notice";

/** The page on a table, one at a time. */
export function Stage({ preview, busy }: { preview: Preview | undefined; busy: boolean }) {
  const t = useMessages();
  const [page, setPage] = useState(0);
  if (!preview) return <Loading label={t("print.drawing")} />;
  const last = preview.urls.length - 1;
  const at = Math.min(page, Math.max(last, 0));
  const url = preview.urls[at];
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
      {last > 0 && (
        <div className="stage-pages">
          <IconButton
            icon={ChevronLeft}
            label={t("print.previous")}
            isDisabled={at === 0}
            onPress={() => setPage(at - 1)}
          />
          <span>{t("print.pageCount", { page: at + 1, pages: preview.pages })}</span>
          <IconButton
            icon={ChevronRight}
            label={t("print.next")}
            isDisabled={at === last}
            onPress={() => setPage(at + 1)}
          />
        </div>
      )}
    </>
  );
}

function shapeOf(preview: Preview): CSSProperties {
  return { "--shape": preview.width_mm / preview.height_mm } as CSSProperties;
}
