import {
  Award,
  BookOpen,
  CalendarClock,
  Camera,
  ClipboardCheck,
  ClipboardList,
  DoorOpen,
  FileChartColumn,
  FilePenLine,
  FileSpreadsheet,
  IdCard,
  Image,
  type LucideIcon,
  Mail,
  Megaphone,
  MessageSquareText,
  MessagesSquare,
  MonitorSmartphone,
  Newspaper,
  Ruler,
  ScrollText,
  ShieldAlert,
  Signpost,
  Smile,
  StickyNote,
  Tent,
  Wheat,
} from "lucide-react";
import { isMessageKey, type Translate } from "../../i18n/messages";

const icons: Record<string, LucideIcon> = {
  poster: Image,
  flyer: StickyNote,
  social: MonitorSmartphone,
  article1: ScrollText,
  letters: Mail,
  signup: ClipboardList,
  badges: IdCard,
  signs: Signpost,
  programme: BookOpen,
  cards: MessagesSquare,
  "table-tents": Tent,
  allergens: Wheat,
  press: Megaphone,
  risks: ShieldAlert,
  plan: ClipboardCheck,
  certificate: Award,
  consent: FilePenLine,
  "photo-consent": Camera,
  rota: CalendarClock,
  "door-plan": DoorOpen,
  feedback: Smile,
  debrief: MessageSquareText,
  report: FileChartColumn,
  umbrella: FileSpreadsheet,
  calibration: Ruler,
};

export function iconOf(kind: string): LucideIcon {
  return icons[kind] ?? Newspaper;
}

/** A word of a closed list of Go, such as a kind; one that we have no words for keeps its own. */
export function named(t: Translate, prefix: string, id: string): string {
  const key = prefix + id;
  return isMessageKey(key) ? t(key) : id;
}

/** "A4, on its side" for a4-landscape. */
export function paperName(t: Translate, paper: string): string {
  const size = named(t, "print.size.", sizeOf(paper));
  return isLandscape(paper) ? t("print.sizeOnSide", { size }) : size;
}

const side = "-landscape";

export function isLandscape(paper: string): boolean {
  return paper.endsWith(side);
}

export function sizeOf(paper: string): string {
  return isLandscape(paper) ? paper.slice(0, -side.length) : paper;
}

/** The papers of a size: upright, on its side, or both. */
export function turned(size: string, landscape: boolean): string {
  return landscape ? size + side : size;
}
