package sundown.aws.kms;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A wrapped data key and the text encrypted with it, as Base64 (RFC 4648, URL-safe, no padding) of a version byte, the
 * length of the wrapped key in two bytes, the wrapped key, and the encrypted text.
 */
record Envelope(SdkBytes wrappedKey, SdkBytes encrypted) {
    private static final byte VERSION = 1;

    String write() {
        byte[] key = wrappedKey.asByteArrayUnsafe();
        byte[] rest = encrypted.asByteArrayUnsafe();
        ByteBuffer buffer = ByteBuffer.allocate(Byte.BYTES + Short.BYTES + key.length + rest.length)
                .put(VERSION)
                .putShort((short) key.length)
                .put(key)
                .put(rest);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    /**
     * Reads an envelope.
     *
     * @throws IllegalArgumentException when the text is not an envelope or has stray bits
     */
    static Envelope read(String text) {
        Envelope envelope = decode(text);
        if (!envelope.write().equals(text)) {
            throw new IllegalArgumentException("an envelope with stray bits");
        }
        return envelope;
    }

    private static Envelope decode(String text) {
        ByteBuffer buffer = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        try {
            if (buffer.get() != VERSION) {
                throw new IllegalArgumentException("an envelope of an unknown version");
            }
            byte[] key = new byte[Short.toUnsignedInt(buffer.getShort())];
            buffer.get(key);
            byte[] rest = new byte[buffer.remaining()];
            buffer.get(rest);
            return new Envelope(SdkBytes.fromByteArrayUnsafe(key), SdkBytes.fromByteArrayUnsafe(rest));
        } catch (BufferUnderflowException tooShort) {
            throw new IllegalArgumentException("an envelope that ends too soon", tooShort);
        }
    }
}
