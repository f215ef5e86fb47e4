
// Several pieces lie in one file, which is fetched once; a failed fetch is tried again by the next who asks.
const sheaves = new Map();

function sheaf(name) {
    let bytes = sheaves.get(name);
    if (bytes === undefined) {
        bytes = fetch(new URL(name, import.meta.url)).then((answer) => {
            if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
            return answer.arrayBuffer();
        });
        bytes.catch(() => sheaves.delete(name));
        sheaves.set(name, bytes);
    }
    return bytes;
}

async function piece(name, from, until) {
    return new Uint8Array(await sheaf(name), from, until - from);
}
