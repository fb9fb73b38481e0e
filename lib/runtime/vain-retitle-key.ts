/** Of the Ai table: titling writes it, and whoever reads the guide finds it. `VAIN#<tenant>#<guide>`/`VERSION#<number>` */
export const vainRetitleKey = (tenantId: string, guideId: string, version: number) => ({
  pk: `VAIN#${tenantId}#${guideId}`,
  sk: `VERSION#${version}`,
});
