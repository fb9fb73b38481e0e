/** One change of the database. Applied ones are never edited: a correction is another migration. */
export interface Migration {
  /** Sorts after the one before. */
  readonly name: string;
  readonly statements: readonly string[];
}

export const migrations: readonly Migration[] = [
  {
    name: '0001-guides',
    statements: [
      `create table guides (
        id text primary key,
        tenant_id text not null,
        recording_id text not null,
        title text not null,
        description text not null,
        url text not null,
        status text not null check (status in ('publishing', 'published', 'partial', 'failed')),
        visibility text not null check (visibility in ('private', 'link', 'public')),
        version integer not null check (version > 0),
        step_count integer not null,
        cover_key text,
        publication_id text unique,
        missing jsonb not null default '[]',
        created_by text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        deleted_at timestamptz
      )`,
      'create index guides_of_tenant on guides (tenant_id, created_at desc, id desc) where deleted_at is null',
      `create table guide_versions (
        guide_id text not null references guides (id),
        version integer not null check (version > 0),
        tenant_id text not null,
        recording_id text,
        content_hash text not null,
        created_by text not null,
        created_at timestamptz not null,
        primary key (guide_id, version),
        unique (guide_id, recording_id)
      )`,
    ],
  },
  {
    name: '0002-audit-outbox',
    statements: [
      `create table audit_outbox (
        position bigint generated always as identity primary key,
        id text not null,
        tenant_id text not null,
        event jsonb not null
      )`,
    ],
  },
  {
    name: '0003-retitled-versions',
    statements: [
      'alter table guide_versions add column retitled_from integer check (retitled_from > 0 and retitled_from < version)',
      'alter table guide_versions add constraint guide_versions_retitled unique (guide_id, retitled_from)',
    ],
  },
  {
    name: '0004-blocked-guides',
    statements: [
      'alter table guides drop constraint guides_status_check',
      "alter table guides add constraint guides_status_check check (status in ('publishing', 'published', 'partial', 'blocked', 'failed'))",
    ],
  },
  {
    name: '0005-published-versions',
    statements: [
      'alter table guides add column published_version integer check (published_version > 0 and published_version <= version)',
      "update guides set published_version = version where status in ('published', 'partial')",
      // By the database: those who publish are deployed before this is, and would name a column that is not there yet.
      `create function note_published_version() returns trigger language plpgsql as $$
        begin
          new.published_version = new.version;
          return new;
        end
      $$`,
      `create trigger guides_published before update of status on guides
        for each row when (new.status in ('published', 'partial')) execute function note_published_version()`,
    ],
  },
];
