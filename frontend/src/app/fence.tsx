import { Component, type ReactNode } from "react";
import { useMessages } from "../i18n/i18n";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";

/** Keeps a defect of one room from taking the whole window with it. React offers this to classes only. */
export class Fence extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (this.state.broken) return <Broken retry={() => this.setState({ broken: false })} />;
    return this.props.children;
  }
}

function Broken({ retry }: { retry: () => void }) {
  const t = useMessages();
  return (
    <Page title={t("app.name")}>
      <Notice tone="trouble">{t("app.broken")}</Notice>
      <div>
        <Button onPress={retry}>{t("app.retry")}</Button>
      </div>
    </Page>
  );
}
