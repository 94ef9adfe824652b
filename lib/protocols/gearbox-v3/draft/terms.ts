import type { Answers } from '../../../domain/question'
import type { Tolerance } from '../../protocol'

/** What a draft goes by beside the account and the intent: what is tolerated, and what the chain has answered so far. */
export type DraftTerms = Tolerance & { readonly answers?: Answers }
