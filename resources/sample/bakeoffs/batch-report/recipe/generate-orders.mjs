// Writes the orders of two years as CSV. The same seed and number of rows give the same bytes on every machine.
//   node generate-orders.mjs FILE [ROWS] [SEED]
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const [file, rowsText = '300000', seedText = '20261'] = process.argv.slice(2);
const rows = Number(rowsText);
let state = Number(seedText) | 0;

/** mulberry32: a number from 0 up to, not including, 1. */
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}
const whole = (below) => Math.floor(random() * below);
const two = (number) => String(number).padStart(2, '0');

const regions = ['north', 'east', 'south', 'west', 'coast', 'islands'];
const states = ['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'open', 'cancelled'];
const lines = ['order,date,region,customer,quantity,unit_price_cents,state'];
for (let order = 1; order <= rows; order += 1) {
  // Few customers order much: the square of a uniform number leans to the small customer numbers.
  const customer = Math.floor(random() ** 2 * 12000);
  const date = `${2024 + whole(2)}-${two(1 + whole(12))}-${two(1 + whole(28))}`;
  lines.push(
    `${order},${date},${regions[whole(regions.length)]},C${String(customer).padStart(5, '0')},${1 + whole(40)},${99 + whole(24900)},${states[whole(states.length)]}`,
  );
}
const text = `${lines.join('\n')}\n`;
writeFileSync(file, text);
console.log(createHash('sha256').update(text).digest('hex'));
