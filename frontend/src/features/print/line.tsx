import { CircleCheck, Info } from "lucide-react";

/** One thing to know, in a quiet line. */
export function Line({ words, good = false }: { words: string; good?: boolean }) {
  const Icon = good ? CircleCheck : Info;
  return (
    <p className="quiet finding">
      <Icon className="icon" aria-hidden />
      <span>{words}</span>
    </p>
  );
}
