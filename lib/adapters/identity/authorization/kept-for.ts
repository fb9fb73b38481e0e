/**
 * How old an item that is decided by may be. An admission is repeated for ten seconds more
 * (lib/domain/identity/authorization/allowed-recently.ts): what is revoked is refused everywhere after half a minute.
 */
export const keptFor = { kept: 20_000, most: 5_000 } as const;
