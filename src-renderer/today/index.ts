import type { Area } from '../app';

export const todayArea: Area = { name: 'today', screens: [] };
