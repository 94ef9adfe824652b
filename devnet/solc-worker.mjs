// Plain JavaScript: a worker thread does not go through the TypeScript loader of whoever started it.
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

const { compiler, input } = workerData
// solc's standard output goes back unread: the main thread judges it.
parentPort?.postMessage(createRequire(import.meta.url)(compiler).compile(JSON.stringify(input)))
