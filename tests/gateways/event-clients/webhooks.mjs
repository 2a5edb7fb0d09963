// Says whether the Standard Webhooks library verifies deliveries. JSON on stdin: [{ secret, id, timestamp, signature, body }], the body as it came.
// JSON on stdout: for each { verified, why, event }.
import { Webhook } from 'standardwebhooks'

let text = ''
for await (const part of process.stdin) text += part

const said = JSON.parse(text).map(({ secret, id, timestamp, signature, body }) => {
  try {
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
    return { verified: true, event: new Webhook(secret).verify(body, headers) }
  } catch (error) {
    return { verified: false, why: String(error?.message ?? error) }
  }
})
process.stdout.write(JSON.stringify(said))
