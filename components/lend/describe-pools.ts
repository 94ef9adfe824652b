type Protocol = { readonly name: string; readonly hasPools: boolean }

/** What the pools on the page are for, of all protocols that are read: some lend to farms out of pools that nobody supplies to here. */
export function describePools(protocols: readonly Protocol[]): string {
  const lending = protocols.filter(({ hasPools }) => hasPools).map(({ name }) => name)
  const farms = lending.length === protocols.length ? 'the farms' : `farms on ${lending.join(' and ')}`
  return `What ${farms} borrow comes from these pools. Lend to them to earn their interest without leverage: nothing of yours can be liquidated as long as your account owes nothing there. What can be lost is what borrowers fail to repay, and you may have to wait while everything is lent out.`
}
