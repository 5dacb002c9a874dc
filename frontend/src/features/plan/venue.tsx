import { useVenue } from "../../bridge/queries";
import type { VenueItem } from "../../bridge/venue-types";
import { useMessages } from "../../i18n/i18n";
import { Card } from "../../ui/card";
import { VenueRow } from "./venue-row";
import { Waiting } from "./waiting";
import "./venue.css";

/** What is known of the venue and its access, and what to ask there. */
export function Venue({ id }: { id: string }) {
  const t = useMessages();
  const { data: venue, error } = useVenue(id);
  if (!venue) return <Waiting error={error} />;
  return (
    <div className="stack">
      <VenueCard
        id={id}
        title={t("venue.features")}
        note={t("venue.featuresNote")}
        count={t("venue.unknown", { count: venue.unknown })}
        items={venue.features}
      />
      <VenueCard
        id={id}
        title={t("venue.questions")}
        note={t("venue.questionsNote", { basis: venue.basis })}
        items={venue.questions}
      />
      <VenueCard id={id} title={t("venue.facts")} note={t("venue.factsNote")} items={venue.facts} />
    </div>
  );
}

interface VenueCardProps {
  id: string;
  title: string;
  note: string;
  count?: string;
  items: readonly VenueItem[];
}

function VenueCard({ id, title, note, count, items }: VenueCardProps) {
  return (
    <Card title={title} note={count}>
      <p className="quiet">{note}</p>
      <ul className="venue-list">
        {items.map((item) => (
          <VenueRow key={item.id} id={id} item={item} />
        ))}
      </ul>
    </Card>
  );
}
