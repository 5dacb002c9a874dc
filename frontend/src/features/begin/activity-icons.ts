import {
  Clapperboard,
  Coffee,
  Flame,
  Footprints,
  Image,
  LibraryBig,
  type LucideIcon,
  MessagesSquare,
  MicVocal,
  Music,
  Palette,
  Quote,
  Radio,
  School,
  Signpost,
  Sparkles,
  Utensils,
  Volleyball,
} from "lucide-react";

/** What stands for something that no pack knows; Go has the same word. */
export const other = "other";

const icons: Record<string, LucideIcon> = {
  "shared-meal": Utensils,
  film: Clapperboard,
  "story-evening": MicVocal,
  panel: MessagesSquare,
  "human-library": LibraryBig,
  "language-cafe": Coffee,
  "walking-tour": Footprints,
  football: Volleyball,
  "art-workshop": Palette,
  exhibition: Image,
  "school-assembly": School,
  radio: Radio,
  "welcome-stall": Signpost,
  "music-night": Music,
  vigil: Flame,
  "online-share": Quote,
};

/** The picture of an activity; those of packs that came later share one. */
export function activityIcon(id: string): LucideIcon {
  return icons[id] ?? Sparkles;
}
