// What travels of looking at the public page as a visitor does. Every string and list is present, as Go wrote them.

export type PageFindingId =
  | "script"
  | "newer"
  | "no-script"
  | "sum"
  | "code"
  | "elsewhere"
  | "policy"
  | "unsigned"
  | "fields"
  | "statement"
  | "form";

export interface PageFinding {
  id: PageFindingId;
  /** For the command line. */
  words: string;
}

export interface PageLook {
  event: string;
  /** "" for never looked at. */
  state: "" | "fine" | "differs" | "unseen";
  /** When the page was last seen; "" for never. */
  looked: string;
  tried: string;
  /** Why it could not be seen. */
  why: string;
  /** The server is of an earlier release. */
  older: boolean;
  /** What was not as it was published, until somebody says that they know. */
  found: PageFinding[];
  since: string;
  /** The last look found it too. */
  still: boolean;
  hint: string;
}
