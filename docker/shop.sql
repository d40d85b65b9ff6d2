-- A small shop to back up and to restore: three tables that refer to each other.
create table customer (
  id integer primary key generated always as identity,
  name text not null,
  city text not null
);
create table product (
  id integer primary key generated always as identity,
  name text not null unique,
  price_cents integer not null check (price_cents > 0)
);
create table purchase (
  id bigint primary key generated always as identity,
  customer_id integer not null references customer,
  product_id integer not null references product,
  quantity integer not null,
  bought_at timestamptz not null
);

insert into customer (name, city)
select 'Customer ' || n, (array['Tashkent', 'Zürich', 'São Paulo', '東京'])[1 + n % 4]
from generate_series(1, 500) n;

insert into product (name, price_cents)
select 'Product ' || n, 100 + n * 7
from generate_series(1, 50) n;

insert into purchase (customer_id, product_id, quantity, bought_at)
select 1 + n % 500, 1 + n % 50, 1 + n % 5, timestamptz '2026-01-01 00:00:00Z' + n * interval '20 minutes'
from generate_series(1, 20000) n;
