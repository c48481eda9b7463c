/** What a customer of the shipped model of ownership said; figures of a made-up company. */
export const customersNumbers: Record<string, { value: string | string[]; low?: string; high?: string }> = {
  licences_today: { value: '420000', low: '400000', high: '440000' },
  infrastructure_today: { value: '180000', low: '150000', high: '220000' },
  data_today: { value: '120000', low: '100000', high: '150000' },
  storage_price: { value: '0.09', low: '0.07', high: '0.12' },
  operators: { value: '6', low: '5', high: '8' },
  hour_cost: { value: '68', low: '60', high: '80' },
  incidents_today: { value: '90', low: '60', high: '120' },
  price: { value: ['310000', '325000', '340000'] },
  one_time_price: { value: '65000' },
};
