export const expectedGrants: Record<string, string[]> = {};
export const fullWildcards: string[] = [];
