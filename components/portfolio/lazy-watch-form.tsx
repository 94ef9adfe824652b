import dynamic from 'next/dynamic'

/** Fetched where an address is asked for: whoever looks at an account has one. Its place is kept until it is there. */
export const LazyWatchForm = dynamic(() => import('./watch-form').then((module) => module.WatchForm), {
  ssr: false,
  loading: () => <div className="h-[4.125rem]" />,
})
