/**
 * All that reading any account takes, of every protocol. Pages that begin with an account import it, so that it comes with
 * them, in fewer and smaller files, and not piece by piece behind each answer.
 */
import './aave-v3/reader'
import './aave-v3/read/account-code'
import './gearbox-v3/read/find-accounts'
