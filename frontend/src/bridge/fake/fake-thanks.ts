import type { Letter } from "../print-types";
import type { EventDoc, Text } from "../types";

/** The letter that thanks the crew, or who spoke, as Go drafts it. */
export function thanksLetter(doc: EventDoc, words: (text: Text) => string, whom: string): Letter {
  const title = words(doc.title);
  const free = "This is a thank-you for help that was freely given. It is not a record of work or of pay.";
  return {
    ...{ letterhead: doc.group, address: "", date: "", greeting: "Dear {name}," },
    subject: `Thank you for ${title}`,
    paras: [`${title} took place, and it was you who made it happen.`, ...(whom === "crew" ? [free] : [])],
    signoff: "With warm thanks,",
    signer: doc.group,
  };
}
