import type { Area } from '../app';

export const approvalsArea: Area = { name: 'approvals', screens: [] };
