package sundown.digest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA1Digest;

/**
 * A SHA-1 digest (FIPS 180-4): 20 bytes. It finds damage in transit; nothing relies on it against an attacker.
 *
 * @param hex 40 hexadecimal digits in lower case
 */
public record Sha1(String hex) {
    private static final int SKIPPED_BYTES_MAX = 64 << 10;

    public Sha1 {
        if (hex.length() != 40
                || !hex.equals(HexFormat.of().formatHex(HexFormat.of().parseHex(hex)))) {
            throw new IllegalArgumentException("a SHA-1 is 40 hexadecimal digits in lower case");
        }
    }

    /** Starts a computation; {@link #of} takes its result. */
    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }

    /** Takes a digest as {@link MessageDigest} returns it. */
    public static Sha1 of(byte[] digest) {
        return new Sha1(HexFormat.of().formatHex(digest));
    }

    /** Computes the digest of a stream, which is read to its end. */
    public static Sha1 over(InputStream stream) throws IOException {
        MessageDigest digest = begin();
        stream.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return of(digest.digest());
    }

    /**
     * The state of a computation half way, to be stored.
     *
     * @param bytes how many bytes it has taken
     */
    public record Sha1State(long bytes, String base64) {}

    /** A computation that can be stored half way. For one thread. */
    public static final class Running {
        private final SHA1Digest digest;
        private long bytes;

        private Running(SHA1Digest digest, long bytes) {
            this.digest = digest;
            this.bytes = bytes;
        }

        /** The state before the first byte. */
        public static Sha1State none() {
            return new Running(new SHA1Digest(), 0).state();
        }

        /** Goes on from a state. */
        public static Running from(Sha1State state) {
            return new Running(new SHA1Digest(Base64.getDecoder().decode(state.base64)), state.bytes);
        }

        /** How many bytes were read so far. */
        public long bytes() {
            return bytes;
        }

        /** The state after the bytes that were read so far. */
        public Sha1State state() {
            return new Sha1State(bytes, Base64.getEncoder().encodeToString(digest.getEncodedState()));
        }

        /** A stream that takes in each byte as it is read. */
        public InputStream reading(InputStream stream) {
            return new FilterInputStream(stream) {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int count = super.read(target, offset, length);
                    if (count > 0) {
                        digest.update(target, offset, count);
                        bytes += count;
                    }
                    return count;
                }

                @Override
                public long skip(long count) throws IOException {
                    return readNBytes((int) Math.min(count, SKIPPED_BYTES_MAX)).length;
                }
            };
        }

        /** The digest of all bytes that were read. */
        public Sha1 result() {
            byte[] result = new byte[digest.getDigestSize()];
            new SHA1Digest(digest).doFinal(result, 0);
            return of(result);
        }
    }

    /** The digest in base64, as HTTP headers carry it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
