import {
  CalendarCheck,
  ChartColumn,
  ClipboardList,
  DoorOpen,
  FolderOpen,
  type LucideIcon,
  MessageCircleHeart,
  Printer,
  Settings,
} from "lucide-react";
import { useMessages } from "../i18n/i18n";
import { hrefOf, type Room, type Route, rooms } from "../lib/route";
import { LockButton } from "./lock-button";

const icons: Record<Room, LucideIcon> = {
  plan: CalendarCheck,
  voices: MessageCircleHeart,
  print: Printer,
  signup: ClipboardList,
  day: DoorOpen,
  afterwards: ChartColumn,
};

interface NavigationProps {
  route: Route;
  event: string;
  tasksDue: number;
  newSignups: number;
}

/** The rooms of the event, then the list of events and the settings. */
export function Navigation({ route, event, tasksDue, newSignups }: NavigationProps) {
  const t = useMessages();
  const badges: Partial<Record<Room, string>> = {
    ...(tasksDue > 0 && { plan: t("nav.due", { count: tasksDue }) }),
    ...(newSignups > 0 && { signup: t("nav.new", { count: newSignups }) }),
  };
  return (
    <nav className="shell-nav" aria-label={t("app.rooms")}>
      {event !== "" && (
        <ul>
          {rooms.map((room) => (
            <NavLink
              key={room}
              to={{ page: "room", event, room }}
              here={route.page === "room" && route.room === room}
              icon={icons[room]}
              label={t(`nav.${room}`)}
              badge={badges[room]}
            />
          ))}
        </ul>
      )}
      <ul>
        <NavLink
          to={{ page: "events" }}
          here={route.page === "events" || route.page === "start"}
          icon={FolderOpen}
          label={t("nav.events")}
        />
        <NavLink
          to={{ page: "settings", event }}
          here={route.page === "settings"}
          icon={Settings}
          label={t("nav.settings")}
        />
        <LockButton event={event} />
      </ul>
    </nav>
  );
}

interface NavLinkProps {
  to: Route;
  here: boolean;
  icon: LucideIcon;
  label: string;
  badge?: string | undefined;
}

/** The badge stands beside the link, so that the link is called the same whatever is due. */
function NavLink({ to, here, icon: Icon, label, badge }: NavLinkProps) {
  return (
    <li className="nav-item">
      <a className="nav-link" href={hrefOf(to)} {...(here && { "aria-current": "page" })}>
        <Icon className="icon" aria-hidden />
        <span className="nav-label">{label}</span>
      </a>
      {badge !== undefined && <span className="nav-badge">{badge}</span>}
    </li>
  );
}
