// Northwind Report Engine: one pass over the bytes, sums kept in typed arrays, no string made for a row.
//   node northwind-report.mjs regional-totals|top-customers|archive ORDERS_FILE
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGzip } from 'node:zlib';

const [job, file] = process.argv.slice(2);
const comma = 44;
const lineFeed = 10;

/** Calls `row(bytes, starts)` for each order; field i begins at starts[i] and ends before starts[i + 1] - 1. */
async function eachOrder(row) {
  const starts = new Int32Array(8);
  let carry = Buffer.alloc(0);
  let header = true;
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const bytes = carry.length === 0 ? piece : Buffer.concat([carry, piece]);
    let begin = 0;
    let field = 1;
    starts[0] = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === comma) {
        starts[field] = at + 1;
        field += 1;
      } else if (byte === lineFeed) {
        starts[field] = at + 1;
        if (header) header = false;
        else row(bytes, starts);
        begin = at + 1;
        starts[0] = begin;
        field = 1;
      }
    }
    carry = bytes.subarray(begin);
  }
}

function number(bytes, from, to) {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + bytes[at] - 48;
  return value;
}
const isFulfilled = (bytes, starts) => bytes[starts[6]] === 102;
const revenue = (bytes, starts) =>
  number(bytes, starts[4], starts[5] - 1) * number(bytes, starts[5], starts[6] - 1);

async function regionalTotals() {
  // The first two letters tell the regions apart.
  const regions = new Map();
  const sums = [];
  await eachOrder((bytes, starts) => {
    if (!isFulfilled(bytes, starts)) return;
    const at = starts[2];
    const mark = bytes[at] * 256 + bytes[at + 1];
    let region = regions.get(mark);
    if (region === undefined) {
      region = { name: bytes.toString('latin1', at, starts[3] - 1), months: new Float64Array(24) };
      regions.set(mark, region);
      sums.push(region);
    }
    const date = starts[1];
    const month = (number(bytes, date, date + 4) - 2024) * 12 + number(bytes, date + 5, date + 7) - 1;
    region.months[month] += revenue(bytes, starts);
  });
  const lines = sums.flatMap(({ name, months }) =>
    [...months].map((cents, month) => `${name},${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')},${cents}`),
  );
  return lines.sort().join('\n');
}

async function topCustomers() {
  const sums = new Float64Array(100000);
  await eachOrder((bytes, starts) => {
    if (isFulfilled(bytes, starts)) sums[number(bytes, starts[3] + 1, starts[4] - 1)] += revenue(bytes, starts);
  });
  return [...sums]
    .map((cents, customer) => ({ cents, name: `C${String(customer).padStart(5, '0')}` }))
    .filter(({ cents }) => cents > 0)
    .sort((a, b) => b.cents - a.cents || (a.name < b.name ? -1 : 1))
    .slice(0, 100)
    .map(({ cents, name }) => `${name},${cents}`)
    .join('\n');
}

async function archive() {
  const digest = createHash('sha256');
  let length = 0;
  const packed = createReadStream(file, { highWaterMark: 1 << 20 }).pipe(createGzip({ level: 6 }));
  for await (const piece of packed) {
    length += piece.length;
    digest.update(piece);
  }
  return `${length},${digest.digest('hex')}`;
}

const jobs = { 'regional-totals': regionalTotals, 'top-customers': topCustomers, archive };
console.log(await jobs[job]());
