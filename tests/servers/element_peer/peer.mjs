// A second Matrix client for tests: the crypto that Element ships, driven by one JSON command a line.
// node peer.mjs BASE USER PASSWORD; every command is {"do": name, …} and gets {"ok": …} or {"fault": …}.
import { webcrypto } from 'node:crypto';
import { createInterface } from 'node:readline';
import * as sdk from '@matrix-org/matrix-sdk-crypto-wasm';

globalThis.crypto ??= webcrypto; // Node 18, which Debian 12 has, does not make it global
await sdk.initAsync();
const [base, user, password] = process.argv.slice(2);
const API = '/_matrix/client/v3';
const quoted = encodeURIComponent;
let token = '';
let counter = 0;
let since = '';
const timelines = new Map();
const flows = new Map();

async function ask(method, path, body, accepted = []) {
  const headers = { 'Content-Type': 'application/json' };
  if (token) headers.Authorization = `Bearer ${token}`;
  const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(base + API + path, { method, headers, body: content });
  const text = await answer.text();
  if (!answer.ok && !accepted.includes(answer.status)) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text;
}

const identifier = { type: 'm.id.user', user };
const access = JSON.parse(await ask('POST', '/login', { type: 'm.login.password', identifier, password }));
token = access.access_token;
const machine = await sdk.OlmMachine.initialize(new sdk.UserId(access.user_id), new sdk.DeviceId(access.device_id));

// What the machine wants to be sent, by kind of request.
async function deliver(request) {
  const Kind = sdk.RequestType;
  const paths = {
    [Kind.KeysUpload]: () => ['POST', '/keys/upload'],
    [Kind.KeysQuery]: () => ['POST', '/keys/query'],
    [Kind.KeysClaim]: () => ['POST', '/keys/claim'],
    [Kind.SignatureUpload]: () => ['POST', '/keys/signatures/upload'],
    [Kind.ToDevice]: () => ['PUT', `/sendToDevice/${quoted(request.event_type)}/${quoted(request.txn_id)}`],
    [Kind.KeysBackup]: () => ['PUT', `/room_keys/keys?version=${quoted(request.version)}`],
  };
  if (request.type === Kind.RoomMessage) {
    const [kind, content] = await sealed(request.room_id, request.event_type, request.body);
    const path = `/rooms/${quoted(request.room_id)}/send/${quoted(kind)}/${quoted(request.txn_id)}`;
    const answer = await ask('PUT', path, content);
    await machine.markRequestAsSent(request.id, request.type, answer);
    return answer;
  }
  const [method, path] = paths[request.type]();
  const answer = await ask(method, path, request.body);
  if (request.id) await machine.markRequestAsSent(request.id, request.type, answer);
  return answer;
}

async function work(wanted = () => true) {
  for (let round = 0; round < 5; round += 1) {
    const waiting = (await machine.outgoingRequests()).filter(wanted);
    if (waiting.length === 0) return;
    for (const request of waiting) await deliver(request);
  }
}

const members = new Map();
async function sealed(room, kind, content, strategy) {
  const people = () => (members.get(room) ?? []).map((name) => new sdk.UserId(name));
  if (people().length === 0) return [kind, content];
  await machine.updateTrackedUsers(people());
  await work((request) => request.type === sdk.RequestType.KeysQuery);
  const claim = await machine.getMissingSessions(people());
  if (claim) await deliver(claim);
  const settings = new sdk.EncryptionSettings();
  if (strategy === 'identity') settings.sharingStrategy = sdk.CollectStrategy.identityBasedStrategy();
  for (const request of await machine.shareRoomKey(new sdk.RoomId(room), people(), settings)) await deliver(request);
  return ['m.room.encrypted', await machine.encryptRoomEvent(new sdk.RoomId(room), kind, content)];
}

async function open(room, event, level = 0) {
  const opened = await machine.decryptRoomEvent(JSON.stringify(event), new sdk.RoomId(room), new sdk.DecryptionSettings(level));
  return opened;
}

async function sync() {
  const query = since ? `&since=${quoted(since)}` : '';
  const answer = JSON.parse(await ask('GET', `/sync?timeout=100${query}`));
  since = answer.next_batch;
  const lists = answer.device_lists ?? {};
  const names = (listed) => (listed ?? []).map((name) => new sdk.UserId(name));
  await machine.receiveSyncChanges(
    JSON.stringify(answer.to_device?.events ?? []),
    new sdk.DeviceLists(names(lists.changed), names(lists.left)),
    new Map(Object.entries(answer.device_one_time_keys_count ?? {})),
    new Set(answer.device_unused_fallback_key_types ?? []),
    new sdk.DecryptionSettings(0),
  );
  await work();
  for (const [room, joined] of Object.entries(answer.rooms?.join ?? {})) {
    const timeline = timelines.get(room) ?? [];
    timelines.set(room, timeline);
    for (const event of joined.timeline?.events ?? []) {
      timeline.push({ ...event, room_id: room });
      await hear(room, event);
    }
  }
  await work();
}

