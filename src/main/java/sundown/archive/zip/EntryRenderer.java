package sundown.archive.zip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import sundown.archive.zip.EntryContents.WrongContentsException;
import sundown.secret.Secret;

/** Renders one entry after the other: its local header, its contents, and its authentication code. */
final class EntryRenderer implements AutoCloseable {
    private final VolumeLayout layout;
    private final KeyDerivation derivation;
    private final EntryContents contents;
    private final EntryCipher cipher = new EntryCipher();

    private boolean begun;
    private int entry;
    private long offset;
    private Optional<InputStream> stream = Optional.empty();

    EntryRenderer(VolumeLayout layout, Secret password, EntryContents contents) {
        this.layout = layout;
        this.derivation = new KeyDerivation(password);
        this.contents = contents;
    }

    /** True between an entry's beginning and its end. */
    boolean isWithinEntry() {
        return begun;
    }

    /** Begins an entry with its local header, salt and verifier. */
    ByteBuffer begin(int number, boolean authenticating) {
        KeyDerivation.Keys keys = enter(number, 0);
        if (authenticating) {
            cipher.startAuthenticating(keys, planned().bytes());
        } else {
            cipher.start(keys, 0, planned().bytes());
        }
        ByteBuffer local = Headers.local(planned());
        ByteBuffer header =
                ByteBuffer.allocate(local.remaining() + ZipEntry.Salt.BYTES + KeyDerivation.Keys.VERIFIER_BYTES);
        header.put(local).put(planned().salt().bytes());
        keys.putVerifier(header);
        return header.flip();
    }

    /** Begins at an offset of an entry's contents, a multiple of 16. {@link #end} must not follow. */
    void beginWithin(int number, long at) {
        KeyDerivation.Keys keys = enter(number, at);
        cipher.start(keys, at, planned().bytes() - at);
    }

    boolean hasContents() {
        return begun && offset < planned().bytes();
    }

    /** Renders the next contents, at least one byte and at most this many. */
    int contents(byte[] target, int at, int length) throws IOException {
        int bytes = Math.min(length, cipher.available());
        if (opened().readNBytes(target, at, bytes) < bytes) {
            throw new WrongContentsException(entry, WrongContentsException.Reason.SHORTER);
        }
        cipher.encrypt(target, at, bytes);
        offset += bytes;
        return bytes;
    }

    /** Ends the entry with its authentication code. */
    ByteBuffer end() throws IOException {
        if (opened().read() >= 0) {
            throw new WrongContentsException(entry, WrongContentsException.Reason.LONGER);
        }
        close();
        begun = false;
        return ByteBuffer.wrap(cipher.code());
    }

    @Override
    public void close() throws IOException {
        if (stream.isPresent()) {
            stream.get().close();
            stream = Optional.empty();
        }
    }

    private KeyDerivation.Keys enter(int number, long at) {
        begun = true;
        entry = number;
        offset = at;
        return derivation.keys(planned().salt());
    }

    private InputStream opened() throws IOException {
        if (stream.isEmpty()) {
            stream = Optional.of(contents.open(entry, offset));
        }
        return stream.get();
    }

    private ZipEntry planned() {
        return layout.entries().get(entry);
    }
}
