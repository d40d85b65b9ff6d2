import { type Rows, serverId, stateOf } from './rows.ts'

/** About one in nine days something changes. */
export const eventRows: Rows = {
  needs: ['servers', 'days', 'now'],
  sql: `
    insert into events (server_id, at, kind, severity, subject, title, evidence, from_state, to_state, noted_at)
    select ${serverId}, at, kind, severity, subject, title, evidence, from_state, to_state, at
    from (
      select n, day, $3::timestamptz - make_interval(days => day, mins => n % 600) as at,
        (array['run', 'state', 'size', 'settings', 'watch'])[1 + (n + day / 9) % 5] as kind
      from generate_series(1, $1::int) n, generate_series(1, $2::int - 1, 9) day
    ) moments
    join (values
      ('run', 'critical', 'run', 'The nightly run failed', array['No new dump of shop'], null, null),
      ('state', 'warning', 'state', 'It is late', array['The last dump of shop is 2 days old'], 'ok', 'late'),
      ('size', 'warning', 'size:shop', 'The dump of shop is far smaller than usual',
        array['1.2 MB instead of about 40 MB'], null, null),
      ('settings', 'info', 'settings', 'Somebody changed its settings',
        array['SCHEDULE: “0 2 * * *” became “30 2 * * *”'], null, null),
      ('watch', 'info', 'watch', 'The panel was not watching for 2 hours',
        array['No poll between 01:00:00 UTC and 03:00:00 UTC'], null, null)
    ) words (kind, severity, subject, title, evidence, from_state, to_state) using (kind)
    order by at`,
}

/** Hours for the last week, days before it, as far as runs go back. */
export const rollupRows: Rows = {
  needs: ['servers', 'days', 'now'],
  sql: `
    insert into health_rollups (server_id, span, starts_at, ok, late, failing, unreachable, refused,
      unknown, answered, answer_ms_sum, answer_ms_max)
    select ${serverId}, span, starts_at, polls - bad, 0, 0,
      case when ${stateOf} <> 'refused' then bad else 0 end,
      case when ${stateOf} = 'refused' then bad else 0 end, 0,
      polls - bad, (polls - bad) * (20 + n % 200), 40 + n % 200
    from (
      select n, span, starts_at, polls,
        case when ${stateOf} in ('unreachable', 'refused') and back = 0 then polls
             when (n * 5 + back) % 71 = 0 then polls / 6 else 0 end as bad
      from generate_series(1, $1::int) n, (
        select 'day' as span, date_trunc('day', $3::timestamptz, 'UTC') - make_interval(days => back) as starts_at,
          1440 as polls, back from generate_series(7, $2::int - 1) back
        union all
        select 'hour', starts_at, 60, (extract(epoch from $3::timestamptz - starts_at) / 3600)::int
        from generate_series(date_trunc('day', $3::timestamptz, 'UTC') - interval '6 days', $3, '1 hour') starts_at
      ) spans
    ) polled`,
}

/** Somebody who watches, and was alive a moment ago. */
export const instanceRow: Rows = {
  needs: ['now'],
  sql: `insert into instances (id, started_at, beat_at)
        values ('fleet', $1::timestamptz - interval '30 days', $1)`,
}
