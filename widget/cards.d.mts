export const SCHEMA: string;
export const TYPES: string;
export function types(schema: unknown): string;
