package sundown.local.google;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes that look like media from their beginning, each number its own. */
final class Photos {
    private Photos() {}

    static byte[] jpeg(int number) {
        return jpeg(number, 1000);
    }

    static byte[] jpeg(int number, int length) {
        return media(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0}, number, length);
    }

    static byte[] mp4(int number, int length) {
        return media("\0\0\0\u0018ftypisom".getBytes(StandardCharsets.ISO_8859_1), number, length);
    }

    static byte[] text() {
        return "This is no picture at all.".getBytes(StandardCharsets.UTF_8);
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] media(byte[] beginning, int number, int length) {
        byte[] bytes = Arrays.copyOf(beginning, length);
        for (int i = beginning.length; i < length; i++) {
            bytes[i] = (byte) (i * 31 + number * 17 + (i >> 8) * number);
        }
        return bytes;
    }
}
