import { WebSocketServer } from 'ws'

/** One end of the relay: a page, or a wallet. */
export type Peer = { readonly send: (message: string) => void; readonly subscriptions: Map<string, string> }

export type Relay = {
  /** Where a wallet outside the browser reaches it. */
  readonly url: string
  readonly join: (send: (message: string) => void) => Peer
  readonly leave: (peer: Peer) => void
  readonly receive: (peer: Peer, text: string) => void
  readonly stop: () => Promise<void>
}

type Params = Readonly<Record<string, string> & { topics?: readonly string[] }>
type Message = { readonly topic: string; readonly message: string; readonly tag: number }

/**
 * WalletConnect's relay as its clients see it: topics, whose messages it hands to whoever subscribes, earlier
 * ones included. Messages are encrypted between the ends; a relay cannot read them, and this one does not try.
 */
export async function startRelay(): Promise<Relay> {
  const peers = new Set<Peer>()
  const mailbox: Message[] = []
  let lastId = 1

  const deliver = (peer: Peer, { topic, message, tag }: Message) => {
    const subscription = peer.subscriptions.get(topic)
    if (!subscription) return
    const data = { topic, message, tag, publishedAt: Date.now() }
    const id = Date.now() * 1_000 + (lastId++ % 1_000)
    peer.send(
      JSON.stringify({ id, jsonrpc: '2.0', method: 'irn_subscription', params: { id: subscription, data } }),
    )
  }
  const publish = (from: Peer, topic: string | undefined, message: string | undefined, tag = 0) => {
    if (!topic || !message) return
    const posted = { topic, message, tag }
    mailbox.push(posted)
    for (const peer of peers) if (peer !== from) deliver(peer, posted)
  }
  const subscribe = (peer: Peer, topic: string): string => {
    const subscription = topic.slice(0, 32).padEnd(64, '0')
    if (!peer.subscriptions.has(topic)) {
      peer.subscriptions.set(topic, subscription)
      const waiting = mailbox.filter((posted) => posted.topic === topic)
      // After the answer that names the subscription.
      setTimeout(() => {
        for (const posted of waiting) deliver(peer, posted)
      }, 50)
    }
    return subscription
  }

  const answer = (peer: Peer, method: string, params: Params): unknown => {
    switch (method) {
      case 'irn_subscribe':
        return subscribe(peer, params.topic ?? '')
      case 'irn_batchSubscribe':
        return (params.topics ?? []).map((topic) => subscribe(peer, topic))
      case 'irn_unsubscribe':
        return peer.subscriptions.delete(params.topic ?? '')
      case 'irn_publish':
        publish(peer, params.topic, params.message, Number(params.tag))
        return true
      case 'irn_batchFetchMessages':
        return { messages: [], hasMore: false }
      case 'wc_proposeSession':
        subscribe(peer, params.pairingTopic ?? '')
        publish(peer, params.pairingTopic, params.sessionProposal, 1100)
        return true
      case 'wc_approveSession':
        subscribe(peer, params.sessionTopic ?? '')
        publish(peer, params.pairingTopic, params.sessionProposalResponse, 1101)
        publish(peer, params.sessionTopic, params.sessionSettlementRequest, 1102)
        return true
      default:
        throw new Error(`The relay knows no ${method}`)
    }
  }

  const join: Relay['join'] = (send) => {
    const peer = { send, subscriptions: new Map<string, string>() }
    peers.add(peer)
    return peer
  }
  const leave: Relay['leave'] = (peer) => void peers.delete(peer)
  const receive: Relay['receive'] = (peer, text) => {
    const { id, method, params } = JSON.parse(text)
    // Else it is the answer to something that was delivered.
    if (method) peer.send(JSON.stringify({ id, jsonrpc: '2.0', result: answer(peer, method, params) }))
  }

  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (socket) => {
    const peer = join((message) => socket.send(message))
    socket.on('message', (data) => receive(peer, String(data)))
    socket.on('close', () => leave(peer))
  })
  await new Promise<void>((ready) => server.once('listening', ready))
  const address = server.address()
  if (typeof address === 'string' || address === null) throw new Error('The relay has no port')
  return {
    url: `ws://127.0.0.1:${address.port}`,
    join,
    leave,
    receive,
    stop: () =>
      new Promise((stopped) => {
        for (const client of server.clients) client.terminate()
        server.close(() => stopped())
      }),
  }
}
