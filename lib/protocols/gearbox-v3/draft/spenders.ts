/** What may take a wallet's tokens here, in words for people. */
export const CREDIT_MANAGER = 'Gearbox credit manager'
export const POOL = 'Gearbox pool'
