package sundown.local.demo.gallery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes of a gallery item; they can be read any number of times, and are streamed.
 *
 * @param bytes how many there are
 */
public record Content(long bytes, Source source) {

    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /** Bytes that fit into memory; the array is not copied and must not change. */
    public static Content inMemory(byte[] bytes) {
        return new Content(bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    public static Content onDisk(Path file) throws IOException {
        return new Content(Files.size(file), () -> Files.newInputStream(file));
    }

    /** A head, then the same part again and again: large without taking room. */
    public static Content repeated(byte[] head, byte[] part, int times) {
        return new Content(head.length + (long) part.length * times, () -> {
            List<InputStream> parts = new ArrayList<>(times + 1);
            parts.add(new ByteArrayInputStream(head));
            for (int i = 0; i < times; i++) {
                parts.add(new ByteArrayInputStream(part));
            }
            return new SequenceInputStream(Collections.enumeration(parts));
        });
    }

    public InputStream open() throws IOException {
        return source.open();
    }

    /** The digest of all bytes in lower-case hexadecimal, by a name that every Java has, such as SHA-1 or SHA-256. */
    public String digest(String algorithm) throws IOException {
        MessageDigest digest = messageDigest(algorithm);
        try (InputStream in = open();
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest messageDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
