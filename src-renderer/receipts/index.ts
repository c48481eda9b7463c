import type { Area } from '../app';

export const receiptsArea: Area = { name: 'receipts', screens: [] };
