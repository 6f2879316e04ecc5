package sundown.archive.zip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import sundown.archive.zip.WrongContentsException.Reason;
import sundown.secret.Secret;

/** Renders one entry after the other, each from its local header to its authentication code, piece by piece. */
final class EntryRenderer implements AutoCloseable {
    /** So few that the bytes are still in the processor's cache when the last step comes to them. */
    private static final int CHUNK_BYTES = 32 * 1024;

    private final VolumeLayout layout;
    private final KeyDerivation derivation;
    private final EntryContents contents;
    private final EntryCipher cipher = new EntryCipher(CHUNK_BYTES);
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private final ByteBuffer chunkPiece = ByteBuffer.wrap(chunk);

    private Piece next = Piece.NONE;
    private boolean authenticating;
    private int entry;
    private long offset;
    private Optional<InputStream> open = Optional.empty();

    EntryRenderer(VolumeLayout layout, Secret password, EntryContents contents) {
        this.layout = layout;
        this.derivation = new KeyDerivation(password);
        this.contents = contents;
    }

    /** Begins an entry at its local header. */
    void begin(int entry, boolean authenticating) {
        this.entry = entry;
        this.authenticating = authenticating;
        offset = 0;
        next = Piece.HEADER;
    }

    /** Begins at an offset of an entry's contents, a multiple of 16. Its authentication code must not be reached. */
    void beginWithin(int entry, long offset) {
        this.entry = entry;
        this.offset = offset;
        cipher.start(derivation.keys(planned().salt()), offset);
        next = Piece.CONTENTS;
    }

    boolean hasNext() {
        return next != Piece.NONE;
    }

    /** The bytes that follow; they are good until the next call. */
    ByteBuffer next() throws IOException {
        return switch (next) {
            case HEADER -> header();
            case CONTENTS -> contents();
            case CODE -> code();
            case NONE -> throw new IllegalStateException("the entry is complete");
        };
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
            open = Optional.empty();
        }
    }

    /** Local header, salt and verifier. */
    private ByteBuffer header() {
        EntryKeys keys = derivation.keys(planned().salt());
        if (authenticating) {
            cipher.startAuthenticating(keys);
        } else {
            cipher.start(keys, 0);
        }
        ByteBuffer local = LocalHeader.of(planned());
        ByteBuffer header = ByteBuffer.allocate(local.remaining() + Salt.BYTES + EntryKeys.VERIFIER_BYTES);
        header.put(local).put(planned().salt().bytes());
        keys.putVerifier(header);
        next = pieceAtOffset();
        return header.flip();
    }

    private ByteBuffer contents() throws IOException {
        int bytes = (int) Math.min(CHUNK_BYTES, planned().bytes() - offset);
        if (opened().readNBytes(chunk, 0, bytes) < bytes) {
            throw new WrongContentsException(entry, Reason.SHORTER);
        }
        cipher.encrypt(chunk, bytes);
        offset += bytes;
        next = pieceAtOffset();
        return chunkPiece.position(0).limit(bytes);
    }

    private ByteBuffer code() throws IOException {
        if (opened().read() >= 0) {
            throw new WrongContentsException(entry, Reason.LONGER);
        }
        close();
        next = Piece.NONE;
        return ByteBuffer.wrap(cipher.code());
    }

    private InputStream opened() throws IOException {
        if (open.isEmpty()) {
            open = Optional.of(contents.open(entry, offset));
        }
        return open.get();
    }

    private Piece pieceAtOffset() {
        return offset < planned().bytes() ? Piece.CONTENTS : Piece.CODE;
    }

    private ZipEntry planned() {
        return layout.entries().get(entry);
    }

    private enum Piece {
        HEADER,
        CONTENTS,
        CODE,
        NONE
    }
}
