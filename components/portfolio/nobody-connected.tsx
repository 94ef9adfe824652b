import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { requestConnect } from '../wallet/connect-requests'
import { LazyWatchForm } from './lazy-watch-form'

export function NobodyConnected() {
  return (
    <EmptyState
      title="Nothing is connected"
      action={
        <div className="grid w-full max-w-md gap-4 text-left">
          <Button variant="primary" onClick={requestConnect} className="justify-self-center">
            Connect to see your positions
          </Button>
          <LazyWatchForm />
        </div>
      }
    >
      Connect a wallet to see what you hold, or watch any account by its address. Watching needs no wallet.
    </EmptyState>
  )
}
