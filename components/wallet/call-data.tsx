import { decodeFunctionData, erc20Abi } from 'viem'

type Props = { readonly data: `0x${string}` }

/** What a call does, as far as a wallet that knows no protocol can tell: the token standard's own functions by name. */
export function CallData({ data }: Props) {
  if (data === '0x') return 'none: a plain transfer of ETH'
  const bytes = (data.length - 2) / 2
  return (
    <div className="grid gap-1.5">
      <p className="wrap-anywhere">{describe(data)}</p>
      <details>
        <summary className="text-accent text-xs">{bytes.toLocaleString('en')} bytes of data</summary>
        <p className="mt-1 max-h-40 overflow-auto break-all rounded bg-raised p-2 font-mono text-xs">
          {data}
        </p>
      </details>
    </div>
  )
}

function describe(data: Props['data']): string {
  try {
    const { functionName, args } = decodeFunctionData({ abi: erc20Abi, data })
    return `${functionName}(${(args ?? []).join(', ')})`
  } catch {
    return `${data.slice(0, 10)}: a function that this wallet does not know`
  }
}
