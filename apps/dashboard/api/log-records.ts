// What was written down for people: notices to owners, the audit log, API keys.
export interface Notice {
  readonly notice_id: string;
  readonly webhook_id: string | null;
  readonly kind: string;
  readonly recipient: string | null;
  readonly subject: string;
  readonly body: string;
  readonly created_at: string;
  readonly state: string;
  readonly sent_at: string | null;
  readonly send_error: string | null;
}

export interface AuditEntry {
  readonly audit_id: string;
  readonly occurred_at: string;
  readonly actor_type: "user" | "process" | "installation";
  readonly actor_name: string | null;
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface ApiKey {
  readonly api_key_id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly key_hint: string;
  readonly is_installation_admin: boolean;
  readonly rate_limit: "off" | { readonly burst: number; readonly per_minute: number } | null;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  readonly last_used_at: string | null;
}
