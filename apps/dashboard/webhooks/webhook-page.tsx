// One webhook: how it fares, its settings, its secret, what it missed.
import { Alert, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { PauseCircle } from "lucide-react";
import { lazy, Suspense } from "react";
import { ApiRefusal } from "../api/http.ts";
import type { Webhook } from "../api/records.ts";
import { useWebhook } from "../api/webhooks.ts";
import { webhookRoute } from "../shell/router.tsx";
import { CopyIconButton } from "../ui/copy.tsx";
import { LinkButton, TextLink } from "../ui/links.tsx";
import { HealthMark } from "../ui/mark.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { NeedsScope } from "../ui/scope.tsx";
import { Empty, Fault, Loading } from "../ui/states.tsx";
import { WebhookActions } from "./webhook-actions.tsx";
import { WebhookHealthTab } from "./webhook-health.tsx";
import classes from "./webhooks.module.css";
import { WEBHOOK_TABS, type WebhookTab } from "./webhook-search.ts";

// Forms are half of the page's weight, and most visits only look at its health.
const RecoverTab = lazy(() => import("./recover-tab.tsx").then((tab) => ({ default: tab.RecoverTab })));
const SecretTab = lazy(() => import("./secret-tab.tsx").then((tab) => ({ default: tab.SecretTab })));
const SettingsTab = lazy(() => import("./settings-tab.tsx").then((tab) => ({ default: tab.SettingsTab })));

const TAB_LABELS: Readonly<Record<WebhookTab, string>> = {
  overview: "Health",
  settings: "Settings",
  secret: "Secret",
  recover: "Recover",
};

function Head({ webhook }: { readonly webhook: Webhook }) {
  return (
    <Group justify="space-between" align="start" mb="md" gap="sm">
      <Stack gap={2} miw={0}>
        <TextLink to="/settings/webhooks" search={{}} size="sm">
          Webhooks
        </TextLink>
        <Group gap="sm">
          <Title order={1} dir="auto" lineClamp={3} title={webhook.name} style={{ overflowWrap: "anywhere" }}>
            {webhook.name}
          </Title>
          <HealthMark health={webhook.health} />
        </Group>
        <Group gap={4} wrap="nowrap">
          <Text
            size="sm"
            c="var(--tw-faint)"
            className="mono"
            lineClamp={2}
            title={webhook.url}
            style={{ overflowWrap: "anywhere" }}
          >
            {webhook.url}
          </Text>
          <CopyIconButton text={webhook.url} what="the URL" />
        </Group>
        {webhook.description !== null && (
          <Text
            size="sm"
            dir="auto"
            maw={760}
            lineClamp={4}
            className={classes.description}
            title={webhook.description}
          >
            {webhook.description}
          </Text>
        )}
      </Stack>
      <WebhookActions webhook={webhook} />
    </Group>
  );
}

function Disabled({ webhook }: { readonly webhook: Webhook }) {
  if (webhook.is_active) return null;
  const isByUs = webhook.auto_disabled_at !== null;
  return (
    <Alert
      mb="md"
      color={isByUs ? "red" : "gray"}
      variant="light"
      c="inherit"
      icon={<PauseCircle size={18} />}
      title={isByUs ? "Ticketwire disabled this webhook" : "This webhook is paused"}
    >
      {webhook.disabled_reason ?? "Its events are held."} What is held is sent when it is resumed.
    </Alert>
  );
}

function WebhookTabs({ webhook }: { readonly webhook: Webhook }) {
  const { tab = "overview" } = webhookRoute.useSearch();
  const navigate = useNavigate({ from: "/settings/webhooks/$webhookId" });
  const open = (value: string | null) =>
    void navigate({ search: { tab: WEBHOOK_TABS.find((each) => each === value) } });
  return (
    <Tabs value={tab} onChange={open} keepMounted={false}>
      <Tabs.List mb="md">
        {WEBHOOK_TABS.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {TAB_LABELS[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="overview">
        <WebhookHealthTab webhook={webhook} />
      </Tabs.Panel>
      <Suspense fallback={<Loading rows={8} />}>
        <Tabs.Panel value="settings">
          <SettingsTab key={webhook.webhook_id} webhook={webhook} />
        </Tabs.Panel>
        <Tabs.Panel value="secret">
          <SecretTab webhook={webhook} />
        </Tabs.Panel>
        <Tabs.Panel value="recover">
          <RecoverTab webhook={webhook} />
        </Tabs.Panel>
      </Suspense>
    </Tabs>
  );
}

function OneWebhook() {
  const { webhookId } = webhookRoute.useParams();
  const { data: webhook, error, refetch } = useWebhook(webhookId);
  const isMissing = error instanceof ApiRefusal && error.status === 404;
  return (
    <>
      <PageTitle title={webhook?.name ?? "Webhook"} isHidden />
      {webhook === undefined && error === null && <Loading rows={8} />}
      {isMissing && (
        <Empty
          isPage
          title="There is no such webhook"
          actions={<LinkButton to="/settings/webhooks">Go to the webhooks</LinkButton>}
        >
          It was deleted, or belongs to another tenant.
        </Empty>
      )}
      {webhook === undefined && error !== null && !isMissing && <Fault error={error} onRetry={() => void refetch()} />}
      {webhook !== undefined && !isMissing && (
        <>
          <Head webhook={webhook} />
          <Disabled webhook={webhook} />
          <WebhookTabs webhook={webhook} />
        </>
      )}
    </>
  );
}

export function WebhookPage() {
  return (
    <NeedsScope scope="webhooks:read" title="Webhook">
      <OneWebhook />
    </NeedsScope>
  );
}
