'use client'

import { RainbowKitProvider, useConnectModal } from '@rainbow-me/rainbowkit'
import '@rainbow-me/rainbowkit/styles.css'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useConfig } from 'wagmi'
import { ConnectRefusal } from './connect-refusal'
import './theme.css'
import { loadWalletConnect } from './wallet-connect'

type Props = {
  /** Grows by one each time the person asks to connect. */
  readonly requests: number
  readonly onReady: () => void
}

/** RainbowKit's modal alone, beside the app rather than around it, so that the app never waits for its code. */
export function ConnectModal({ requests, onReady }: Props) {
  const config = useConfig()
  const isScrollLocked = useScrollLockAtMount()
  useEffect(() => {
    // Where that fails the wallets of this browser are still there.
    loadWalletConnect?.(config).catch(() => undefined)
  }, [config])
  if (!isScrollLocked) return null
  return (
    <>
      <RainbowKitProvider theme={null} modalSize="compact" appInfo={{ appName: 'Furrow' }}>
        <ModalOpener requests={requests} onReady={onReady} />
      </RainbowKitProvider>
      <ConnectRefusal />
    </>
  )
}

/**
 * RainbowKit looks once, when it is mounted, whether the page scrolls, and only then adds a scroll lock
 * that writes a style element, which the page's policy forbids. So the page does not scroll at that
 * moment, and the lock is ours.
 */
function useScrollLockAtMount(): boolean {
  const [isLocked, setLocked] = useState(false)
  useLayoutEffect(() => {
    document.body.style.overflow = 'hidden'
    setLocked(true)
    return () => {
      document.body.style.overflow = ''
    }
  }, [])
  return isLocked
}

function ModalOpener({ requests, onReady }: Props) {
  const { openConnectModal, connectModalOpen } = useConnectModal()
  const answered = useRef(0)
  const wasOpen = useRef(false)

  useEffect(() => {
    if (!openConnectModal || answered.current === requests) return
    answered.current = requests
    openConnectModal()
    onReady()
  }, [openConnectModal, onReady, requests])

  useEffect(() => {
    // Before it was ever open, the lock of the mount still holds.
    if (connectModalOpen) wasOpen.current = true
    if (wasOpen.current) document.body.style.overflow = connectModalOpen ? 'hidden' : ''
  }, [connectModalOpen])

  return null
}
