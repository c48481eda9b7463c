/** Units after the free allowance, never below zero. */
export function billableQuantity(quantity: bigint, freeAllowance: bigint): bigint {
  return quantity > freeAllowance ? quantity - freeAllowance : 0n;
}

/** A result held between a minimum and a maximum (null: none), all in the same scale. */
export function holdBetween(amount: bigint, minimum: bigint | null, maximum: bigint | null): bigint {
  if (minimum !== null && amount < minimum) return minimum;
  if (maximum !== null && amount > maximum) return maximum;
  return amount;
}
