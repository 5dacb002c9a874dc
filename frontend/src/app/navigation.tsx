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

const icons: Record<Room, LucideIcon> = {
  plan: CalendarCheck,
  voices: MessageCircleHeart,
  print: Printer,
  signup: ClipboardList,
  day: DoorOpen,
  afterwards: ChartColumn,
};

/** The rooms of the event, then the list of events and the settings. */
export function Navigation({ route, event, tasksDue }: { route: Route; event: string; tasksDue: number }) {
  const t = useMessages();
  return (
    <nav className="shell-nav" aria-label={t("app.rooms")}>
      {event !== "" && (
        <ul>
          {rooms.map((room) => (
            <li key={room}>
              <NavLink
                to={{ page: "room", event, room }}
                here={route.page === "room" && route.room === room}
                icon={icons[room]}
                label={t(`nav.${room}`)}
                badge={room === "plan" && tasksDue > 0 ? t("nav.due", { count: tasksDue }) : undefined}
              />
            </li>
          ))}
        </ul>
      )}
      <ul>
        <li>
          <NavLink
            to={{ page: "events" }}
            here={route.page === "events"}
            icon={FolderOpen}
            label={t("nav.events")}
          />
        </li>
        <li>
          <NavLink
            to={{ page: "settings", event }}
            here={route.page === "settings"}
            icon={Settings}
            label={t("nav.settings")}
          />
        </li>
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

/** The badge describes the link instead of naming it, so that the name stays the same. */
function NavLink({ to, here, icon: Icon, label, badge }: NavLinkProps) {
  return (
    <a
      className="nav-link"
      href={hrefOf(to)}
      aria-label={label}
      {...(here && { "aria-current": "page" })}
      {...(badge !== undefined && { "aria-description": badge })}
    >
      <Icon className="icon" aria-hidden />
      <span className="nav-label">{label}</span>
      {badge !== undefined && <span className="nav-badge">{badge}</span>}
    </a>
  );
}
