// Sends events to the house as others' libraries do it, and reads what it gives with them. JSON on stdin: { events, stream, key, auction, source, signed: { url, secret } }.
// JSON on stdout: what the house answered to each, and what the libraries made of what it gave.
import { CloudEvent, HTTP } from 'cloudevents'
import { Webhook } from 'standardwebhooks'

let text = ''
for await (const part of process.stdin) text += part
const { events, stream, key, auction, source, signed } = JSON.parse(text)

const post = async (url, { headers, body }) => {
  const answer = await fetch(url, { method: 'POST', headers, body })
  return { status: answer.status, answer: await answer.json() }
}
const bid = (id, amount) =>
  new CloudEvent({ id, source, type: 'com.sothebais.bid.requested.v1', subject: auction, data: { auctionId: auction, bidderId: 'ann', name: 'Ann', amount } })
const authorized = ({ headers, body }) => ({ headers: { ...headers, authorization: `Bearer ${key}` }, body })
const batchOf = (list) => ({ headers: { 'content-type': 'application/cloudevents-batch+json' }, body: JSON.stringify(list) })

const told = {}
told.structured = await post(events, authorized(HTTP.structured(bid('structured', '10'))))
told.binary = await post(events, authorized(HTTP.binary(bid('binary', '11'))))
told.batch = await post(events, authorized(batchOf([bid('batch-1', '12'), bid('batch-2', '13')])))

// Everything that the library can put into an event, in both modes.
const rich = (id, data, more) =>
  new CloudEvent({ id, source, type: 'com.example.rich', subject: 'larger', time: '2026-11-23T15:00:00.123Z', dataschema: 'https://example.com/schema', text: 'a b', number: 7, flag: true, ...more, data })
const bytes = new Uint8Array([0, 1, 254, 255])
const kept = {
  'rich-structured': HTTP.structured(rich('rich-structured', { a: [1, 'zwei', null] })),
  'rich-binary': HTTP.binary(rich('rich-binary', { a: [1, 'zwei', null] })),
  'bytes-structured': HTTP.structured(rich('bytes-structured', bytes, { datacontenttype: 'application/octet-stream' })),
  'bytes-binary': HTTP.binary(rich('bytes-binary', bytes, { datacontenttype: 'application/octet-stream' })),
  'text-structured': HTTP.structured(rich('text-structured', 'Grüße', { datacontenttype: 'text/plain' })),
  'text-binary': HTTP.binary(rich('text-binary', 'Grüße', { datacontenttype: 'text/plain' })),
  'empty-structured': HTTP.structured(rich('empty-structured')),
  'empty-binary': HTTP.binary(rich('empty-binary')),
}
const shown = (event) => ({
  id: event.id, source: event.source, type: event.type, subject: event.subject, time: event.time && new Date(event.time).toISOString(), dataschema: event.dataschema, datacontenttype: event.datacontenttype,
  text: event.text, sequence: event.sequence,
  data: ArrayBuffer.isView(event.data) ? [...event.data] : event.data,
})
told.kept = {}
for (const [id, message] of Object.entries(kept)) {
  const { status, answer } = await post(events, authorized(message))
  const one = await fetch(`${events}/${id}?source=${encodeURIComponent(source)}`)
  told.kept[id] = { status, answer, read: shown(HTTP.toEvent({ headers: Object.fromEntries(one.headers), body: await one.text() })) }
}

// The library does not encode what is beyond ASCII in headers, as the specification asks for: only structured mode can say it.
told.beyond = {
  structured: await post(events, authorized(HTTP.structured(rich('beyond', undefined, { subject: 'größer' })))),
  binary: await post(events, authorized(HTTP.binary(rich('beyond-binary', undefined, { subject: 'größer' })))),
}

// The feed, page by page and as a stream.
const page = await (await fetch(`${events}?source=${encodeURIComponent('/auctions/' + auction)}&after=0&limit=500`)).json()
told.listed = HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents-batch+json' }, body: JSON.stringify(page.items) }).map(shown)
const line = new AbortController()
const lines = await fetch(`${stream}?source=${encodeURIComponent('/auctions/' + auction)}&after=0`, { signal: line.signal })
told.streamed = []
let rest = ''
for await (const part of lines.body.pipeThrough(new TextDecoderStream())) {
  const blocks = (rest + part).split('\n\n')
  rest = blocks.pop()
  for (const block of blocks) {
    const data = block.split('\n').find((l) => l.startsWith('data: '))
    if (data) told.streamed.push(shown(HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body: data.slice(6) })))
  }
  if (told.streamed.length >= told.listed.length) break
}
line.abort()

// Signed.
const sign = (body, secret = signed.secret, at = new Date()) => ({
  headers: {
    'content-type': 'application/cloudevents+json', 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
  },
  body,
})
const body = HTTP.structured(bid('signed', '14')).body
told.signed = await post(signed.url, sign(body))
told.altered = await post(signed.url, { ...sign(body), body: body.replace('"14"', '"99"') })
told.stale = await post(signed.url, sign(body, signed.secret, new Date(Date.now() - 10 * 60 * 1000)))
process.stdout.write(JSON.stringify(told))
