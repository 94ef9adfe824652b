import { convertAccount } from './convert'
import { fetchHolderOwner } from './fetch-holder-owner'
import { readOwner } from './read-owner'

/** What reading an account takes beside its markets: see `loadAccountCode`. */
export const accountCode = { readOwner, convertAccount, fetchHolderOwner } as const
