import { ChevronLeft, ChevronRight, Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { bridgeError } from "../../bridge/bridge-error";
import type { PrintRequest } from "../../bridge/print-types";
import { usePreview } from "../../bridge/queries";
import { errorWords } from "../../i18n/error-words";
import { findingWords } from "../../i18n/finding-words";
import { useMessages } from "../../i18n/i18n";
import { useSettled } from "../../lib/use-settled";
import { Button, IconButton } from "../../ui/button";
import { Loading, Notice } from "../../ui/notice";

/** A letter is shown once typing rests: there is a page for each person. */
const restsFor = 400;

/** The pages, which say names: shown when somebody asks, and until they have seen enough. */
export function ThanksPages({ id, request }: { id: string; request: PrintRequest }) {
  const t = useMessages();
  const [isShown, setShown] = useState(false);
  return (
    <div className="stack">
      {!isShown && <p className="quiet">{t("thanks.hidden")}</p>}
      <div>
        <Button icon={isShown ? EyeOff : Eye} onPress={() => setShown(!isShown)}>
          {t(isShown ? "thanks.hide" : "thanks.show")}
        </Button>
      </div>
      {isShown && <Pages id={id} request={request} />}
    </div>
  );
}

export function Pages({ id, request }: { id: string; request: PrintRequest }) {
  const t = useMessages();
  const [page, setPage] = useState(0);
  const letter = useSettled(request.letter, restsFor);
  const { data: preview, error } = usePreview(id, { ...request, letter });
  if (error) return <Notice tone="trouble">{errorWords(t, bridgeError(error))}</Notice>;
  if (!preview) return <Loading label={t("print.drawing")} />;
  const last = preview.urls.length - 1;
  const at = Math.min(page, Math.max(last, 0));
  const words = t("thanks.page", { page: at + 1, pages: preview.pages });
  return (
    <>
      <img className="thanks-page" src={preview.urls[at]} alt={words} />
      <div className="thanks-turn">
        <IconButton
          icon={ChevronLeft}
          label={t("thanks.previous")}
          isDisabled={at === 0}
          onPress={() => setPage(at - 1)}
        />
        <span>{words}</span>
        <IconButton
          icon={ChevronRight}
          label={t("thanks.next")}
          isDisabled={at === last}
          onPress={() => setPage(at + 1)}
        />
      </div>
      {preview.problems.map((problem) => (
        <Notice key={problem.field + problem.what} tone="trouble">
          {findingWords(t, problem, (tag) => tag)}
        </Notice>
      ))}
    </>
  );
}
