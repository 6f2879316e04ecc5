const DATABASE = 'sundown';
const STORE = 'folders';

/** The folder that an archive is being saved to, kept in this browser so that a closed tab can go on. */
export async function keptFolder(archive: string): Promise<FileSystemDirectoryHandle | undefined> {
  const kept = await inStore('readonly', (store) => store.get(archive)).catch(() => undefined);
  return kept as FileSystemDirectoryHandle | undefined;
}

/** Without room for it, a closed tab asks for the folder again. */
export async function keepFolder(archive: string, folder: FileSystemDirectoryHandle): Promise<void> {
  await inStore('readwrite', (store) => store.put(folder, archive)).catch(() => undefined);
}

export async function forgetFolder(archive: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(archive)).catch(() => undefined);
}

async function inStore(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = (await settled(opening)) as IDBDatabase;
  try {
    return await settled(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function settled(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
}
