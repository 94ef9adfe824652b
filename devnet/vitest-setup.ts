import { afterEach } from 'vitest'
import { forgetOwnBlocks } from '../lib/execution/own-blocks'

// The files share the chain and the modules, and the chain goes back after each test: what was sent is of another then.
afterEach(forgetOwnBlocks)
