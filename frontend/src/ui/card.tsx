import { type ReactNode, useId } from "react";
import "./card.css";

interface CardProps {
  title?: string;
  /** A line under or beside the title. */
  note?: ReactNode;
  tone?: "plain" | "dark" | "warm";
  children: ReactNode;
}

/** A titled sheet of a room. */
export function Card({ title, note, tone = "plain", children }: CardProps) {
  const id = useId();
  return (
    <section className="card" data-tone={tone} {...(title !== undefined && { "aria-labelledby": id })}>
      {title !== undefined && <CardHead id={id} title={title} note={note} />}
      {children}
    </section>
  );
}

/** A heading with a word at its far end. */
export function CardHead({ id, title, note }: { id?: string; title: string; note?: ReactNode }) {
  return (
    <div className="card-head">
      <h2 id={id}>{title}</h2>
      {note !== undefined && <p className="quiet">{note}</p>}
    </div>
  );
}
