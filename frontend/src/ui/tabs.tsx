import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import "./chips.css";
import "./tabs.css";

interface TabsProps {
  label: string;
  tabs: readonly { id: string; label: string; content: ReactNode }[];
  /** Stands at the far end of the row of tabs. */
  aside?: ReactNode;
  /** The view to begin with; the first one otherwise. */
  first?: string | undefined;
  /** The view that is open, where somebody outside decides; with onSelect. */
  selected?: string;
  onSelect?: (id: string) => void;
}

/** Views of one room; the one not looked at is not drawn. */
export function Tabs({ label, tabs, aside, first, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      className="tabs"
      {...(tabs.some(({ id }) => id === first) && first && { defaultSelectedKey: first })}
      {...(selected !== undefined && { selectedKey: selected })}
      {...(onSelect && { onSelectionChange: (key) => onSelect(String(key)) })}
    >
      <div className="tabs-row">
        <TabList aria-label={label} className="chips">
          {tabs.map((tab) => (
            <Tab key={tab.id} id={tab.id} className="chip">
              {tab.label}
            </Tab>
          ))}
        </TabList>
        {aside}
      </div>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tabs-panel">
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
