{{ config(materialized='table') }}

select
  cast(1 as bigint) as order_id,
  cast('C-1' as varchar) as customer,
  cast(9.5 as decimal(10, 2)) as price,
  cast(2 as integer) as quantity,
  true as active,
  cast('2026-01-31 04:00:00+00' as timestamptz) as ordered_at,
  cast('2026-01-31' as date) as day,
  cast(['new'] as varchar[]) as tags,
  cast({'city': 'Oslo', 'zip': '0150'} as struct(city varchar, zip varchar)) as address,
  cast(map {'boxes': 1} as map(varchar, integer)) as attributes,
  cast('{}' as json) as payload,
  cast(null as varchar) as note