async function hear(room, event) {
  let plain = event;
  if (event.type === 'm.room.encrypted') {
    try {
      plain = JSON.parse((await open(room, event)).event);
    } catch {
      return;
    }
  }
  const request = plain.content?.msgtype === 'm.key.verification.request';
  if (request || plain.type.startsWith('m.key.verification.')) {
    await machine.receiveVerificationEvent(JSON.stringify({ ...plain, room_id: room }), new sdk.RoomId(room));
  }
}

function requested(person) {
  const all = machine.getVerificationRequests(new sdk.UserId(person));
  return all.filter((one) => !one.isCancelled() && !one.isDone()).at(-1);
}

const { SasV1, QrCodeScanV1, QrCodeShowV1, ReciprocateV1 } = sdk.VerificationMethod;
const SAS = [SasV1];
const CAMERA = [SasV1, QrCodeScanV1, QrCodeShowV1, ReciprocateV1];

const commands = {
  whoami: () => ({ user: access.user_id, device: access.device_id }),
  sync,
  join: ({ room }) => ask('POST', `/join/${quoted(room)}`, {}),
  people: ({ room, people }) => void members.set(room, people),
  track: async ({ people }) => {
    await machine.updateTrackedUsers(people.map((name) => new sdk.UserId(name)));
    await work();
  },
  send: async ({ room, body, strategy }) => {
    const content = JSON.stringify({ msgtype: 'm.text', body });
    const [kind, whole] = await sealed(room, 'm.room.message', content, strategy);
    return JSON.parse(await ask('PUT', `/rooms/${quoted(room)}/send/${kind}/t${(counter += 1)}`, whole)).event_id;
  },
  read: async ({ room, level }) => {
    const found = [];
    for (const event of timelines.get(room) ?? []) {
      if (event.type !== 'm.room.encrypted') continue;
      try {
        found.push(JSON.parse((await open(room, event, level)).event).content.body ?? '');
      } catch (error) {
        found.push(`!${error.code ?? ''} ${error.description ?? error.message ?? error}`);
      }
    }
    return found;
  },
  shields: async ({ room }) => {
    const found = [];
    for (const event of timelines.get(room) ?? []) {
      if (event.type !== 'm.room.encrypted') continue;
      const shield = (await open(room, event)).shieldState(true);
      found.push(shield.message ?? '');
    }
    return found;
  },
  discard: ({ room }) => machine.invalidateGroupSession(new sdk.RoomId(room)),
  bootstrap: async () => {
    const made = await machine.bootstrapCrossSigning(true);
    if (made.uploadKeysRequest) await deliver(made.uploadKeysRequest);
    const body = JSON.parse(made.uploadSigningKeysRequest.body);
    const demand = JSON.parse(await ask('POST', '/keys/device_signing/upload', body, [401]));
    if (demand.session) {
      const auth = { type: 'm.login.password', session: demand.session, identifier, password };
      await ask('POST', '/keys/device_signing/upload', { ...body, auth });
    }
    await deliver(made.uploadSignaturesRequest);
    await work();
  },
  status: async () => {
    const status = await machine.crossSigningStatus();
    return { master: status.hasMaster, self: status.hasSelfSigning, people: status.hasUserSigning };
  },
  secrets: async () => {
    const keys = await machine.exportCrossSigningKeys();
    return { master: keys.masterKey, self: keys.self_signing_key ?? keys.selfSigningKey, people: keys.userSigningKey };
  },
  importSecrets: async ({ master, self, people }) => {
    const imported = await machine.importCrossSigningKeys(master, self, people);
    const me = await machine.getDevice(new sdk.UserId(access.user_id), new sdk.DeviceId(access.device_id));
    await deliver(await me.verify());
    await work();
    return imported.hasMaster;
  },
  backup: async () => {
    const key = sdk.BackupDecryptionKey.createRandomKey();
    const publicKey = key.megolmV1PublicKey.publicKeyBase64;
    const described = JSON.stringify({ algorithm: 'm.megolm_backup.v1.curve25519-aes-sha2', auth_data: { public_key: publicKey } });
    const signed = JSON.parse(described);
    const signatures = await machine.sign(JSON.stringify(signed.auth_data));
    signed.auth_data.signatures = JSON.parse(signatures.asJSON());
    const made = JSON.parse(await ask('POST', '/room_keys/version', signed));
    await machine.enableBackupV1(publicKey, made.version);
    await machine.saveBackupDecryptionKey(key, made.version);
    for (let request = await machine.backupRoomKeys(); request; request = await machine.backupRoomKeys()) await deliver(request);
    return { key: key.toBase64(), version: made.version };
  },
  restore: async ({ key, version }) => {
    const opener = sdk.BackupDecryptionKey.fromBase64(key);
    const answer = JSON.parse(await ask('GET', `/room_keys/keys?version=${quoted(version)}`));
    const rooms = new Map();
    let count = 0;
    for (const [room, { sessions }] of Object.entries(answer.rooms)) {
      const opened = new Map();
      for (const [session, { session_data: sealedKey }] of Object.entries(sessions)) {
        opened.set(session, JSON.parse(opener.decryptV1(sealedKey.ephemeral, sealedKey.mac, sealedKey.ciphertext)));
        count += 1;
      }
      rooms.set(new sdk.RoomId(room), opened);
    }
    await machine.importBackedUpRoomKeys(rooms, undefined, version);
    return count;
  },
  exportKeys: async ({ passphrase }) => sdk.OlmMachine.encryptExportedRoomKeys(await machine.exportRoomKeys(() => true), passphrase, 1000),
  importKeys: async ({ file, passphrase }) => {
    const keys = sdk.OlmMachine.decryptExportedRoomKeys(file, passphrase);
    const result = await machine.importExportedRoomKeys(keys, () => {});
    return Number(result.importedCount);
  },
  verifyDevice: async ({ person, device, camera }) => {
    const other = await machine.getDevice(new sdk.UserId(person), new sdk.DeviceId(device));
    const [, request] = other.requestVerification(camera ? CAMERA : SAS);
    await deliver(request);
  },
  verifyPerson: async ({ person, room, camera }) => {
    const methods = camera ? CAMERA : SAS;
    const identity = await machine.getIdentity(new sdk.UserId(person));
    const content = JSON.parse(await identity.verificationRequestContent(methods));
    const [kind, whole] = await sealed(room, 'm.room.message', JSON.stringify(content));
    const event = JSON.parse(await ask('PUT', `/rooms/${quoted(room)}/send/${kind}/t${(counter += 1)}`, whole)).event_id;
    identity.requestVerification(new sdk.RoomId(room), new sdk.EventId(event), methods);
    return event;
  },
  acceptRequest: async ({ person, camera }) => {
    await deliver(requested(person).acceptWithMethods(camera ? CAMERA : SAS));
  },
  scan: async ({ person, code }) => {
    const qr = await requested(person).scanQrCode(sdk.QrCodeScan.fromBytes(new Uint8ClampedArray(Buffer.from(code, 'base64'))));
    flows.set(person, qr);
    await deliver(qr.reciprocate());
  },
  startSas: async ({ person }) => {
    const [, request] = await requested(person).startSas();
    await deliver(request);
  },
  acceptSas: async ({ person }) => {
    const sas = requested(person).getVerification();
    const request = sas.accept();
    if (request) await deliver(request);
  },
  emoji: ({ person }) => {
    const sas = requested(person)?.getVerification();
    if (sas) flows.set(person, sas);
    return sas?.emojiIndex() ? Array.from(sas.emojiIndex()) : null;
  },
  confirm: async ({ person }) => {
    for (const request of await flows.get(person).confirm()) await deliver(request);
    await work();
  },
  sasState: ({ person }) => {
    const sas = flows.get(person);
    return { done: sas.isDone(), cancelled: sas.isCancelled(), why: sas.cancelInfo()?.cancelCode?.() ?? null };
  },
  requestPhase: ({ person }) => requested(person)?.phase() ?? null,
  deviceVerified: async ({ person, device }) => {
    const other = await machine.getDevice(new sdk.UserId(person), new sdk.DeviceId(device));
    return other ? other.isVerified() : null;
  },
  personVerified: async ({ person }) => {
    const identity = await machine.getIdentity(new sdk.UserId(person));
    return identity ? identity.isVerified() : null;
  },
  requestSecrets: async () => {
    await machine.requestMissingSecretsIfNeeded();
    await work();
  },
};

console.log(JSON.stringify({ ok: 'ready' }));
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  let answer;
  try {
    answer = { ok: (await commands[command.do](command)) ?? null };
  } catch (error) {
    answer = { fault: String(error?.stack ?? error).slice(0, 800) };
  }
  console.log(JSON.stringify(answer));
}
