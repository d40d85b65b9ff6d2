import { offsetOf, type Rows, runAt, serverId, stateOf } from './rows.ts'

export const serverRows: Rows = {
  needs: ['servers', 'now', 'days'],
  sql: `
    insert into servers (id, name, name_key, kind, base_url, sealed_token, verify_tls, timeout_ms,
      is_enabled, tags, poll_interval_ms, created_at, updated_at)
    select ${serverId}, name, lower(name), 'backupgram', 'http://10.' || n / 250 || '.0.' || n % 250,
      'v1.sealed', true, 1000, n % 50 <> 43,
      array[(array['production', 'staging', 'customers', 'internal'])[1 + n % 4]], 60000,
      $2::timestamptz - make_interval(days => $3), $2
    from (
      select n, (array['Shop', 'Billing', 'Wiki', 'Mail', 'Forum', 'Tracker', 'Tickets', 'Stock'])[1 + n % 8]
        || ' ' || (array['Frankfurt', 'Berlin', 'Lisbon', 'Oslo', 'Leeds', 'Turin', 'Lyon'])[1 + n % 7]
        || ' ' || n as name
      from generate_series(1, $1::int) n
    ) named`,
}

export const snapshotRows: Rows = {
  needs: ['servers', 'databases', 'now'],
  sql: `
    insert into snapshots (server_id, watched_since, polled_at, read_at, state, state_since, evidence,
      fault, answer_ms, schedule, interval_ms, next_run_at, utc_offset_minutes, probed_at,
      physical_bytes, listed_bytes, dump_count, active_jobs, warnings)
    select ${serverId}, now - interval '30 days', now - interval '20 seconds',
      case when state in ('unreachable', 'refused') then since else now - interval '20 seconds' end,
      state, since,
      case state when 'ok' then array['Every database has a dump that is young enough']
                 when 'failing' then array['The last run failed: no new dump of shop']
                 when 'late' then array['The last dump of shop is 2 days old; it may be 25 hours old']
                 when 'unreachable' then array['The connection was refused']
                 when 'refused' then array['The server does not accept the token']
                 else array['Its list of dumps could not be read'] end,
      case state when 'unreachable' then 'unreachable' when 'refused' then 'token-refused' end,
      case when state <> 'unreachable' then 20 + n % 200 end,
      (n % 60) || ' 2 * * *', 86400000, ${runAt('now', '-1')}, ${offsetOf}, now - interval '1 hour',
      $2::bigint * 30 * 40000000 * (1 + n % 9), $2::bigint * 60 * 40000000 * (1 + n % 9), $2 * 30,
      case when n % 40 = 5 then '[{"id": "a1b2c3d4e5f60718", "kind": "backup", "state": "running"}]'::jsonb
           else '[]' end, '{}'
    from (
      select n, $3::timestamptz as now, ${stateOf} as state,
        case when ${stateOf} = 'ok' then $3::timestamptz - make_interval(days => 1 + n % 40)
             else $3::timestamptz - make_interval(hours => 3 + n % 60) end as since
      from generate_series(1, $1::int) n
    ) facts`,
}

const nameOfDatabase = `(array['shop', 'crm', 'wiki', 'stats', 'mail'])[1 + d % 5] ||
  case when d < 5 then '' else '_' || d end`

export const databaseRows: Rows = {
  needs: ['servers', 'databases', 'days', 'now'],
  sql: `
    insert into databases (server_id, name, state, evidence, state_since, is_expected, first_seen_at,
      last_good_at, last_bytes, median_bytes)
    select ${serverId}, ${nameOfDatabase},
      case when ${stateOf} = 'failing' and d = 0 then 'failing'
           when ${stateOf} = 'late' and d = 0 then 'late'
           when ${stateOf} = 'unknown' then 'unknown' else 'safe' end,
      array['Its last good dump'], $4::timestamptz - interval '1 day', true,
      $4::timestamptz - make_interval(days => $3),
      ${runAt('$4', 'case when d = 0 and n % 50 in (3, 11) then 2 else 0 end')} + interval '6 minutes',
      40000000 * (1 + n % 9), 39000000 * (1 + n % 9)
    from generate_series(1, $1::int) n, generate_series(0, $2::int - 1) d`,
}

/** Each night a run; now and then one that failed, was missed or came late. */
export const runRows: Rows = {
  needs: ['servers', 'databases', 'days', 'now'],
  sql: `
    insert into runs (id, server_id, origin, punctuality, expected_wall, expected_at, started_at,
      ended_at, at, verdict, evidence, databases, size_bytes)
    select ${serverId} || '-' || day, ${serverId}, 'schedule', punctuality,
      expected + make_interval(mins => ${offsetOf}), expected, started,
      started + make_interval(secs => 90 + (n * 7 + day) % 300), coalesce(started, expected), verdict,
      case verdict when 'verified' then array['A new dump of each database is there']
                   when 'failed' then array['No new dump of shop']
                   when 'partial' then array['No new dump of shop, the others are there']
                   else array['Nothing of it appeared within an hour'] end,
      case when verdict is null then '[]'::jsonb else (
        select jsonb_agg(jsonb_build_object('name', ${nameOfDatabase}, 'outcome',
          case when verdict = 'verified' or d > 0 and verdict = 'partial' then 'new' else 'missing' end,
          'sizeBytes', 40000000 * (1 + n % 9)))
        from generate_series(0, $2::int - 1) d) end,
      case verdict when 'verified' then $2::bigint * 40000000 * (1 + n % 9)
                   when 'partial' then ($2::bigint - 1) * 40000000 * (1 + n % 9) else 0 end
    from (
      select *, ${runAt('$4', 'day')} as expected,
        case when punctuality <> 'missed' then ${runAt('$4', 'day')}
          + make_interval(mins => case punctuality when 'late' then 95 else 0 end) end as started,
        case when punctuality = 'missed' then null
             when n % 50 = 3 and day = 0 or (n * 7 + day) % 97 = 1 then 'failed'
             when (n * 3 + day) % 83 = 1 then 'partial' else 'verified' end as verdict
      from (
        select n, day,
          case when n % 50 = 11 and day < 2 or (n + day) % 61 = 7 then 'missed'
               when (n + 2 * day) % 59 = 0 then 'late' else 'on-time' end as punctuality
        from generate_series(1, $1::int) n, generate_series(0, $3::int - 1) day
      ) planned
    ) happened
    where expected <= $4`,
}

/** One of each database for each run that left some; kept for thirty days, and the first of a month for ever. */
export const dumpRows: Rows = {
  needs: ['now'],
  sql: `
    insert into dumps (server_id, identity, database, name, size_bytes, started_at, finished_at, slots,
      appeared_at, vanished_at, run_id)
    select r.server_id, r.id || (each.value ->> 'name'), each.value ->> 'name',
      (each.value ->> 'name') || to_char(r.expected_wall at time zone 'UTC', '-YYYYMMDD-HH24MISS') || '.sql.gz',
      (each.value ->> 'sizeBytes')::bigint - 1000 * extract(day from $1 - r.at)::bigint,
      r.started_at, r.ended_at, array['last', 'daily'], r.ended_at + interval '1 minute',
      case when extract(day from r.at) > 1 and r.ended_at < $1::timestamptz - interval '30 days'
           then r.ended_at + interval '30 days' end, r.id
    from runs r, jsonb_array_elements(r.databases) each
    where each.value ->> 'outcome' = 'new' and r.id like 'fleet-%'`,
}
