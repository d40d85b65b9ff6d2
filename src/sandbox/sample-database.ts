import pg from 'pg'

/** Makes the databases that demo and tests back up, where they are missing. Returns their names. */
export async function createSampleDatabases(databaseUrl: string): Promise<readonly string[]> {
  await createSampleDatabase(databaseUrl, 'shop', 'shop')
  await createSampleDatabase(databaseUrl, 'crm', 'crm')
  return ['shop', 'crm']
}

/** The same under a name of one's own. */
export async function createSampleDatabase(
  databaseUrl: string,
  name: string,
  sample: keyof typeof samples,
): Promise<void> {
  if (await createDatabase(databaseUrl, name)) await fill(databaseUrl, name, samples[sample])
}

/**
 * Few objects and thousands of rows: the log of a whole restore must fit the 50 lines that the
 * container keeps of it, or nobody could tell whether it was clean.
 */
const shop = `
CREATE TABLE customers (
  id integer PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL,
  city text NOT NULL,
  joined_on date NOT NULL
);
CREATE TABLE products (
  id integer PRIMARY KEY,
  title text NOT NULL,
  price numeric(10, 2) NOT NULL CHECK (price > 0),
  in_stock integer NOT NULL DEFAULT 0
);
CREATE TABLE orders (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers,
  product_id integer NOT NULL REFERENCES products,
  quantity integer NOT NULL CHECK (quantity > 0),
  placed_at timestamptz NOT NULL,
  note text
);

INSERT INTO customers
SELECT
  n,
  (ARRAY['Ann','Björk','Chloé','Dmitri','Eun-ji','Fatima','Günther','Hōkūleʻa','Iñigo','Jürgen'])[1 + n % 10]
    || ' ' || (ARRAY['Smith','Ångström','Müller','Иванова','김','Öztürk','O''Brien','Nguyễn'])[1 + n % 8],
  'customer' || n || '@example.org',
  (ARRAY['Köln','Kraków','東京','São Paulo','Reykjavík','Zürich'])[1 + n % 6],
  date '2021-01-01' + n
FROM generate_series(1, 400) AS n;

INSERT INTO products
SELECT
  n,
  (ARRAY['Kettle','Crème brûlée torch','Teapot','Lamp','Notebook “A5”','Ruler ½ m'])[1 + n % 6] || ' No. ' || n,
  5 + (n * 37 % 9900) / 100.0,
  n * 7 % 120
FROM generate_series(1, 120) AS n;

INSERT INTO orders
SELECT
  n,
  1 + n * 17 % 400,
  1 + n * 13 % 120,
  1 + n % 4,
  timestamptz '2025-01-01 08:00+00' + n * interval '5 hours',
  CASE n % 9 WHEN 0 THEN E'Ring twice;\\nleave it with the neighbour' WHEN 4 THEN 'Geschenk 🎁' END
FROM generate_series(1, 2500) AS n;
`

const crm = `
CREATE TABLE contacts (
  id integer PRIMARY KEY,
  name text NOT NULL,
  stage text NOT NULL
);
INSERT INTO contacts
SELECT n, 'Contact ' || n, (ARRAY['new', 'talking', 'won', 'lost'])[1 + n % 4]
FROM generate_series(1, 300) AS n;
`

const samples = { shop, crm }

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
