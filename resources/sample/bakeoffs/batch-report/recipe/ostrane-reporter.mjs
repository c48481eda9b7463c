// Ostrane Reporter: reads the whole file, makes an object of each order, and groups the objects.
//   node ostrane-reporter.mjs regional-totals|top-customers|archive ORDERS_FILE
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const [job, file] = process.argv.slice(2);

function orders() {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [order, date, region, customer, quantity, unitPrice, state] = line.split(',');
    return { order, date, region, customer, revenue: Number(quantity) * Number(unitPrice), state };
  });
}

function totals(keyOf) {
  const sums = new Map();
  for (const order of orders()) {
    if (order.state !== 'fulfilled') continue;
    const key = keyOf(order);
    sums.set(key, (sums.get(key) ?? 0) + order.revenue);
  }
  return [...sums];
}

function regionalTotals() {
  return totals(({ region, date }) => `${region},${date.slice(0, 7)}`)
    .map(([key, cents]) => `${key},${cents}`)
    .sort()
    .join('\n');
}

function topCustomers() {
  return totals(({ customer }) => customer)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, 100)
    .map(([customer, cents]) => `${customer},${cents}`)
    .join('\n');
}

function archive() {
  const packed = gzipSync(readFileSync(file), { level: 6 });
  return `${packed.length},${createHash('sha256').update(packed).digest('hex')}`;
}

const jobs = { 'regional-totals': regionalTotals, 'top-customers': topCustomers, archive };
console.log(jobs[job]());
