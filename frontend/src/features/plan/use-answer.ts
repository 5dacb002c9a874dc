import { useEffect, useRef, useState } from "react";

interface Answer<Choice> {
  words: string;
  type: (words: string) => void;
  /** Saves the words when their field is left. */
  leave: () => void;
  /** Saves a choice at once, with the words as they stand. */
  choose: (choice: Choice) => void;
}

interface Saved<Choice> {
  choice: Choice;
  words: string;
}

/**
 * A choice with words beside it, which are saved together. They are sent one after the other, so that the last
 * one counts; words typed while an answer is on its way stay, and words that were not left are saved when their
 * field goes away. send never rejects, and gives something where it was taken.
 */
export function useAnswer<Choice>(
  saved: Saved<Choice>,
  send: (choice: Choice, words: string) => Promise<unknown>,
): Answer<Choice> {
  const [typed, setTyped] = useState<string>();
  const sending = useRef<Saved<Choice>>(undefined);
  const last = useRef<Promise<void>>(Promise.resolve());
  const give = (choice: Choice, words: string) => {
    const mine = { choice, words };
    sending.current = mine;
    last.current = last.current.then(async () => {
      const isTaken = await send(choice, words);
      if (sending.current === mine) sending.current = undefined;
      if (isTaken) setTyped((now) => (now === words ? undefined : now));
    });
  };
  const leave = () => {
    const { choice, words } = sending.current ?? saved;
    if (typed !== undefined && typed.trim() !== words.trim()) give(choice, typed);
  };
  const leaving = useRef(leave);
  useEffect(() => {
    leaving.current = leave;
  });
  useEffect(() => () => leaving.current(), []);
  const words = typed ?? saved.words;
  return { words, type: setTyped, leave, choose: (choice) => give(choice, words) };
}
