import type { PrintRequest } from "../../bridge/print-types";

/** The rota as it prints without any choices. */
export function rotaRequest(lang: string): PrintRequest {
  return {
    kind: "rota",
    lang,
    design: "",
    paper: "",
    profile: "",
    cmyk: false,
    bleed_mm: 0,
    save_ink: false,
    tile: "",
    label: "",
    variant: "",
    neutral: false,
    voice: "",
    printer: "",
    local: false,
    copies: 0,
    letter: null,
  };
}
