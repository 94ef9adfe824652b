// Runs anvil for as long as this process's standard input stays open. The input is a pipe from whoever started the
// practice chain: however that process ends, even killed outright, the pipe closes, and anvil goes with it.
import { spawn } from 'node:child_process'

const [binary, ...args] = process.argv.slice(2)
const anvil = spawn(binary, args, { stdio: ['ignore', 'inherit', 'inherit'] })

function stop() {
  anvil.kill('SIGTERM')
  setTimeout(() => anvil.kill('SIGKILL'), 2000).unref()
}

anvil.on('error', (error) => {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
})
anvil.on('exit', (code) => process.exit(code ?? 1))
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume()
process.on('SIGTERM', stop)
process.on('SIGHUP', stop)
// Ctrl-C reaches anvil by itself; this process has to outlive it.
process.on('SIGINT', () => {})
