import pg from 'pg'

/** Makes the databases that demo and tests back up, where they are missing. Returns their names. */
export async function createSampleDatabases(databaseUrl: string): Promise<readonly string[]> {
  for (const { name, script } of samples) {
    if (await createDatabase(databaseUrl, name)) await fill(databaseUrl, name, script)
  }
  return samples.map(({ name }) => name)
}

const shop = `
CREATE TABLE customers (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  city text NOT NULL,
  joined_on date NOT NULL
);
CREATE TABLE products (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku text NOT NULL UNIQUE,
  title text NOT NULL,
  price numeric(10, 2) NOT NULL CHECK (price > 0),
  in_stock integer NOT NULL DEFAULT 0
);
CREATE TABLE orders (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers,
  placed_at timestamptz NOT NULL,
  note text
);
CREATE TABLE order_lines (
  order_id integer NOT NULL REFERENCES orders ON DELETE CASCADE,
  product_id integer NOT NULL REFERENCES products,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, product_id)
);
CREATE INDEX orders_placed_at ON orders (placed_at);
CREATE VIEW turnover AS
  SELECT date_trunc('month', placed_at) AS month, sum(quantity * price) AS total
  FROM orders JOIN order_lines ON order_id = orders.id JOIN products ON product_id = products.id
  GROUP BY 1;

INSERT INTO customers (name, email, city, joined_on)
SELECT
  (ARRAY['Ann','Björk','Chloé','Dmitri','Eun-ji','Fatima','Günther','Hōkūleʻa','Iñigo','Jürgen'])[1 + n % 10]
    || ' ' || (ARRAY['Smith','Ångström','Müller','Иванова','김','Öztürk','O''Brien','Nguyễn'])[1 + n % 8],
  'customer' || n || '@example.org',
  (ARRAY['Köln','Kraków','東京','São Paulo','Reykjavík','Zürich'])[1 + n % 6],
  date '2021-01-01' + n
FROM generate_series(1, 400) AS n;

INSERT INTO products (sku, title, price, in_stock)
SELECT
  'SKU-' || lpad(n::text, 5, '0'),
  (ARRAY['Kettle','Crème brûlée torch','Teapot','Lamp','Notebook “A5”','Ruler ½ m'])[1 + n % 6] || ' No. ' || n,
  5 + (n * 37 % 9900) / 100.0,
  n * 7 % 120
FROM generate_series(1, 120) AS n;

INSERT INTO orders (customer_id, placed_at, note)
SELECT
  1 + n * 17 % 400,
  timestamptz '2025-01-01 08:00+00' + n * interval '5 hours',
  CASE n % 9 WHEN 0 THEN E'Ring twice;\\nleave it with the neighbour' WHEN 4 THEN 'Geschenk 🎁' END
FROM generate_series(1, 1500) AS n;

INSERT INTO order_lines (order_id, product_id, quantity)
SELECT o, 1 + (o * 13 + line * 41) % 120, 1 + (o + line) % 4
FROM generate_series(1, 1500) AS o, generate_series(1, 2) AS line;
`

const crm = `
CREATE TABLE contacts (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  stage text NOT NULL
);
INSERT INTO contacts (name, stage)
SELECT 'Contact ' || n, (ARRAY['new', 'talking', 'won', 'lost'])[1 + n % 4]
FROM generate_series(1, 300) AS n;
`

const samples = [
  { name: 'shop', script: shop },
  { name: 'crm', script: crm },
]

/** False when there is one of that name, made by whomever; it is then left alone. */
async function createDatabase(databaseUrl: string, name: string): Promise<boolean> {
  return withClient(databaseUrl, 'postgres', async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (rowCount !== 0) return false
    await client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`,
    )
    return true
  })
}

/** One transaction, so that a sample is there as a whole or not at all. */
async function fill(databaseUrl: string, name: string, script: string): Promise<void> {
  await withClient(databaseUrl, name, (client) => client.query(script))
}

async function withClient<Result>(
  databaseUrl: string,
  database: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const url = new URL(databaseUrl)
  url.pathname = `/${database}`
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
